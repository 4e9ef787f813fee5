"""Who looked at what, and why: kept for the auditor, apart from the cases so that looks do not make them grow.

LOOKS#<reference>            a look at one case
LOOKS#<who>#<month>          one page of a list that showed residents' words; a search for a person
LOOKS#PERSON-<keyed hash>    the same search, under the person who was searched for

A look at one case is also in the index `own`, by who looked and when: what a resident said since then is news to them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import msgspec
from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from onestop.storage.cases.case_keys import looked_key
from onestop.storage.guards import at_most, failed_guard
from onestop.storage.paging import ListPage, read_cursor, write_cursor
from onestop.storage.tables import CaseRow, connection

KEPT = timedelta(days=5 * 365)
MONTH = len("2026-11")  # a day begins with its month


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look: by whom, at what, and for which purpose if they saw more than their task needs. A look at more than one
    case says where (`list`, `export`, `search`) and, for a list, at which cases."""

    at: datetime
    by: str
    fields: tuple[str, ...]
    purpose: str | None = None
    where: str | None = None
    agency: str | None = None
    cases: tuple[str, ...] = ()
    about: str | None = None  # for a look at looks: whose looks


def looks_key(reference: str) -> str:
    return f"LOOKS#{reference}"


def looks_of_key(by: str, month: str) -> str:
    return f"LOOKS#{by}#{month}"


def looks_for_key(identity: str) -> str:
    return f"LOOKS#PERSON-{identity}"


def look_row(key: str, look: Look, about: str = "") -> CaseRow:
    return CaseRow(
        key,
        f"{look.at.isoformat()}#{look.by}{about}",
        kind="look",
        body=msgspec.json.encode(look).decode(),
        expires_at=int((look.at + KEPT).timestamp()),
    )


def keep_look(reference: str, look: Look) -> None:
    """Keeps a look at a case: one PutItem, before anything is shown."""
    row = look_row(looks_key(reference), look)
    row.own_key, row.own_order = looked_key(look.by), f"{look.at.isoformat()}#{reference}"
    row.save()


def last_looks(by: str, since: datetime, most: int) -> dict[str, datetime]:
    """Returns when somebody last looked at which case, since a moment: one Query."""
    after = CaseRow.own_order >= since.isoformat()
    rows = CaseRow.own.query(looked_key(by), after, limit=most, page_size=most, scan_index_forward=False)
    looks: dict[str, datetime] = {}
    for row in rows:
        moment, _, reference = (row.own_order or "").partition("#")
        looks.setdefault(reference, datetime.fromisoformat(moment))
    return looks


def keep_look_at_page(look: Look) -> None:
    """Keeps a look at a page of a list: one PutItem, however many cases are on it."""
    look_row(looks_of_key(look.by, f"{look.at:%Y-%m}"), look).save()


def keep_search(look: Look, identity: str, most: int) -> None:
    """Keeps a search for a person, under both people, and counts it: one transaction. Raises GuardFailed for more than
    `most` in an hour; then nothing is kept, and nothing must be shown."""
    guard = at_most("search", f"SEARCH#{look.by}", most, look.at)
    try:
        with TransactWrite(connection=connection()) as transaction:
            transaction.save(look_row(looks_of_key(look.by, f"{look.at:%Y-%m}"), look, f"#{identity}"))
            transaction.save(look_row(looks_for_key(identity), look))
            guard.add(transaction)
    except TransactWriteError as error:
        raise failed_guard((guard,), 2, error.cancellation_reasons) or error from error


def page_of_looks_of(by: str, within: str, limit: int, cursor: str | None) -> ListPage[Look]:
    """Returns a page of the lists and searches of somebody in a month or on a day (UTC), newest first: one Query."""
    return page_of(looks_of_key(by, within[:MONTH]), limit, within, cursor)


def page_of_looks_for(identity: str, within: str, limit: int, cursor: str | None) -> ListPage[Look]:
    """Returns a page of the searches for a person, ever or in a month or on a day (UTC), newest first: one Query."""
    return page_of(looks_for_key(identity), limit, within, cursor)


def looks_at(reference: str, limit: int, within: str = "") -> list[Look]:
    """Returns the latest looks at a case, ever or in a month or on a day (UTC), newest first: one Query."""
    return latest(looks_key(reference), limit, within)


def looks_of(by: str, within: str, limit: int) -> list[Look]:
    """Returns the latest lists and searches of somebody in a month or on a day (UTC), newest first: one Query."""
    return latest(looks_of_key(by, within[:MONTH]), limit, within)


def looks_for(identity: str, limit: int, within: str = "") -> list[Look]:
    """Returns the latest searches for a person, ever or in a month or on a day (UTC), newest first: one Query."""
    return latest(looks_for_key(identity), limit, within)


def keep_look_of_person(look: Look, identity: str) -> None:
    """Keeps that somebody who may act for a person saw the status of their cases, under that person: one PutItem."""
    look_row(looks_for_key(identity), look).save()


def keep_audit_look(look: Look, identity: str | None = None) -> None:
    """Keeps that somebody read these records, under the reader, and under the person they were about, if any."""
    look_row(looks_of_key(look.by, f"{look.at:%Y-%m}"), look, f"#{look.about or ''}").save()
    if identity:
        look_row(looks_for_key(identity), look).save()


def case_looks_of(by: str, within: str, limit: int) -> list[Look]:
    """Returns the latest looks of somebody at one case each in a month or on a day (UTC), newest first, each with its
    case: one Query."""
    when = CaseRow.own_order.startswith(within)
    rows = CaseRow.own.query(looked_key(by), when, limit=limit, page_size=limit, scan_index_forward=False)
    looks = ((msgspec.json.decode(row.body or "", type=Look), row.pk.removeprefix("LOOKS#")) for row in rows)
    return [replace(look, cases=(reference,)) for look, reference in looks]


def latest(key: str, limit: int, within: str) -> list[Look]:
    return page_of(key, limit, within, None).items


def page_of(key: str, limit: int, within: str, cursor: str | None) -> ListPage[Look]:
    when, start = CaseRow.sk.startswith(within) if within else None, None
    if cursor:
        order = "#".join(read_cursor(cursor, "moment", "look", after=within, before=f"{within}~"))
        start = {"pk": {"S": key}, "sk": {"S": order}}
    rows = CaseRow.query(key, when, limit=limit, page_size=limit, last_evaluated_key=start, scan_index_forward=False)
    looks = [msgspec.json.decode(row.body or "", type=Look) for row in rows]
    following = rows.last_evaluated_key
    return ListPage(looks, write_cursor(following["sk"]["S"]) if following else None)
