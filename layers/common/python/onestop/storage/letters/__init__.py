"""Letters as they are kept: owed, claimed, held, in a tray, given to a provider; and who wants which."""
