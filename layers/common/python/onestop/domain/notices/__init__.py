"""Notices to many people: the text, the audience, and the states of one."""
