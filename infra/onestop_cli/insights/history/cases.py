"""The rows of an export as cases of a history: our words, moments in UTC, and what each row leaves open.

Makes the table `history`, a row for each of the file, and `taken`: the moment at which the file was taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from onestop_cli.insights.fields import MOMENTS, NUMBERS, WORDS
from onestop_cli.insights.history.map import HistoryMap
from onestop_cli.insights.history.map_values import fold_word
from onestop_cli.insights.history.moment_formats import agree_on_order, form_of_moments
from onestop_cli.insights.history.moment_sql import is_zoned, moment_sql, read_sql, reading_sql
from onestop_cli.insights.history.words import MEANINGS
from onestop_cli.insights.sql_text import first_row, name_sql, text_sql
from onestop_cli.problems import CannotContinue
from onestop_cli.replay.columns import fold

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TURNED = {"kept": "missed", "missed": "kept"}
MOSTLY = 0.5
FIRM = {"open": "open", "closed": "closed", "completed": "closed", "resolved": "closed", "cancel": "cancelled"}


def build_history(database: DuckDBPyConnection, known: HistoryMap, now: datetime) -> list[str]:
    """Read `raw` into `history`; gives what should be known of how.

    Raises CannotContinue where no row says when its case came.
    """
    found = {one: form_of_moments(database, one, known) for one in MOMENTS if one in known.columns}
    forms, notes = agree_on_order(found)
    make_meanings(database, known)
    moments = [moment_sql(one, forms[one], known) if one in forms else no_moment(one) for one in MOMENTS]
    readings = [", " + reading_sql(one, form, known, zoned=is_zoned(database, one)) for one, form in forms.items()]
    texts = ["raw.id" if "id" in known.columns else "CAST(row_no AS VARCHAR) AS id"]
    texts += [word_sql(one, known) for one in (*WORDS, *MEANINGS) if one != "channel"]
    texts += [meaning_sql("channel", known)]
    texts += ["raw.parent" if "parent" in known.columns else "NULL::VARCHAR AS parent"]
    texts += [number_sql(one, known) for one in NUMBERS]
    database.execute(
        "CREATE OR REPLACE TABLE history AS SELECT row_no, "  # noqa: S608  (names are ours, texts are quoted)
        f"{', '.join([*texts, *moments])} FROM (SELECT *{''.join(readings)} FROM raw) AS raw"
    )
    settle_midnights(database)
    set_taken(database, known, now)
    counted = first_row(database, "SELECT count(*), count(opened) FROM history")
    if not counted[0]:
        raise CannotContinue("The file has a header, but no rows.")
    if "opened" in known.columns and not counted[1]:
        example = database.execute("SELECT opened FROM raw WHERE opened IS NOT NULL LIMIT 1").fetchone()
        raise CannotContinue(
            f"No row says when its case came: the column {known.columns['opened']!r} "
            + (
                f"has values such as {example[0]!r}, which are no moments that we can read." if example else "is empty."
            ),
            ("`formats` in the map says how they are written, such as ['%d.%m.%Y %H:%M'].",),
        )
    return notes


def settle_midnights(database: DuckDBPyConnection) -> None:
    """A due moment at midnight is a whole day where most of them are, and a moment like any other where few are."""
    share = first_row(database, "SELECT avg(CAST(due_day_only AS INTEGER)) FROM history WHERE due IS NOT NULL")[0]
    if share is not None and 0 < share < MOSTLY:
        database.execute("UPDATE history SET due_day_only = false")


def no_moment(moment: str) -> str:
    return (
        f"NULL::TIMESTAMP AS {moment}, NULL::VARCHAR AS {moment}_fault, false AS {moment}_day_only, "
        f"NULL::TIMESTAMP AS {moment}_local"
    )


def word_sql(one: str, known: HistoryMap) -> str:
    """Returns the SQL of a word as written, or as the map translates it; for status, promise and repeat also its
    meaning."""
    if one in MEANINGS:
        return meaning_sql(one, known)
    if one not in known.columns:
        return f"NULL::VARCHAR AS {one}"
    if not known.values.get(one):
        return f"raw.{one}"
    return f"coalesce({lookup_sql(one)}, raw.{one}) AS {one}"


def meaning_sql(one: str, known: HistoryMap) -> str:
    if one not in known.columns:
        return f"NULL::VARCHAR AS {one}, NULL::VARCHAR AS {one}_word"
    return f"{lookup_sql(one)} AS {one}, raw.{one} AS {one}_word"


def lookup_sql(one: str) -> str:
    return f"(SELECT ours FROM meanings WHERE field = {text_sql(one)} AND theirs = raw.{name_sql(one)})"  # noqa: S608


def number_sql(one: str, known: HistoryMap) -> str:
    return f"raw.{one} AS {one}_word, try_cast(raw.{one} AS DOUBLE) AS {one}" if one in known.columns else (
        f"NULL::VARCHAR AS {one}_word, NULL::DOUBLE AS {one}"
    )  # fmt: skip


def make_meanings(database: DuckDBPyConnection, known: HistoryMap) -> None:
    """Each word of the file and what it means, once: few words, many rows."""
    database.execute("CREATE OR REPLACE TABLE meanings (field VARCHAR, theirs VARCHAR, ours VARCHAR)")
    rows = []
    for one in (*MEANINGS, *(each for each in known.values if each not in MEANINGS)):
        if one in known.columns:
            words = database.execute(f"SELECT DISTINCT {name_sql(one)} FROM raw WHERE {name_sql(one)} IS NOT NULL")  # noqa: S608
            turned = fold(known.columns[one]) in ("overdue", "islate", "late", "isoverdue") and one == "on_time"
            rows += [(one, word, meaning_of(one, word, known.values.get(one, {}), turned=turned)) for (word,) in
                     words.fetchmany(10_000)]  # fmt: skip
    if rows:
        places = ", ".join(["(?, ?, ?)"] * len(rows))
        database.execute(f"INSERT INTO meanings VALUES {places}", [cell for row in rows for cell in row])  # noqa: S608


def meaning_of(one: str, word: str, told: Mapping[str, str], *, turned: bool = False) -> str | None:
    """Returns what a word means: by the map, or its usual meaning, or None."""
    folded = fold_word(word)
    if folded in told or one not in MEANINGS:
        return told.get(folded)
    usual = MEANINGS[one].get(folded)
    if usual is None and one == "status":
        usual = "duplicate" if "duplicate" in folded or "- dup" in folded else None
        usual = usual or next((ours for begin, ours in FIRM.items() if folded.startswith(begin)), None)
    if usual is None and one == "channel":
        usual = next((ours for begin, ours in (("spot-open311", "open311"), ("open311", "open311")) if
                      folded.startswith(begin)), None)  # fmt: skip
    plain = folded not in ("ontime", "on time", "on-time", "late", "overdue", "missed", "kept", "past due")
    return TURNED[usual] if turned and usual and plain else usual


def set_taken(database: DuckDBPyConnection, known: HistoryMap, now: datetime) -> None:
    """When the file was taken: as the map says, else the last moment of anything in it that is not yet to come."""
    if known.taken_at:
        zone = text_sql(known.timezone)
        read = read_sql("v", ["iso"])
        taken = database.execute(
            f"SELECT CASE WHEN v ~ '.*(Z|[+-][0-9]{{2}}:?[0-9]{{2}})$' THEN {read} "  # noqa: S608
            f"ELSE timezone('UTC', timezone({zone}, {read})) END FROM (SELECT ?::VARCHAR AS v)",
            [known.taken_at],
        ).fetchone()
        if not taken or taken[0] is None:
            raise CannotContinue(
                f"The map says taken_at: {known.taken_at!r}; right would be such as 2024-05-27 or 2024-05-27T06:00:00Z."
            )
        database.execute("CREATE OR REPLACE TABLE taken AS SELECT ?::TIMESTAMP AS taken_at, true AS told", [taken[0]])
        return
    parts = " UNION ALL ".join(
        f"SELECT max({one}) AS m FROM history WHERE {one} <= ?"  # noqa: S608
        for one in MOMENTS
        if one != "due"
    )
    limit = now.replace(tzinfo=None)
    database.execute(
        f"CREATE OR REPLACE TABLE taken AS SELECT max(m) AS taken_at, false AS told FROM ({parts})",  # noqa: S608
        [limit, limit, limit],
    )
