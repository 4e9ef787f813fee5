"""`onestop up`: the embedded engine, and the suite deployed in it."""
