"""`onestop letters`: what residents are sent, before anybody is sent it."""
