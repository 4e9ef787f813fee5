"""The longest field of a CSV while one file is read: Python has only one limit for the whole process."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def fields_up_to(letters: int) -> Iterator[None]:
    """Allows fields of up to this many letters; a longer one raises `csv.Error`."""
    before = csv.field_size_limit(letters)
    try:
        yield
    finally:
        csv.field_size_limit(before)
