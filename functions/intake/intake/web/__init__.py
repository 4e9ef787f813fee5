"""Pages on which residents report, and act on their own case."""
