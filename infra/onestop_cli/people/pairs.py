"""The result, pair by pair, with the evidence for and against it in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from onestop.domain.people.matching.evidence import evidence_of
from onestop.domain.people.matching.find_matches import MatchingResult, PersonMatch
from onestop.domain.people.matching.judge_match import MatchJudgement
from onestop.domain.translation import SOURCE, translate
from onestop.runtime.spreadsheets import as_csv
from onestop_cli.people.read_people import PeopleFile
from onestop_cli.problems import CannotContinue

COLUMNS = ("line", "other_line", "verdict", "bits", "evidence", "right")


def shown(found: MatchingResult, read: PeopleFile, most: int) -> list[dict[str, Any]]:
    """Some proposals for staff, the least sure first: those are what one looks at."""
    proposed = [match for match in found.matches if match.verdict is MatchJudgement.PROPOSED]
    return [as_data(match, read) for match in sorted(proposed, key=lambda match: match.bits)[:most]]


def as_data(match: PersonMatch, read: PeopleFile) -> dict[str, Any]:
    return {
        "lines": [read.records[at].row for at in match.pair],
        "verdict": str(match.verdict),
        "bits": round(match.bits, 1),
        "evidence": list(evidence_of(match, lambda phrase: translate(phrase, SOURCE))),
    }


def write_pairs(path: Path, found: MatchingResult, read: PeopleFile) -> None:
    """Every pair that was merged or proposed, the surest first."""
    rows = []
    for match in sorted(found.matches, key=lambda match: (-match.bits, match.pair)):
        told = as_data(match, read)
        one, other = (read.truth[at] for at in match.pair)
        right = "" if one is None or other is None else str(one == other).lower()
        cells = (*told["lines"], told["verdict"], told["bits"], "; ".join(told["evidence"]), right)
        rows.append(dict(zip(COLUMNS, cells, strict=True)))
    try:
        path.write_text(as_csv(COLUMNS, rows), encoding="utf-8", newline="")
    except OSError as problem:
        raise CannotContinue(f"{path} cannot be written: {problem.strerror}.") from problem
