"""Surveys: how it went, asked once for every resolved case, and the answer kept with the case."""
