"""Which rows of an export repeat which others: found before anything is sent, so that a parent can wait."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from onestop_cli.replay.rows import RowNeed


@dataclass(frozen=True)
class Families:
    """Rows that repeat another row: ``parents`` says which."""

    parents: Mapping[int, int] = field(default_factory=dict)

    def children(self, row: int) -> set[int]:
        """The rows that repeat a row."""
        return {child for child, parent in self.parents.items() if parent == row}

    def is_in(self, row: int) -> bool:
        """Return whether a row repeats another one, or is repeated."""
        return row in self.parents or row in self.parents.values()


def find_families(needs: Iterable[RowNeed]) -> Families:
    """Find the parent of each row that names one which is among the rows too; a circle has no parent."""
    rows: dict[str, int] = {}
    named: dict[int, str] = {}
    for need in needs:
        rows.setdefault(need.id, need.row)
        if need.parent:
            named[need.row] = need.parent
    found = {row: rows[parent] for row, parent in named.items() if parent in rows}
    return Families({row: parent for row, parent in found.items() if not is_circle(row, found)})


def is_circle(row: int, parents: Mapping[int, int]) -> bool:
    """Return whether following the parents of a row never ends."""
    seen: set[int] = set()
    while row in parents and row not in seen:
        seen.add(row)
        row = parents[row]
    return row in seen
