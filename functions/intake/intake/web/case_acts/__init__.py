"""The pages on which a resident acts on their own case: writes, withdraws, has it reopened."""
