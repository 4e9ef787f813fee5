"""The pages on which a resident does something about their own case: writes, withdraws, has it opened again."""
