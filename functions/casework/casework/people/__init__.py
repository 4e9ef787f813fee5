"""What staff do about residents: find, correct, prove, protect and merge them, and record who may act for them."""
