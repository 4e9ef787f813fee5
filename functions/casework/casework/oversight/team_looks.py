"""The looks of a member of staff, for the supervisor of their agency. That they were read is recorded first.

A colleague may work elsewhere too, and what they look at there is not this agency's business: of these, only the lists
of this agency and their searches are shown.
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

MOST = 200  # rows of each kind at most, the newest


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamLooks:
    """The looks of one person in a month or on a day, the newest first. `elsewhere` says that they work for other
    agencies too, so some looks are left out; `more` that there are older ones."""

    looks: tuple[Look, ...]
    elsewhere: bool
    more: bool


def looks_of_colleague(asker: Staff, of: str, agency: str, within: str, at: datetime) -> TeamLooks:
    """Reads them: two calls to Cognito, a write, and two Queries. Raises NotFound for anybody who does not work for the
    agency; the supervisor must be allowed to see that agency's work."""
    check_insider(asker, "A contractor does not learn what colleagues look at.")
    placed = find_account(of)
    if placed is None or agency not in placed.agencies:
        raise NotFound("There is nobody of this id in this agency.", "of")
    by = staff_actor(placed.account.id)
    keep_audit_look(look_at_looks(asker.actor, at, by))
    wide, single = looks_of(by, within, MOST), case_looks_of(by, within, MOST)
    elsewhere = not asker.reads_all and not set(placed.agencies) <= asker.agencies
    kept = [look for look in wide if look.agency in (None, agency)] if elsewhere else [*wide, *single]
    return TeamLooks(
        looks=tuple(sorted(kept, key=lambda look: look.at, reverse=True)),
        elsewhere=elsewhere,
        more=MOST in (len(wide), len(single)),
    )
