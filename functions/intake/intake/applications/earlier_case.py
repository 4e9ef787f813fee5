"""A case that was opened by telephone, by post or in a chat, and the application that its resident sent for the same
need: what was said is handed to the form, and the case ends once the application is a case of its own."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

from onestop.domain.applications.begun_elsewhere import form_wanted
from onestop.domain.cases.act import Act
from onestop.domain.cases.case_end import withdraw_case
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotFound, NotPossible
from onestop.domain.people.actor import Actor
from onestop.domain.translation import N_, Phrase
from onestop.runtime.errands import Errand
from onestop.storage.cases.open_and_change import change_case
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current
from onestop.storage.once import Once

APPLIED: Phrase = N_("You applied for it with the form: {reference}.")


def tell_case(errand: Errand) -> dict[str, Any]:
    """What a resident said in their case, for the holder of its link; not who they are or how to reach them, because a
    link may be passed on. Raises NotPossible if there is no form for it."""
    file = load_file(errand.fields["reference"])
    service = form_wanted(file, current())
    if not service:
        raise NotPossible("There is no form to go on with for this case.", "reference")
    place = file.request.place
    return {
        "service": service,
        "language": file.case.language,
        "answers": dict(file.request.answers),
        "place": (place.address or "") if place else "",
    }


def give_way(earlier: str, reference: str, catalogue: Catalogue, at: datetime) -> None:
    """Ends the earlier case, once. Does nothing if it is over already, or if others were joined with it."""
    act = Act(catalogue, at, Actor.RESIDENT)
    with suppress(NotPossible, NotFound):
        language = load_file(earlier).case.language
        reason = catalogue.say(APPLIED, language).format(reference=reference)
        change_case(earlier, lambda file: withdraw_case(file, act, reason), lambda _: Once(key=f"instead:{reference}"))
