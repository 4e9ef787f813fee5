"""At the counter and on the telephone: what is taken down for whoever is there or calls."""
