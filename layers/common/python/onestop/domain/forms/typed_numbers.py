"""Numbers as people type them. 12.000 is twelve thousand to some and twelve to others: what can be read in two ways is
never guessed at, because money is paid and permits are given by it. The script of forms reads in the same way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onestop.domain.forms.wide_letters import narrow

if TYPE_CHECKING:
    from onestop.domain.forms.form import Field

SPACES = str.maketrans("", "", " \u00a0\u202f")
SIGNS = str.maketrans("", "", ".,")
# grouping is certain if there are several groups, or both signs; a space groups, too, wherever it stands
COMMAS_GROUP = re.compile(r"-?[0-9]{1,3}(?:(?:,[0-9]{3})+\.[0-9]+|(?:,[0-9]{3}){2,})")
POINTS_GROUP = re.compile(r"-?[0-9]{1,3}(?:(?:\.[0-9]{3})+,[0-9]+|(?:\.[0-9]{3}){2,})")
TWO_WAYS = re.compile(r"-?(?!0[.,])[0-9]{1,3}[.,][0-9]{3}")  # nobody groups 0.125 or 1234.567
PLAIN = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,12})?")


def read_number(text: str, field: Field | None = None) -> int | float | str:
    """Reads 1234.5, 1,234.50, 1.234,50 and 1 234,5. Three digits after one sign are thousands where a whole number is
    asked for; elsewhere they stay as typed, as does all that is no number."""
    plain = narrow(text).translate(SPACES)
    if TWO_WAYS.fullmatch(plain):
        if field is None or not field.whole:
            return text
        plain = plain.translate(SIGNS)
    elif COMMAS_GROUP.fullmatch(plain):
        plain = plain.replace(",", "")
    elif POINTS_GROUP.fullmatch(plain):
        plain = plain.replace(".", "")
    return number_of(plain) if PLAIN.fullmatch(plain) else text


def number_of(plain: str) -> int | float:
    number = float(plain.replace(",", "."))
    return int(number) if number.is_integer() else number


def two_readings(text: str) -> tuple[str, str] | None:
    """Returns both numbers that a text can mean, written so that they can be read in one way only: 12.500 is 12500 or
    12.5. None if it has one meaning, or none."""
    plain = narrow(text).translate(SPACES)
    if not TWO_WAYS.fullmatch(plain):
        return None
    return write_number(number_of(plain.translate(SIGNS))), write_number(number_of(plain))


def write_number(number: int | float) -> str:
    """Writes a number so that it is read back as the same one: 1.125 as 1.1250."""
    written = str(number)
    return f"{written}0" if TWO_WAYS.fullmatch(written) else written
