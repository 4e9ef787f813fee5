"""Disposal of cases whose retention period is over: listed, approved by two people, erased, and certified."""
