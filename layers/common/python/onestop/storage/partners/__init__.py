"""The systems of others: the keys with which they call us, and the addresses at which we call them."""
