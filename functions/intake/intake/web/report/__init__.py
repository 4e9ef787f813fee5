"""The pages on which a resident reports or asks, one thing on each."""
