"""The lake in its bucket: what happened, a day an object, for analysts and never for a page."""
