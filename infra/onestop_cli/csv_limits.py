"""How long one field of a CSV may be, for as long as one file is read: Python keeps the limit for the whole process."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def fields_up_to(letters: int) -> Iterator[None]:
    """Lets a field have so many letters; a longer one raises `csv.Error`."""
    before = csv.field_size_limit(letters)
    try:
        yield
    finally:
        csv.field_size_limit(before)
