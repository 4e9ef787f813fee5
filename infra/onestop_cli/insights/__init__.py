"""`onestop insights`: what cases teach: an export loaded as history, measures, equal treatment."""
