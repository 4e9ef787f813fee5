"""What subscribers are told about the topics that they follow."""
