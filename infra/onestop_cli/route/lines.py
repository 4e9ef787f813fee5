"""Lines of a file: the code that is expected, a tab, and a sentence as a resident writes it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from onestop.domain.understanding.meaning import OTHERS
from onestop_cli.problems import CannotContinue
from onestop_cli.release.faults import name_choices, show_value

TRIAGE = "triage"  # what a person should look at
SHOWN = 20


@dataclass(frozen=True, slots=True)
class SampleLine:
    """A sentence with the service that it should find, or `triage`."""

    number: int
    expected: str
    sentence: str


def read_lines(file: Path, services: Collection[str]) -> list[SampleLine]:
    """The lines of a file. Empty ones and those that begin with # are passed over; wrong ones are all named."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotContinue(f"{file} cannot be read as UTF-8 text: {error}") from error
    lines: list[SampleLine] = []
    wrong: list[str] = []
    for number, written in enumerate(text.splitlines(), 1):
        if not written.strip() or written.lstrip().startswith("#"):
            continue
        code, tab, sentence = written.partition("\t")
        expected = expected_of(code.strip(), services)
        if not tab or not sentence.strip():
            wrong.append(f"line {number}: there is no sentence after the code; write CODE, a tab, and the sentence")
        elif expected is None:
            choices = name_choices(code.strip(), [*services, TRIAGE])
            wrong.append(f"line {number}: there is no service {show_value(code.strip())}; {choices}")
        else:
            lines.append(SampleLine(number, expected, sentence.strip()))
    if wrong:
        more = [f"and {len(wrong) - SHOWN} more"] if len(wrong) > SHOWN else []
        count = "one wrong line" if len(wrong) == 1 else f"{len(wrong)} wrong lines"
        raise CannotContinue(f"{file} has {count}: nothing was tried.", (*wrong[:SHOWN], *more))
    return lines


def expected_of(code: str, services: Collection[str]) -> str | None:
    """Returns what is expected: a service, or triage for everything else; None for an unknown code."""
    if code in services or code == TRIAGE:
        return code
    kind, _, codes = code.partition(":")
    if code in OTHERS or (kind == "two" and codes and all(each in services for each in codes.split("+"))):
        return TRIAGE
    return None
