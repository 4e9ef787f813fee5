"""What is a case? Pure data and rules; standard library only."""
