"""Acts of staff on a case: permissions, input and consequences, each carried out exactly once."""
