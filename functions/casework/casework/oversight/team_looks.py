"""What somebody who works for an agency looked at, for its supervisor. That it was read is kept first.

A colleague may work elsewhere too: what they look at there is not this agency's to know, so of them no more is shown
than the lists of this agency and their searches.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casework.oversight.look_records import look_at_looks
from casework.oversight.routes import check_insider
from casework.staff.accounts import find_account
from onestop.domain.errors import NotFound
from onestop.domain.people.actor import staff_actor
from onestop.runtime.identity import Staff
from onestop.storage.staff.looks import Look, case_looks_of, keep_audit_look, looks_of

MOST = 200  # of each kind; the newest


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamLooks:
    """The looks of one person in a month, the newest first. `elsewhere` is that they work for other agencies too, so
    that some are left out; `more` that there are older ones."""

    looks: tuple[Look, ...]
    elsewhere: bool
    more: bool


def looks_of_colleague(asker: Staff, of: str, agency: str, month: str, at: datetime) -> TeamLooks:
    """Two calls of Cognito, a write, and two Queries. Raises NotFound for whoever does not work for the agency; who
    asks must see what happens there."""
    check_insider(asker, "A contractor does not learn what colleagues look at.")
    placed = find_account(of)
    if placed is None or agency not in placed.agencies:
        raise NotFound("There is nobody of this id in this agency.", "of")
    by = staff_actor(placed.account.id)
    keep_audit_look(look_at_looks(asker.actor, at, by))
    wide, single = looks_of(by, month, MOST), case_looks_of(by, month, MOST)
    elsewhere = not asker.reads_all and not set(placed.agencies) <= asker.agencies
    kept = [look for look in wide if look.agency in (None, agency)] if elsewhere else [*wide, *single]
    return TeamLooks(
        looks=tuple(sorted(kept, key=lambda look: look.at, reverse=True)),
        elsewhere=elsewhere,
        more=MOST in (len(wide), len(single)),
    )
