"""Systems of other organisations: the keys with which they call us, and the addresses at which we call them."""
