"""What do you need? One box that finds services and leads to a case."""
