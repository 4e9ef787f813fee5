"""What a jurisdiction offers: services, plans, and the questions that they ask."""
