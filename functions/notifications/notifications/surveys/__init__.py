"""Rules for letters that ask how it went: one reminder, and nobody is asked too often."""
