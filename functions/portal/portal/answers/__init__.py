"""Answers to common questions: a page for each, the same for programs, and counts of whether they helped."""
