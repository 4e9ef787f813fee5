"""The channels that letters leave on, and the providers of each."""
