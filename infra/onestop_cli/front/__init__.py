"""The one friendly address on one machine: the suite's API, what was sent, and what others would bring."""
