"""Where an address must be on a sheet so that it shows in the window of its envelope, as a table of envelopes.

Everything is in millimetres from the upper left corner of the sheet. A sheet moves about in its envelope: an address
inside the zone shows whichever way the sheet has slid, and text outside of it never looks like a part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

MeasureText = Callable[[str, float], float]  # how wide a text is in millimetres, at a size in points

SIZES = (11.0, 10.0, 9.0)  # points; sorting machines read no smaller letters
LINE = 4.23  # line height in millimetres: the 12 points that postal machines expect


class AddressDoesNotFit(ValueError):
    """An address that does not show completely in a window: what is wrong, and what would be right.

    Not an OnestopError: the code that composes the letter reports it to staff.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A sheet, the zone of the address, the sender's small line above it (if the envelope has room for one), where the
    letter begins, and where the sheet is folded."""

    name: str
    width: float
    height: float
    left: float
    top: float
    wide: float
    high: float
    lines: int
    sender: float | None
    begins: float
    folds: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """An address in its zone: its font size in points, and each line with the distance of its baseline from the top."""

    size: float
    lines: tuple[tuple[str, float], ...]


# By the jurisdiction's name for its paper.
# a4: DIN 5008 form B in a long envelope (DL). The field is 85 x 45, its corner at 20 and 45; the top 17.7 are for the
# sender and notes, and an address begins 5 inside.
# letter: the window of a US #10 is 4 1/2 x 1 1/8 inches, 7/8 from the left and 1/2 from the foot. Folded at 4 inches
# the sheet can slide up by 1/8 and to the right by 1; 1/8 stays free around the address, as the USPS asks for.
ENVELOPES: Mapping[str, Envelope] = {
    "a4": Envelope(
        name="DIN 5008 B, DL", width=210, height=297, left=25, top=62.7, wide=80, high=27.3, lines=6, sender=60.5,
        begins=103, folds=(105, 210),
    ),
    "letter": Envelope(
        name="US #10", width=215.9, height=279.4, left=25.4, top=66.7, wide=82.5, high=19, lines=4, sender=None,
        begins=106, folds=(101.6, 190.5),
    ),
}  # fmt: skip


def place_address(lines: Sequence[str], envelope: Envelope, measure: MeasureText) -> Placed:
    """Places an address in its zone, as large as it fits. Raises AddressDoesNotFit."""
    if not lines:
        raise AddressDoesNotFit("the address is empty; right would be a street and a town")
    if len(lines) > envelope.lines:
        raise AddressDoesNotFit(
            f"the address has {len(lines)} lines with the name; the window of {envelope.name} shows {envelope.lines}"
        )
    for size in SIZES:
        if all(measure(line, size) <= envelope.wide for line in lines):
            feet = (envelope.top + LINE * (number + 1) - 0.3 for number in range(len(lines)))
            return Placed(size, tuple(zip(lines, feet, strict=True)))
    too_wide = next(number for number, line in enumerate(lines, 1) if measure(line, SIZES[-1]) > envelope.wide)
    raise AddressDoesNotFit(
        f"line {too_wide} of the address is wider than the {envelope.wide:g} mm of the window of {envelope.name}; "
        "right would be a shorter one, or two lines"
    )
