"""Whether a need was brought before: how two needs are compared, how sure it is that they are the same, and why."""
