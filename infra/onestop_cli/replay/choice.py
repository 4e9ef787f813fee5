"""Which rows of an export are replayed: all of them, or only those in which something is handed on or repeated."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from enum import StrEnum

from onestop_cli.problems import CannotContinue
from onestop_cli.replay.columns import ColumnMap
from onestop_cli.replay.families import Families, find_families
from onestop_cli.replay.rows import RowNeed


class RareKind(StrEnum):
    """A kind of row that is rare among the others."""

    TRANSFERS = "transfers"
    MERGES = "merges"


def choose_needs(
    read: Callable[[], Iterator[RowNeed]], columns: ColumnMap, only: Collection[RareKind]
) -> Callable[[], Iterator[RowNeed]]:
    """What reads the chosen rows of an export; ``read`` begins again with its first row each time it is called.

    A row that repeats another is chosen together with that one, and not where the other is no row of the export.
    """
    if not only:
        return read
    check_columns(columns, only)
    families = find_families(read()) if RareKind.MERGES in only else Families()

    def is_wanted(need: RowNeed) -> bool:
        return families.is_in(need.row) or (RareKind.TRANSFERS in only and need.handed_to is not None)

    return lambda: filter(is_wanted, read())


def check_columns(columns: ColumnMap, only: Collection[RareKind]) -> None:
    """Refuse to look for what the export says nothing about."""
    told = {RareKind.TRANSFERS: columns.received_by and columns.done_by, RareKind.MERGES: columns.parent}
    untold = [kind for kind in only if not told[kind]]
    if untold:
        raise CannotContinue(
            f"No column of a {columns.name} export says anything about {' and '.join(untold)}.",
            ("A map of your own (--map) can name such columns: received_by and done_by, or parent.",),
        )
