"""Changes by administrators to the installation: accounts and webhooks, each recorded for the auditor."""
