"""The installation in the hands of administrators: accounts of staff, and webhooks."""
