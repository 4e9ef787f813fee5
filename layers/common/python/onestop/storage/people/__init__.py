"""People as they are kept: the only place where names, addresses and numbers are."""
