"""The residents' API: what is offered, answered and done over HTTPS."""
