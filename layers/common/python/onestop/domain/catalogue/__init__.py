"""What a jurisdiction offers: services, plans, and the questions that it asks."""
