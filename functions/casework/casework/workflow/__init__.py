"""Steps that the workflow and the clock take on a case: open its next stage, do what is due, and resume what waited."""
