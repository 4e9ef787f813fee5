"""Moments as exports write them, read into UTC, with what each row leaves open.

Which formats a column is written in is found from its own values; where 03/04 could be two days, the column's other
values decide, and where they do not, it is said. A local time that the clocks skipped or had twice is marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onestop_cli.insights.history_map import HistoryMap
from onestop_cli.insights.sql_text import first_row, list_sql, name_sql, text_sql
from onestop_cli.problems import CannotContinue

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NULLS = ("null", "none", "n/a", "na", "nan", "nat", "-", "--", "\\n", "0000-00-00", "0000-00-00 00:00:00", "unknown")
TIMES = ("", " %H:%M:%S", " %H:%M", " %I:%M:%S %p", " %I:%M %p", " %H:%M:%S.%f", " %I:%M:%S.%f %p", "T%H:%M:%S",
         "T%H:%M", " %I:%M:%S%p", " %I:%M%p")  # fmt: skip
MONTH_FIRST = ("%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y", "%m/%d/%y", "%m-%d-%y")
DAY_FIRST = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d.%m.%y", "%d-%m-%y")
CERTAIN = (
    "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y",
    "%b %d %Y", "%B %d %Y", "%a, %d %b %Y", "%A, %B %d, %Y", "%a %b %d %Y", "%Y %b %d",
)  # fmt: skip
ISO = "iso"
NUMBERS = {"epoch": 1.0, "epoch_ms": 1e3, "epoch_us": 1e6}
COMPACT = {8: "%Y%m%d", 14: "%Y%m%d%H%M%S", 12: "%Y%m%d%H%M"}
PLACEHOLDERS = ("1899-12-30", "1900-01-01", "1970-01-01", "0001-01-01", "9999-12-31", "2999-12-31")
SAMPLE = 400


@dataclass(frozen=True, slots=True)
class MomentForm:
    """How a column of moments is written, and what a person should know about how it was read."""

    formats: tuple[str, ...]
    notes: tuple[str, ...] = ()


def form_of_moments(database: DuckDBPyConnection, moment: str, known: HistoryMap) -> MomentForm:
    """The formats of a column: those of the map, else as many as its own values need."""
    told = known.formats.get(moment, ())
    if told:
        check_formats(database, told, moment)
        return MomentForm(told)
    found: list[str] = []
    notes: list[str] = []
    for _ in range(6):  # a column that is written in more than six ways is told of as unreadable
        left = values_left(database, moment, found, known)
        if not left:
            break
        best = best_format(database, left, known.day_first)
        if best is None:
            break
        if best[:8] in MONTH_FIRST + DAY_FIRST and known.day_first is None:
            best, note = settled(database, moment, best, known)
            notes += [note] if note else []
        found.append(best)
    return MomentForm(tuple(found), tuple(notes))


def check_formats(database: DuckDBPyConnection, formats: Sequence[str], moment: str) -> None:
    import duckdb

    for each in formats:
        if each in (ISO, *NUMBERS):
            continue
        try:
            database.execute("SELECT try_strptime('x', ?)", [each])
        except duckdb.Error as problem:
            raise CannotContinue(
                f"The format {each!r} of `{moment}` in the map is none: {str(problem).splitlines()[0]}",
                ("Right would be such as '%m/%d/%Y %I:%M:%S %p', or iso, epoch, epoch_ms.",),
            ) from problem


def values_left(database: DuckDBPyConnection, moment: str, found: Sequence[str], known: HistoryMap) -> list[str]:
    """Values that none of the formats read, from all over the file."""
    text = name_sql(moment)
    read = read_sql(text, found) if found else "NULL::TIMESTAMP"
    rows = database.execute(
        f"SELECT {text} FROM raw WHERE {text} IS NOT NULL AND lower({text}) NOT IN {nulls_sql(known)} "  # noqa: S608
        f"AND {read} IS NULL ORDER BY hash(row_no) LIMIT {SAMPLE}"
    ).fetchall()
    return [row[0] for row in rows]


def nulls_sql(known: HistoryMap) -> str:
    return list_sql([*NULLS, *(word.casefold() for word in known.nulls)])


def best_format(database: DuckDBPyConnection, values: Sequence[str], day_first: bool | None) -> str | None:
    """The format that reads most of the values; of equals the first, so a whole one before a shorter one."""
    days = (*CERTAIN, *(DAY_FIRST if day_first else MONTH_FIRST), *(MONTH_FIRST if day_first is None else ()))
    days = (*days, *DAY_FIRST) if day_first is None else days
    candidates = [ISO, *NUMBERS, *COMPACT.values(), *(day + time for day in dict.fromkeys(days) for time in TIMES)]
    counts = ", ".join(f"count({read_sql('v', [each])})" for each in candidates)
    row = first_row(database, f"SELECT {counts} FROM (SELECT unnest(?) AS v)", [list(values)])  # noqa: S608
    best = max(range(len(candidates)), key=lambda place: row[place])
    return candidates[best] if row[best] else None


def settled(database: DuckDBPyConnection, moment: str, form: str, known: HistoryMap) -> tuple[str, str]:
    """The format with its day and month in the right order, as all values of the column say."""
    text, day, time = name_sql(moment), form[:8], form[8:]
    twin = turned(day) + time
    one, other, different = first_row(
        database,
        f"SELECT count({read_sql(text, [form])}), count({read_sql(text, [twin])}), "  # noqa: S608
        f"count(*) FILTER (WHERE {read_sql(text, [form])} IS DISTINCT FROM {read_sql(text, [twin])}) FROM raw",
    )
    if one != other:
        return (form if one > other else twin), ""
    if not different:
        return form, ""
    usual = form if day in MONTH_FIRST else twin
    return usual, (
        f"`{moment}` could be read with the day or the month first, and no value decides: it is read with the month "
        "first. `day_first: true` in the map would turn that."
    )


def turned(day: str) -> str:
    parts = {"%m": "%d", "%d": "%m"}
    return parts[day[:2]] + day[2:3] + parts[day[3:5]] + day[5:]


def read_sql(text: str, formats: Sequence[str]) -> str:
    """SQL that reads a text into a timestamp: of its own clock, or of UTC where it says its offset or is a number."""
    tries = []
    plain = [each for each in formats if each not in (ISO, *NUMBERS, *COMPACT.values())]
    if ISO in formats:
        tries.append(f"CASE WHEN {text} ~ '^[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}.*' THEN {iso_sql(text)} END")
    for each, size in NUMBERS.items():
        if each in formats:
            low, high = (2e8 * size, 5e9 * size)
            number = f"try_cast({text} AS DOUBLE)"
            tries.append(
                f"CASE WHEN {text} ~ '^[0-9]{{9,}}([.][0-9]+)?$' AND {number} BETWEEN {low:.0f} AND {high:.0f} "
                f"THEN make_timestamp(CAST(round({number} * {1e6 / size:.0f}) AS BIGINT)) END"
            )
    for length, form in COMPACT.items():
        if form in formats:
            tries.append(
                f"CASE WHEN {text} ~ '^(19|20)[0-9]{{{length - 2}}}$' THEN try_strptime({text}, {text_sql(form)}) END"
            )
    if plain:
        tries.append(f"CAST(try_strptime({text}, [{', '.join(map(text_sql, plain))}]) AS TIMESTAMP)")
    return f"coalesce({', '.join(tries)})" if len(tries) > 1 else tries[0]


def iso_sql(text: str) -> str:
    tidy = f"replace(replace({text}, 'T', ' '), ' UTC', 'Z')"
    return (
        f"CASE WHEN {has_offset_sql(text)} THEN timezone('UTC', try_cast({tidy} AS TIMESTAMPTZ)) "
        f"ELSE try_cast({tidy} AS TIMESTAMP) END"
    )


def has_offset_sql(text: str) -> str:
    """Whether a text says its offset from UTC itself, or is a number of seconds, which is UTC."""
    return (
        f"({text} ~ '.*[0-9]( ?UTC|Z|z| ?[+-][0-9]{{2}}:?[0-9]{{2}}|[0-9] ?[+-][0-9]{{2}})$' AND length({text}) > 12)"
    )


def moment_sql(moment: str, form: MomentForm, known: HistoryMap) -> str:
    """SQL of four columns: the moment in UTC, what is wrong with it, whether only its day is known, its own clock."""
    text, zone = name_sql(moment), text_sql(known.zone_of(moment))
    said = f"({text} IS NOT NULL AND lower({text}) NOT IN {nulls_sql(known)})"
    if not form.formats:
        fault = f"CASE WHEN {said} THEN 'unreadable' END"
        return (
            f"NULL::TIMESTAMP AS {moment}, {fault} AS {moment}_fault, false AS {moment}_day_only, "
            f"NULL::TIMESTAMP AS {moment}_local"
        )
    read = f"CASE WHEN {said} THEN {read_sql(text, form.formats)} END"
    absolute = f"({has_offset_sql(text)} OR {text} ~ '^[0-9]{{9,11}}([.][0-9]+)?$' OR {text} ~ '^[0-9]{{13}}$')"
    local = f"CASE WHEN {absolute} THEN timezone({zone}, timezone('UTC', {moment}_read)) ELSE {moment}_read END"
    utc = f"CASE WHEN {absolute} THEN {moment}_read ELSE timezone('UTC', timezone({zone}, {moment}_read)) END"
    skipped = f"(NOT {absolute} AND timezone({zone}, timezone({zone}, {moment}_read)) <> {moment}_read)"
    twice = (
        f"(NOT {absolute} AND (timezone({zone}, timezone({zone}, {moment}_read) + INTERVAL 1 HOUR) = {moment}_read "
        f"OR timezone({zone}, timezone({zone}, {moment}_read) - INTERVAL 1 HOUR) = {moment}_read))"
    )
    placeholder = f"strftime({moment}_read, '%Y-%m-%d') IN {list_sql(PLACEHOLDERS)}"
    return (
        f"{read} AS {moment}_read, "
        f"CASE WHEN {said} AND {moment}_read IS NULL THEN 'unreadable' WHEN {placeholder} THEN 'placeholder' "
        f"WHEN {skipped} THEN 'skipped' WHEN {twice} THEN 'twice' END AS {moment}_fault, "
        f"CASE WHEN {placeholder} THEN NULL ELSE {utc} END AS {moment}, "
        f"coalesce({moment}_read::TIME = TIME '00:00:00', false) AS {moment}_day_only, "
        f"CASE WHEN {placeholder} THEN NULL ELSE {local} END AS {moment}_local"
    )
