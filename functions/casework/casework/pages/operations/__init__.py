"""Is everything all right: part by part, with the runbook of each alarm."""
