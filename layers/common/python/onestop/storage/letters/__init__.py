"""Stored letters: owed, claimed, held, in a tray, given to a provider; and who subscribed to which."""
