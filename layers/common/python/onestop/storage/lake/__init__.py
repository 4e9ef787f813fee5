"""The lake in its bucket: all events, one object a day and part, for analysts and never for a page."""
