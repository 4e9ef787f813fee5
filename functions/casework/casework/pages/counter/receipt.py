"""The case is open: the reference to read out letter by letter, and a receipt to print in the resident's language."""

from __future__ import annotations

from datetime import datetime

from chalice.app import Response

from casework.pages.ask_intake import ask_intake
from casework.pages.counter.new_case import ACT, PATH
from casework.pages.counter.spell_out import spell
from casework.pages.counter.texts import RECEIPT, SCRIPT
from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.staff_request import known_reference
from onestop.domain.languages import direction_of, name_of_language
from onestop.domain.time.dates import say_moment


@page("GET", f"{PATH}/{{reference}}", ACT)
def show_receipt(visit: DeskVisit, reference: str) -> Response:
    """Shows what the clerk who opened the case reads out and prints. Raises NotFound for everybody else."""
    entered = ask_intake(visit, "show entered", reference=known_reference(reference), language=visit.language)
    offer, language = visit.offer, entered["language"]
    tongues = dict.fromkeys((language, visit.language))
    zone, opened_at = offer.jurisdiction["time_zone"], datetime.fromisoformat(entered["opened_at"])
    return show(
        visit,
        "counter/receipt.html",
        visit.say(RECEIPT["title"]),
        RECEIPT,
        entered=entered,
        danger=entered["danger"],
        their=language,
        their_direction=direction_of(language),
        r={name: offer.say(text, language) for name, text in RECEIPT.items()},
        their_city=offer.say(offer.jurisdiction["name"], language),
        opened=say_moment(opened_at, zone, language),
        script={name: (offer.say(text, language), visit.say(text)) for name, text in SCRIPT.items()},
        name_of_language=name_of_language,
        spelled=[(tongue, spell(entered["reference"], offer.saying(tongue))) for tongue in tongues],
    )
