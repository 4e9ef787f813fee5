"""What can be learnt from cases, surveys and feedback, for supervisors."""
