"""What subscribers are told of topics that they follow."""
