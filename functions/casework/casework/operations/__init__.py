"""Is the suite healthy: what there is to watch, what each service knows about it, and sending dead letters again."""
