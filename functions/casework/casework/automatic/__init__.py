"""Tasks that need no person: decided by rules, looked up in registers. What fails is left to their agency."""
