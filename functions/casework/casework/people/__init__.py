"""What staff do about residents: find them, correct, prove, protect, merge and speak for them."""
