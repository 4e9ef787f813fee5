"""A file checked from its opening to its report: the map, the history, its measures, and what the file says itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onestop.domain.time.calendars import Calendar
from onestop_cli.insights.fields import FIELDS
from onestop_cli.insights.history.agreement import ClassCount, ColumnAgreement, compare_columns
from onestop_cli.insights.history.cases import build_history
from onestop_cli.insights.history.file import open_history
from onestop_cli.insights.history.guess_map import guess_map, sample_maps
from onestop_cli.insights.history.map import HistoryMap, fit_map, read_history_map
from onestop_cli.insights.history.measures import measures
from onestop_cli.insights.history.oddities import oddities
from onestop_cli.insights.history.working_hours import working_hours
from onestop_cli.insights.sql_text import first_row

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


NO_OPENING = "No column says when a case came (`opened`): there are counts, but no measure of time."


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The report about a file."""

    file: str
    map: HistoryMap
    taken_at: datetime | None
    notes: tuple[str, ...]
    unexplained_words: dict[str, list[tuple[str, int]]]
    measures: dict[str, Any]
    agreements: list[ColumnAgreement]
    oddities: list[ClassCount]

    @property
    def missing(self) -> list[str]:
        """Our fields for which the file has no column."""
        return [field for field in FIELDS if field not in self.map.columns]


def check_history(
    database: DuckDBPyConnection,
    file: Path,
    named: Path | None,
    maps: Path,
    now: datetime,
    calendar: Calendar | None = None,
) -> Checked:
    """Load an export as history and compare it with itself; with a calendar, time is told in hours of work too."""
    known, notes = load_history(database, file, named, maps, now)
    taken = first_row(database, "SELECT taken_at, told FROM taken")
    if "opened" not in known.columns:
        notes.append(NO_OPENING)
    if not taken[1]:
        notes.append("taken_at is not in the map: the file counts as taken at the last moment in it.")
    return Checked(
        file=file.name,
        map=known,
        taken_at=taken[0],
        notes=tuple(notes),
        unexplained_words=unexplained(database),
        measures=measures(database) | (working_hours(database, calendar, known.timezone) if calendar else {}),
        agreements=compare_columns(database, known.columns),
        oddities=oddities(database),
    )


def load_history(
    database: DuckDBPyConnection, file: Path, named: Path | None, maps: Path, now: datetime
) -> tuple[HistoryMap, list[str]]:
    """Make the table `history` of an export; gives the map it was read with, and what should be known of that."""
    database.execute("SET TimeZone = 'UTC'")
    with open_history(database, file) as history:
        known = choose_history_map(file, history.columns, named, maps)
        history.load(known.columns)
        read = build_history(database, known, now)
        return known, [*known.notes, *history.notes, *read]


def choose_history_map(file: Path, columns: tuple[str, ...], named: Path | None, maps: Path) -> HistoryMap:
    """The person's map, or one of ours by its name (`boston`), or the one that the columns tell."""
    if named is None:
        return guess_map(columns, sample_maps(maps), file)
    ours = maps / f"{named}.yaml"
    return fit_map(read_history_map(ours if not named.exists() and ours.is_file() else named), columns, file)


def unexplained(database: DuckDBPyConnection) -> dict[str, list[tuple[str, int]]]:
    """Words of the file of which neither the map nor usage says what they mean, with their counts."""
    found: dict[str, list[tuple[str, int]]] = {}
    for field in ("status", "on_time", "duplicate", "channel"):
        rows = database.execute(
            f"SELECT {field}_word, count(*) FROM history WHERE {field} IS NULL AND {field}_word IS NOT NULL "  # noqa: S608
            "GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT 10"
        ).fetchall()
        if rows:
            found[field] = [(str(word), int(count)) for word, count in rows]
    return found


def as_json(checked: Checked) -> dict[str, Any]:
    """All of it for programs."""
    return {
        "file": checked.file,
        "map": {"name": checked.map.name, "timezone": checked.map.timezone, "columns": dict(checked.map.columns)},
        "taken_at": checked.taken_at.isoformat() + "Z" if checked.taken_at else None,
        "notes": list(checked.notes),
        "no_column_for": checked.missing,
        "words_without_meaning": {field: dict(words) for field, words in checked.unexplained_words.items()},
        "measures": checked.measures,
        "agreement": [
            {**asdict(each), "compared": each.compared, "unexplained": each.unexplained} for each in checked.agreements
        ],
        "oddities": [asdict(each) for each in checked.oddities],
    }
