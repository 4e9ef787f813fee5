"""The pages on which a resident reports or asks, one question on each."""
