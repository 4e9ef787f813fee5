"""Who residents are and how to reach them, for staff who may know: the page of a person, and the resident of a case."""
