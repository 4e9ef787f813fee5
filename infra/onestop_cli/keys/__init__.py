"""`onestop keys`: keys of partners and of residents' links."""
