"""Notices to many as they are kept, with how far each has left, and what subscribers are told of."""
