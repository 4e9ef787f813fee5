"""What cases, surveys and feedback teach, for supervisors."""
