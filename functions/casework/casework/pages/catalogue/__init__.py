"""The catalogue as it is in force: services, letters, calendars and releases."""
