"""Whether a need was brought before: what two needs are compared by, how sure it is that they are one, and why."""
