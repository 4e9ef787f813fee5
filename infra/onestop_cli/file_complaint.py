"""What is wrong in a file that a person wrote, as each check of forms and rule tables finds it."""

from __future__ import annotations

FileComplaint = tuple[str, str, str]  # the place in the file, what is wrong, what would be right
