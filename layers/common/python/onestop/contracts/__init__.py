"""What do we say to one another? Requests, events and workflow steps as they travel."""
