"""Being told of what is reported and done: of a place, district, service or case; by e-mail or as a feed."""
