"""A telephone's keypad: letters on digits (ITU-T E.161), so that a reference can be keyed in."""

from __future__ import annotations

from collections.abc import Sequence

from onestop.domain.cases.case import Case

KEYS = {letter: key for key, letters in enumerate(("ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"), start=2)
        for letter in letters}  # fmt: skip
ENOUGH = 4  # the first group of a reference, if only one of their cases begins with it


def keys_of(reference: str) -> str:
    """A reference as it is keyed in."""
    return "".join(str(KEYS.get(letter, letter)) for letter in reference if letter.isalnum())


def chosen_case(pressed: str, offered: Sequence[Case], all_theirs: Sequence[Case]) -> Case | None:
    """The case that a caller means: one digit is the number of a case that was read out to them, more digits are the
    first characters of the reference of one of their own."""
    if len(pressed) == 1:
        place = int(pressed) - 1
        return offered[place] if 0 <= place < len(offered) else None
    if len(pressed) < ENOUGH:
        return None
    found = [case for case in all_theirs if keys_of(case.reference).startswith(pressed)]
    return found[0] if len(found) == 1 else None


def spelled(reference: str) -> str:
    """A reference as it is read out: character by character, with a pause after each group."""
    return ", ".join(" ".join(group) for group in reference.split("-"))
