"""A fault in a file that a person wrote, as the checks of forms and rule tables report it."""

from __future__ import annotations

FileComplaint = tuple[str, str, str]  # the place in the file, what is wrong, what would be right
