"""Answers to what many ask: a page each, the same for programs, and whether they helped."""
