"""Decisions about applications: by rule tables, which are data of the catalogue, or by people; fees, and objections."""
