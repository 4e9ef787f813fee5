"""Notices to many people: the list, the form of one, and the progress of one."""
