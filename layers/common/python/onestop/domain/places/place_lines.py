"""Lines in which somebody names a place after a label: `Address: 3 Elm Lane`. They say where, and nothing about
what."""

from __future__ import annotations

import re

LABELS = (
    *("place", "location", "where", "address", "street address", "address of the problem"),
    *("lugar", "ubicación", "dirección", "dónde", "donde"),
    *("地点", "地址", "位置", "事发地点"),
)
PLACE_LINE = re.compile(
    r"^[ \t]*(?:[-–•*]{1,2}[ \t]*)?"  # the sign of a list, or of bold letters
    rf"(?:{'|'.join(sorted(map(re.escape, LABELS), key=len, reverse=True))})[ \t]*\*{{0,2}}[:：]"
    r"[ \t]*(?:\*{2}[ \t]*)?"
    r"(\S(?:[^\n]*[^ \t\n])?)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
