"""Subscriptions to what is reported and done at a place, in a district, of a service or case; by e-mail or as a
feed."""
