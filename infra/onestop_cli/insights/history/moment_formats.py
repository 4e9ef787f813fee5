"""The formats in which a column of times is written, found from its own values; and whether day or month comes first.

If 03/04 could be two days, the column's other values decide, then the file's other columns; if none does, the report
says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from onestop_cli.insights.history.map import HistoryMap
from onestop_cli.insights.history.moment_sql import COMPACT, EXCEL, ISO, NUMBERS, MomentForm, nulls_sql, read_sql
from onestop_cli.insights.sql_text import first_row, name_sql
from onestop_cli.problems import CannotContinue

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TIMES = ("", " %H:%M:%S", " %H:%M", " %I:%M:%S %p", " %I:%M %p", " %H:%M:%S.%f", " %I:%M:%S.%f %p", "T%H:%M:%S",
         "T%H:%M", " %I:%M:%S%p", " %I:%M%p")  # fmt: skip
MONTH_FIRST = ("%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y", "%m/%d/%y", "%m-%d-%y")
DAY_FIRST = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d.%m.%y", "%d-%m-%y")
CERTAIN = (
    "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y",
    "%b %d %Y", "%B %d %Y", "%a, %d %b %Y", "%A, %B %d, %Y", "%a %b %d %Y", "%Y %b %d",
)  # fmt: skip
SAMPLE = 400


def form_of_moments(database: DuckDBPyConnection, moment: str, known: HistoryMap) -> MomentForm:
    """The formats of a column: those of the map, else as many as its own values need."""
    told = known.formats.get(moment, ())
    if told:
        check_formats(database, told, moment)
        return MomentForm(told)
    found: list[str] = []
    undecided = False
    for _ in range(6):  # a column that is written in more than six ways is reported as unreadable
        left = values_left(database, moment, found, known)
        if not left:
            break
        best = best_format(database, left, known.day_first)
        if best is None:
            break
        if is_day(best[:8]) and known.day_first is None:
            best, open_question = with_day_order(database, moment, best)
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


def best_format(database: DuckDBPyConnection, values: Sequence[str], day_first: bool | None) -> str | None:
    """The format that reads most of the values; of equals the first, so a whole one before a shorter one."""
    best, most = None, 0
    for candidates in formats_in_turn(day_first):
        counts = ", ".join(f"count({read_sql('v', [each])})" for each in candidates)
        row = first_row(database, f"SELECT {counts} FROM (SELECT unnest(?) AS v)", [list(values)])  # noqa: S608
        place = max(range(len(candidates)), key=lambda place: row[place])
        if row[place] > most:
            best, most = candidates[place], row[place]
        if most == len(values):  # none that follows reads more, and to plan a query of them all takes a while
            break
    return best


def formats_in_turn(day_first: bool | None) -> Iterator[list[str]]:
    """Groups of formats, the most usual one first: what databases write, then what persons do."""
    yield [ISO, *NUMBERS, *COMPACT.values(), EXCEL]
    yield [day + time for day in CERTAIN for time in TIMES]
    if not day_first:
        yield [day + time for day in MONTH_FIRST for time in TIMES]
    if day_first is not False:
        yield [day + time for day in DAY_FIRST for time in TIMES]


def with_day_order(database: DuckDBPyConnection, moment: str, form: str) -> tuple[str, bool]:
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
    usual = form if (day in MONTH_FIRST) != ("." in day) else twin  # with points between them the day comes first
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
