"""Arrivals that were held back: a list by kind and month, and each with its own words, as text only, to be released or
dismissed.

Lists and words come from intake, which records the look and checks permission (docs/decisions/0032).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalice.app import Response

from casework.pages.ask_intake import ask_intake
from casework.pages.channel_words import say_channel
from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.pages.triage.held_back_texts import KINDS, TEXTS, WHY
from casework.pages.triage.who_sits_there import check_at_triage
from onestop.domain.cases.references import read_reference
from onestop.domain.languages import say_size
from onestop.domain.staff.permissions import may
from onestop.domain.time.dates import say_moment
from onestop.domain.time.days_asked import month_before

PATH = "/desk/held-back"
FIRST_KIND = "quarantined"
DIDS = ("released", "dismissed", "undone")


@page("GET", PATH, "arrivals")
def list_held_back(visit: DeskVisit) -> Response:
    """Shows a page of one kind in one month: the session and one Query."""
    check_at_triage(visit)
    fields = {name: visit.asked(name) for name in ("kind", "month", "cursor")}
    found = ask_intake(visit, "list arrivals", **fields)
    return show(
        visit,
        "triage/held_back.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        kinds=[(kind, visit.say(name)) for kind, name in KINDS.items()],
        kind=found["kind"],
        month=found["month"],
        before=month_before(found["month"]),
        lines=[line_of(each, visit) for each in found["arrivals"]],
        cursor=found["cursor"],
        did=said_done(visit),
        may_release=may(visit.staff.roles, "release"),
    )


@page("GET", f"{PATH}/{{arrival}}", "arrivals")
def show_held_back(visit: DeskVisit, arrival: str) -> Response:
    """Shows one arrival with its own words; the look is recorded first."""
    check_at_triage(visit)
    found = ask_intake(visit, "show arrival", arrival=arrival)
    sizes = [(each["name"], say_size(each["bytes"], visit.language)) for each in found["enclosures"]]
    senders = (found["contact"][name] for name in ("name", "email", "phone"))
    return show(
        visit,
        "triage/held_back_one.html",
        found["subject"] or visit.say(TEXTS["title"]),
        TEXTS,
        found=line_of(found, visit),
        sender=", ".join(filter(None, senders)),
        files=[visit.say(TEXTS["size"]).format(name=name, size=size) for name, size in sizes],
        may_release=may(visit.staff.roles, "release"),
    )


@page("POST", f"{PATH}/{{arrival}}/release", "release")
def release(visit: DeskVisit, arrival: str) -> Response:
    """Releases it: it is a need after all and becomes a case, once."""
    check_at_triage(visit)
    found = ask_intake(visit, "release", arrival=arrival)
    return go_to(PATH, month=found["at"][:7], did="released", reference=found["reference"])


@page("POST", f"{PATH}/{{arrival}}/dismissal", "release")
def dismiss(visit: DeskVisit, arrival: str) -> Response:
    """Dismisses it as not a need, or takes that back."""
    check_at_triage(visit)
    undone = bool(visit.form.text("undo"))
    found = ask_intake(visit, "dismiss", arrival=arrival, dismissed=not undone)
    return go_to(PATH, month=found["at"][:7], did="undone" if undone else "dismissed", arrival=found["arrival"])


def line_of(arrival: Mapping[str, Any], visit: DeskVisit) -> dict[str, Any]:
    """Returns a line about an arrival. Its own words stay as they are."""
    at = datetime.fromisoformat(arrival["at"])
    reference, why = arrival["reference"], arrival["why"]
    details = ", ".join(f"{name}: {value}" for name, value in sorted(arrival["details"].items()))
    return {
        **arrival,
        "when": say_moment(at, visit.offer.jurisdiction["time_zone"], visit.language, now=visit.at),
        "channel": say_channel(arrival["channel"], visit),
        "why": visit.say(WHY[why]) if why in WHY else ", ".join(filter(None, (why, details))),
        "held": arrival["kind"] == FIRST_KIND,
        "waits": arrival["kind"] == FIRST_KIND and not (reference or arrival["dismissed_by"]),
        "state": state_of(arrival, visit),
    }


def state_of(arrival: Mapping[str, Any], visit: DeskVisit) -> str:
    reference = arrival["reference"]
    if arrival["released_by"]:
        return visit.say(TEXTS["released"]).format(reference=reference)
    if arrival["dismissed_by"]:
        return visit.say(TEXTS["dismissed"])
    if reference:
        return visit.say(TEXTS["about"]).format(reference=reference)
    return visit.say(TEXTS["waits"]) if arrival["kind"] == FIRST_KIND else ""


def said_done(visit: DeskVisit) -> Mapping[str, str] | None:
    """Returns what was just done, and to which arrival if it can be taken back."""
    did = visit.asked("did")
    if did not in DIDS:
        return None
    reference = read_reference(visit.asked("reference")) or ""
    words = visit.say(TEXTS[f"did_{did}"]).format(reference=reference)
    return {"words": words, "reference": reference, "arrival": visit.asked("arrival") if did == "dismissed" else ""}
