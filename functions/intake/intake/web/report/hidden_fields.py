"""What travels with a report from page to page in hidden fields: all that was typed on the pages before."""

from __future__ import annotations

from collections.abc import Mapping

from intake.web.report.questions import names_of_answers
from intake.web.report.steps import YES, ReportStep, looked_near
from onestop.domain.catalogue.catalogue import Catalogue

UNSURE = "unsure"  # the choice of people who leave it to us
CARRIED = (
    *("key", "description", "service", "unsure"),
    *("address", "district", "lat", "long", "outside", "near", "near_at"),
    *("name", "email", "phone", "language"),
    *("photos", "danger_seen", "script", "kiosk", "back"),
)


def with_chosen_service(sent: Mapping[str, str], catalogue: Catalogue) -> dict[str, str]:
    """A form that was sent, with its chosen service resolved. If the service changed, the answers to another service's
    questions are dropped, and all steps are visited again."""
    form = {name: value for name, value in sent.items() if value}
    before, chosen = form.get("service", ""), form.pop("listed", "") or form.pop("choice", "")
    form.pop("choice", None)
    if chosen == UNSURE:
        form |= {"unsure": YES}
        form.pop("service", None)
    elif chosen:
        form |= {"service": chosen}
        form.pop("unsure", None)
    if form.get("service", "") != before:
        form.pop("back", None)
    if form.get("near_at") and form["near_at"] != looked_near(form):  # another place or service has others near it
        del form["near_at"]
        form.pop("near", None)
    own = names_of_answers(form.get("service"), catalogue)
    return {name: value for name, value in form.items() if name in own or name in CARRIED or name == "to"}


def unseen(form: Mapping[str, str], step: ReportStep, catalogue: Catalogue) -> list[tuple[str, str]]:
    """The hidden fields of a page."""
    names = (*CARRIED, *sorted(names_of_answers(form.get("service"), catalogue)))
    return [(name, form[name]) for name in names if form.get(name) and not step.asks(name)]
