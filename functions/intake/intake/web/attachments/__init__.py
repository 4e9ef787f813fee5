"""The pages on which a resident adds photos and documents to their case."""
