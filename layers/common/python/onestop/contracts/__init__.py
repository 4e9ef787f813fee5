"""What do we exchange with one another? Requests, events and workflow steps in the form in which they are sent."""
