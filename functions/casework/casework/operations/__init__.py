"""Is the suite all right: what there is to watch, what each service knows of it, and sending dead letters again."""
