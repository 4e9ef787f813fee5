"""Is everything all right: each part of the suite, with the runbook of each alarm."""
