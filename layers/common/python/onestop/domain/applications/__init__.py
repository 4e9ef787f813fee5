"""Applications: what somebody fills in to apply for something, from the first answer until it is sent."""
