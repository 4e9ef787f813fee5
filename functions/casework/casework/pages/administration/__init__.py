"""The pages of administrators: accounts of staff, and webhooks."""
