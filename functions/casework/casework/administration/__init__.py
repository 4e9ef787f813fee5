"""What administrators change about the installation: accounts and webhooks, each kept for the auditor."""
