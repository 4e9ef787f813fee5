"""What an event makes us owe, to whom, and which letter it is."""
