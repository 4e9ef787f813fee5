"""Surveys: asks how it went, once for every resolved case, and keeps the answer with the case."""
