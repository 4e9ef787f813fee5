"""The residents' API: services, answers and acts over HTTPS."""
