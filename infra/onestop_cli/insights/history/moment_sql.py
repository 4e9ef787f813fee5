"""SQL that reads moments into UTC, with what each row leaves open: unreadable, a day alone, a time that the clocks
skipped or had twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from onestop_cli.insights.history.map import HistoryMap
from onestop_cli.insights.sql_text import first_row, list_sql, name_sql, text_sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NULLS = ("null", "none", "n/a", "na", "nan", "nat", "-", "--", "\\n", "0000-00-00", "0000-00-00 00:00:00", "unknown")
ISO, EXCEL = "iso", "excel"
NUMBERS = {"epoch": 1.0, "epoch_ms": 1e3, "epoch_us": 1e6}
COMPACT = {8: "%Y%m%d", 14: "%Y%m%d%H%M%S", 12: "%Y%m%d%H%M"}
PLACEHOLDERS = ("1899-12-30", "1900-01-01", "1970-01-01", "0001-01-01", "9999-12-31", "2999-12-31")


@dataclass(frozen=True, slots=True)
class MomentForm:
    """How a column of times is written, and what a person should know about how it was read."""

    formats: tuple[str, ...]
    undecided: bool = False


def nulls_sql(known: HistoryMap) -> str:
    return list_sql([*NULLS, *(word.casefold() for word in known.nulls)])


def read_sql(text: str, formats: Sequence[str]) -> str:
    """SQL that reads a text into a timestamp: of its own clock, or of UTC where it says its offset or is a number."""
    tries = []
    plain = [each for each in formats if each not in (ISO, EXCEL, *NUMBERS, *COMPACT.values())]
    if ISO in formats:
        tries.append(f"CASE WHEN {text} ~ '^[0-9]{{4}}[-/][0-9]{{1,2}}[-/][0-9]{{1,2}}.*' THEN {iso_sql(text)} END")
    for each, size in NUMBERS.items():
        if each in formats:
            low, high = (2e8 * size, 5e9 * size)
            number = f"try_cast({text} AS DOUBLE)"
            tries.append(
                f"CASE WHEN {text} ~ '^[0-9]{{9,}}([.][0-9]+)?$' AND {number} BETWEEN {low:.0f} AND {high:.0f} "
                f"THEN make_timestamp(CAST(round({number} * {1e6 / size:.0f}) AS BIGINT)) END"
            )
    if EXCEL in formats:  # days since the end of 1899, by the clock of the person who wrote them
        number = f"try_cast({text} AS DOUBLE)"
        tries.append(
            f"CASE WHEN {text} ~ '^[0-9]{{5}}([.][0-9]+)?$' AND {number} BETWEEN 25569 AND 80000 THEN "
            f"make_timestamp(CAST(round(({number} - 25569) * 86400) AS BIGINT) * 1000000) END"
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
    tidy = f"replace(replace(replace({text}, 'T', ' '), ' UTC', 'Z'), '/', '-')"
    return (
        f"CASE WHEN {has_offset_sql(text)} THEN timezone('UTC', try_cast({tidy} AS TIMESTAMPTZ)) "
        f"ELSE try_cast({tidy} AS TIMESTAMP) END"
    )


def has_offset_sql(text: str) -> str:
    """Returns the SQL of whether a text has an offset from UTC, or is a number of seconds, which is UTC."""
    return (
        f"({text} ~ '.*[0-9]( ?UTC|Z|z| ?[+-][0-9]{{2}}:?[0-9]{{2}}|[0-9] ?[+-][0-9]{{2}})$' AND length({text}) > 12)"
    )


def reading_sql(moment: str, form: MomentForm, known: HistoryMap, *, zoned: bool) -> str:
    """SQL of what comes first, so that no text is read twice: the moment as it stands (`_read`), whether it says
    something (`_said`), and whether it stands by UTC (`_utc`); `zoned` says whether any of the column may."""
    text = name_sql(moment)
    said = f"({text} IS NOT NULL AND lower({text}) NOT IN {nulls_sql(known)})"
    if not form.formats:
        return f"NULL::TIMESTAMP AS {moment}_read, {said} AS {moment}_said, false AS {moment}_utc"
    read = read_sql(text, form.formats)
    if ISO in form.formats and not zoned:  # the quick way, which reads nothing that the other would not
        read = f"coalesce(CASE WHEN {text}[5] = '-' THEN try_cast({text} AS TIMESTAMP) END, {read})"
    utc = utc_sql(text) if zoned else "false"
    return f"CASE WHEN {said} THEN {read} END AS {moment}_read, {said} AS {moment}_said, {utc} AS {moment}_utc"


def utc_sql(text: str) -> str:
    """Returns the SQL of whether a time is in UTC: it has an offset, or is a number of seconds."""
    return f"({has_offset_sql(text)} OR {text} ~ '^[0-9]{{9,11}}([.][0-9]+)?$' OR {text} ~ '^[0-9]{{13}}$')"


def is_zoned(database: DuckDBPyConnection, moment: str) -> bool:
    """Returns whether any time of a column is in UTC."""
    text = name_sql(moment)
    return bool(first_row(database, f"SELECT coalesce(bool_or({utc_sql(text)}), false) FROM raw")[0])  # noqa: S608


@cache
def days_of_change(zone: str) -> tuple[str, ...]:
    """The days on which the clocks of a time zone change, and those around them."""
    local, days = ZoneInfo(zone), []
    for number in range(date(1970, 1, 1).toordinal(), date(2040, 1, 1).toordinal()):
        noon = datetime.combine(date.fromordinal(number), time(12), local)
        if noon.utcoffset() != (noon + timedelta(days=1)).utcoffset():
            days += [str(date.fromordinal(number)), str(date.fromordinal(number + 1))]
    return tuple(days)


def moment_sql(moment: str, form: MomentForm, known: HistoryMap) -> str:
    """SQL of four columns: the moment in UTC, what is wrong with it, whether only its day is known, its own clock."""
    zone, read, utc = text_sql(known.zone_of(moment)), f"{moment}_read", f"{moment}_utc"
    if not form.formats:
        return (
            f"NULL::TIMESTAMP AS {moment}, CASE WHEN {moment}_said THEN 'unreadable' END AS {moment}_fault, "
            f"false AS {moment}_day_only, NULL::TIMESTAMP AS {moment}_local"
        )
    placeholder = f"{read}::DATE IN {dates_sql(PLACEHOLDERS)}"
    change = days_of_change(known.zone_of(moment))
    changing = f"NOT {utc} AND {read}::DATE IN {dates_sql(change)}" if change else "false"
    skipped = f"{changing} AND timezone({zone}, timezone({zone}, {read})) <> {read}"
    twice = (
        f"{changing} AND (timezone({zone}, timezone({zone}, {read}) + INTERVAL 1 HOUR) = {read} "
        f"OR timezone({zone}, timezone({zone}, {read}) - INTERVAL 1 HOUR) = {read})"
    )
    return (
        f"CASE WHEN {moment}_said AND {read} IS NULL THEN 'unreadable' WHEN {placeholder} THEN 'placeholder' "
        f"WHEN {skipped} THEN 'skipped' WHEN {twice} THEN 'twice' END AS {moment}_fault, "
        f"CASE WHEN {placeholder} THEN NULL WHEN {utc} THEN {read} "
        f"ELSE timezone('UTC', timezone({zone}, {read})) END AS {moment}, "
        f"coalesce({read}::TIME = TIME '00:00:00', false) AS {moment}_day_only, "
        f"CASE WHEN {placeholder} THEN NULL WHEN {utc} THEN timezone({zone}, timezone('UTC', {read})) "
        f"ELSE {read} END AS {moment}_local"
    )


def dates_sql(days: Sequence[str]) -> str:
    return "(" + ", ".join(f"DATE {text_sql(day)}" for day in days) + ")"
