"""What cases teach, for everybody: figures, each with what it means, a picture and a table."""
