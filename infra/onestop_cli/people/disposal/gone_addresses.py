"""The addresses of which nothing is left once a list is carried out: how letters to them were wanted goes then too."""

from __future__ import annotations

from onestop.domain.time.retention import RecordKind
from onestop_cli.people.rights.places import Places

CHOSEN, IDENTITY = "CHOSEN#", "IDENTITY#"


def addresses_gone(places: Places, due: dict[str, list[str]]) -> dict[str, str]:
    """Returns the identities by which no case is found any more, each with one that was: what is kept of them is erased
    before the rows that lead there."""
    last: dict[str, str | None] = {}
    for row in places.rows("People"):
        if row.pk.startswith(IDENTITY):
            identity, reference = row.pk.removeprefix(IDENTITY), row.sk.partition("#")[2]
            goes = RecordKind.CASE in due.get(reference, ()) and last.get(identity, "") is not None
            last[identity] = reference if goes else None
    return {identity: reference for identity, reference in last.items() if reference}
