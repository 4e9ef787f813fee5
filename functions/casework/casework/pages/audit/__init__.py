"""Who saw which data of whom, and for which purpose: the auditor's page, and that of supervisors about their own
staff."""
