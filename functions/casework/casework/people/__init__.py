"""Acts of staff on residents' data: find, correct, prove, protect and merge them, and record who may act for them."""
