"""What somebody says about us at any time, without a case."""
