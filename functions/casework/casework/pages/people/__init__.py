"""Who residents are and how they are reached, for staff who may know: one person, and the resident of a case."""
