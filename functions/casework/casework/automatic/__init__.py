"""Tasks that are done by themselves: decided by rules, looked up in registers. What fails is left to their agency."""
