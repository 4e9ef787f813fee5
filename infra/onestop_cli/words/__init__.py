"""What translators work on: gathered from the code, checked, and compiled for the functions.

Babel, because it reads Python, keeps PO files as translators' tools want them, and knows CLDR.
"""
