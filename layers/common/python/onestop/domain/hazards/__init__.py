"""Words that name danger: found by tables, so that the emergency number is said before anything else."""
