"""What surveys say when all answers are taken together: never about one person."""
