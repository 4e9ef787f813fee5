"""`onestop surveys`: what the answers to surveys say together."""
