"""Signatures of an application: which it needs, the status of each, how pages and programs see them, and the letter
with the link by which somebody signs; the link is in that letter alone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from applications.drafts.store import Draft, change_draft
from applications.texts import STANDS
from onestop.domain.applications.application_signatures import (
    SignatureState,
    Stand,
    ask_signature,
    standings,
)
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.forms.asked_fields import AskedFields
from onestop.domain.forms.signatures import answers_fingerprint, signatures_wanted
from onestop.runtime.asking_to_write import ask_to_write
from onestop.runtime.pages.frame import Visit

if TYPE_CHECKING:
    from onestop.contracts.answers.applications import SignatureShown

ASKED = "signature.asked"  # an event that notifications listens to


def signatures_of(draft: Draft, asked: AskedFields, today: str) -> tuple[SignatureState, ...]:
    """Every signature that an application needs, with its status. It is not complete while one is not `SIGNED`."""
    wanted = signatures_wanted(draft.form, asked, today)
    return standings(draft.application, wanted, answers_fingerprint(draft.form, asked))


def are_missing(signatures: tuple[SignatureState, ...]) -> bool:
    """Tells whether somebody still has to sign."""
    return any(each.stand is not Stand.SIGNED for each in signatures)


def send_signer_link(
    draft: Draft, standing: SignatureState, email: str, language: str, catalogue: Catalogue, at: datetime
) -> None:
    """Has the link of a signer sent to an address. The link is in that letter and nowhere else, because anyone who has
    it could sign in their place. Raises TooMany."""
    known, party = draft.application.reference, standing.wanted.id
    kept = change_draft(
        draft, lambda it: ask_signature(it.application, standing.wanted, email, language), catalogue, at
    )
    times = next(each.asked for each in kept.application.parties if each.id == party)
    told = {
        "type": ASKED,
        "id": f"{known}-{party}-{times}",
        "subject": known,
        "time": at.isoformat(),
        "data": {"party": party},
    }
    ask_to_write(told)


def shown_standing(standing: SignatureState) -> SignatureShown:
    """A signature as programs see it."""
    wanted = standing.wanted
    return {"party": wanted.id, "role": wanted.role, "name": wanted.name, "stands": standing.stand.value}


def shown_signatures(visit: Visit, draft: Draft, signatures: tuple[SignatureState, ...]) -> list[dict[str, Any]]:
    """The signatures as the page of all answers lists them."""
    known = draft.application.reference
    return [
        {
            "id": each.wanted.id,
            "name": each.wanted.name,
            "what": visit.say(each.wanted.what),
            "stands": visit.say(STANDS[each.stand]),
            "objection": each.party.objection if each.party and each.stand is Stand.OBJECTED else "",
            "is_signed": each.stand is Stand.SIGNED,
            "email": each.party.email if each.party else "",
            "send": f"/apply/ask-signature/{each.wanted.id}/{known}",
        }
        for each in signatures
    ]
