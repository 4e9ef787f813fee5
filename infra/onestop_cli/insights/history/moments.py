"""Moments as exports write them, read into UTC, with what each row leaves open.

Which formats a column is written in is found from its own values; where 03/04 could be two days, the column's other
values decide, and where they do not, it is said. A local time that the clocks skipped or had twice is marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from onestop_cli.insights.history.map import HistoryMap
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
ISO, EXCEL = "iso", "excel"
NUMBERS = {"epoch": 1.0, "epoch_ms": 1e3, "epoch_us": 1e6}
COMPACT = {8: "%Y%m%d", 14: "%Y%m%d%H%M%S", 12: "%Y%m%d%H%M"}
PLACEHOLDERS = ("1899-12-30", "1900-01-01", "1970-01-01", "0001-01-01", "9999-12-31", "2999-12-31")
SAMPLE = 400


@dataclass(frozen=True, slots=True)
class MomentForm:
    """How a column of moments is written, and what a person should know about how it was read."""

    formats: tuple[str, ...]
    undecided: bool = False


def form_of_moments(database: DuckDBPyConnection, moment: str, known: HistoryMap) -> MomentForm:
    """The formats of a column: those of the map, else as many as its own values need."""
    told = known.formats.get(moment, ())
    if told:
        check_formats(database, told, moment)
        return MomentForm(told)
    found: list[str] = []
    undecided = False
    for _ in range(6):  # a column that is written in more than six ways is told of as unreadable
        left = values_left(database, moment, found, known)
        if not left:
            break
        best = best_format(database, left, known.day_first)
        if best is None:
            break
        if is_day(best[:8]) and known.day_first is None:
            best, open_question = settled(database, moment, best)
            undecided = undecided or open_question
        found.append(best)
    return MomentForm(tuple(found), undecided)


def check_formats(database: DuckDBPyConnection, formats: Sequence[str], moment: str) -> None:
    import duckdb

    for each in formats:
        if each in (ISO, EXCEL, *NUMBERS):
            continue
        try:
            database.execute("SELECT try_strptime('x', ?)", [each])
        except duckdb.Error as problem:
            raise CannotContinue(
                f"The format {each!r} of `{moment}` in the map is none: {str(problem).splitlines()[0]}",
                ("Right would be such as '%m/%d/%Y %I:%M:%S %p', or iso, epoch, epoch_ms, excel.",),
            ) from problem


def values_left(database: DuckDBPyConnection, moment: str, found: Sequence[str], known: HistoryMap) -> list[str]:
    """Values that none of the formats read, from all over the file."""
    text = name_sql(moment)
    said = f"{text} IS NOT NULL AND lower({text}) NOT IN {nulls_sql(known)}"
    if not found:
        some = f"(SELECT {text} FROM raw WHERE {text} IS NOT NULL USING SAMPLE {5 * SAMPLE} ROWS (reservoir, 1))"  # noqa: S608
        query = f"SELECT {text} FROM {some} WHERE {said} LIMIT {SAMPLE}"  # noqa: S608
    else:
        read = read_sql(text, found)
        if ISO in found:
            read = f"coalesce(CASE WHEN {text}[5] = '-' THEN try_cast({text} AS TIMESTAMP) END, {read})"
        query = f"SELECT {text} FROM raw WHERE {text} IS NOT NULL AND {read} IS NULL AND {said} LIMIT {SAMPLE}"  # noqa: S608
    return [row[0] for row in database.execute(query).fetchall()]


def nulls_sql(known: HistoryMap) -> str:
    return list_sql([*NULLS, *(word.casefold() for word in known.nulls)])


def best_format(database: DuckDBPyConnection, values: Sequence[str], day_first: bool | None) -> str | None:
    """The format that reads most of the values; of equals the first, so a whole one before a shorter one."""
    days = (*CERTAIN, *(DAY_FIRST if day_first else MONTH_FIRST), *(MONTH_FIRST if day_first is None else ()))
    days = (*days, *DAY_FIRST) if day_first is None else days
    candidates = [
        ISO,
        *NUMBERS,
        *COMPACT.values(),
        EXCEL,
        *(day + time for day in dict.fromkeys(days) for time in TIMES),
    ]
    counts = ", ".join(f"count({read_sql('v', [each])})" for each in candidates)
    row = first_row(database, f"SELECT {counts} FROM (SELECT unnest(?) AS v)", [list(values)])  # noqa: S608
    best = max(range(len(candidates)), key=lambda place: row[place])
    return candidates[best] if row[best] else None


def settled(database: DuckDBPyConnection, moment: str, form: str) -> tuple[str, bool]:
    """The format with its day and month in the right order, as all values of the column say; and whether none does."""
    text, day, time = name_sql(moment), form[:8], form[8:]
    twin = turned(day) + time
    one, other, different = first_row(
        database,
        f"SELECT count({read_sql(text, [form])}), count({read_sql(text, [twin])}), "  # noqa: S608
        f"count(*) FILTER (WHERE {read_sql(text, [form])} IS DISTINCT FROM {read_sql(text, [twin])}) FROM raw",
    )
    if one != other:
        return (form if one > other else twin), False
    usual = form if (day in MONTH_FIRST) != ("." in day) else twin  # with points between them the day stands first
    return usual, bool(different)


def agree_on_order(forms: Mapping[str, MomentForm]) -> tuple[dict[str, MomentForm], list[str]]:
    """Columns of one file are written alike: where the values of one decide, it holds for those of which none does."""
    decided = {day_first_in(form) for form in forms.values() if not form.undecided} - {None}
    settled_forms, notes = dict(forms), []
    for moment, form in forms.items():
        if form.undecided and len(decided) == 1:
            if day_first_in(form) not in decided:
                swapped = tuple(turned(each[:8]) + each[8:] if is_day(each[:8]) else each for each in form.formats)
                settled_forms[moment] = MomentForm(swapped)
        elif form.undecided:
            first, other = ("day", "false") if day_first_in(form) else ("month", "true")
            notes.append(
                f"`{moment}` could be read with the day or the month first, and no value decides: it is read with the "
                f"{first} first. `day_first: {other}` in the map would turn that."
            )
    return settled_forms, notes


def is_day(day: str) -> bool:
    return day in MONTH_FIRST + DAY_FIRST


def day_first_in(form: MomentForm) -> bool | None:
    found = {each[:8] in DAY_FIRST for each in form.formats if is_day(each[:8])}
    return found.pop() if len(found) == 1 else None


def turned(day: str) -> str:
    parts = {"%m": "%d", "%d": "%m"}
    return parts[day[:2]] + day[2:3] + parts[day[3:5]] + day[5:]


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
    if EXCEL in formats:  # days since the end of 1899, by the clock of whoever wrote them
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
    """Whether a text says its offset from UTC itself, or is a number of seconds, which is UTC."""
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
    """Whether a moment stands by UTC: it says its offset, or is a number of seconds."""
    return f"({has_offset_sql(text)} OR {text} ~ '^[0-9]{{9,11}}([.][0-9]+)?$' OR {text} ~ '^[0-9]{{13}}$')"


def is_zoned(database: DuckDBPyConnection, moment: str) -> bool:
    """Whether any moment of a column stands by UTC."""
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
