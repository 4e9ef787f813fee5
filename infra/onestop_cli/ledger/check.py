"""One comparison of two counts that come from different records and must be the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onestop_cli.ledger.records import CaseRecord

NAMED = 5  # how many cases a sentence names


@dataclass(frozen=True, kw_only=True)
class LedgerCheck:
    """Two counts that should be the same, what each of them is, and the cases that stand out if they are not."""

    name: str
    left: str
    right: str
    counts: tuple[int, int]
    cases: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        return self.counts[0] == self.counts[1]

    @property
    def sentence(self) -> str:
        named = f" Look at {', '.join(self.cases[:NAMED])}." if self.cases else ""
        return f"{self.name}: {self.left} {self.counts[0]}, but {self.right} {self.counts[1]}.{named}"


def those(cases: Iterable[CaseRecord], odd: Callable[[CaseRecord], bool]) -> tuple[str, ...]:
    """The references of the cases of which something is true."""
    return tuple(case.reference for case in cases if odd(case))
