"""Who saw what of whom, and what for: the auditor's page, and that of supervisors about their own."""
