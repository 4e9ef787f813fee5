"""The channels that letters are sent on, and the providers of each."""
