"""Casework: what staff do, and the steps that take a case from one stage to the next."""
