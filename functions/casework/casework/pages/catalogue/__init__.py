"""The catalogue in force: services, letters, calendars and releases."""
