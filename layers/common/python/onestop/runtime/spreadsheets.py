"""Tables for spreadsheets: the only place that writes CSV, and the rule about how a cell may begin.

A spreadsheet evaluates a cell that begins like a formula, and a formula can fetch an address or start a program. What
residents write may begin in any way, so such a cell gets an apostrophe, which spreadsheets read as "this is text".
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any

SIGNS = "=+-@"  # in any width: a Japanese or Chinese spreadsheet treats a wide "=" as one
BREAKS = "\t\r\n"  # some spreadsheets start a new cell after them
UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")  # controls, marks and blanks, which many spreadsheets trim first


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Writes rows as CSV by RFC 4180, with a header row; no cell is a formula."""
    written = io.StringIO()
    writer = csv.DictWriter(written, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: harmless(value) for name, value in row.items()} for row in rows)
    return written.getvalue()


def harmless(value: Any) -> Any:
    """Returns a cell that no spreadsheet evaluates; numbers and ordinary words are unchanged."""
    return f"'{value}" if isinstance(value, str) and may_be_formula(value) else value


def may_be_formula(text: str) -> bool:
    """Whether a spreadsheet might treat these words as a formula."""
    before = "".join(takewhile(lambda letter: unicodedata.category(letter) in UNSEEN, text))
    sign = unicodedata.normalize("NFKC", text[len(before) : len(before) + 1])[:1]
    return any(each in before for each in BREAKS) or (sign != "" and sign in SIGNS)
