"""The steps of a report in order: what each asks, and which reports need it.

All that was typed travels with the form from page to page (docs/decisions/0037): a step is shown from the form alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from intake.web.report.places import is_outside, point_of
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.runtime.pages.posted_forms import PostedForm

Needed = Callable[[PostedForm, Catalogue], bool]
ANSWER = "answer-"  # before the code of a question of the service
YES = "yes"


@dataclass(frozen=True, slots=True)
class ReportStep:
    """One page: the fields that it asks for, and whether a report needs it."""

    name: str
    fields: tuple[str, ...]
    needed: Needed

    def asks(self, field: str) -> bool:
        """Tells whether a field is filled in here, and so is not a hidden one."""
        return field in self.fields or (self.name == "questions" and field.startswith(ANSWER))


def always(_form: PostedForm, _catalogue: Catalogue) -> bool:
    return True


def is_service_open(form: PostedForm, catalogue: Catalogue) -> bool:
    """Tells whether they described in words what they need, and neither chose a service nor left the choice to us."""
    return form.get("service") not in catalogue.services and form.get("unsure") != YES


def has_place(form: PostedForm, catalogue: Catalogue) -> bool:
    service = catalogue.services.get(form.get("service", ""))
    return service is None or service["place"] != "none"


def is_beyond_border(form: PostedForm, catalogue: Catalogue) -> bool:
    return has_place(form, catalogue) and form.get("outside") != YES and is_outside(form, catalogue)


def is_near_open(form: PostedForm, catalogue: Catalogue) -> bool:
    """Tells whether reports near this place were not shown yet: those of the service, if both are known."""
    return bool(looked_near(form)) and form.get("near_at") != looked_near(form)


def looked_near(form: PostedForm) -> str:
    """The place and service for which reports nearby are searched; empty if they are not known."""
    point, service, address = point_of(form), form.get("service"), form.get("address", "")
    if not service or not (point or address):
        return ""
    return f"{point[0]:.5f},{point[1]:.5f},{service}" if point else f"{fingerprint_of(address)},{service}"


def fingerprint_of(address: str) -> str:
    """A hash of an address, for comparison: the page contains the address once already."""
    return hashlib.sha256(address.encode()).hexdigest()[:16]


def takes_photos(form: PostedForm, _catalogue: Catalogue) -> bool:
    """Tells whether photos can be taken: they wait on the device until the report is sent, which needs a script, and a
    private device. Others add theirs after sending."""
    return form.get("script") == YES and form.get("kiosk") != YES


def has_questions(form: PostedForm, catalogue: Catalogue) -> bool:
    service = catalogue.services.get(form.get("service", ""))
    return bool(service and service.get("questions"))


WHAT = ReportStep("what", ("description", "choice", "listed"), always)
SERVICE = ReportStep("service", ("choice", "listed"), is_service_open)
WHERE = ReportStep("where", ("address", "district", "lat", "long"), has_place)
BORDER = ReportStep("border", ("outside",), is_beyond_border)
NEAR = ReportStep("near", ("near",), is_near_open)
PHOTOS = ReportStep("photos", ("photos",), takes_photos)
QUESTIONS = ReportStep("questions", (), has_questions)
CONTACT = ReportStep("contact", ("name", "email", "phone", "language"), always)
CHECK = ReportStep("check", (), always)
STEPS = (WHAT, SERVICE, WHERE, BORDER, NEAR, PHOTOS, QUESTIONS, CONTACT, CHECK)
BY_NAME = {step.name: step for step in STEPS}
CROSSINGS = (SERVICE, BORDER, NEAR)  # steps that a changed answer may ask again
LOST_WITHOUT = (WHAT, WHERE, PHOTOS, QUESTIONS, CONTACT)  # steps that may be skipped; the way back leads over these


def following(here: ReportStep, form: PostedForm, catalogue: Catalogue) -> Iterator[ReportStep]:
    """The steps that come after one, as far as this report needs them. Somebody who changes one answer of a finished
    report returns to its end, unless the change asks for more."""
    changing = form.get("back") == CHECK.name
    for step in STEPS[STEPS.index(here) + 1 :]:
        if step is CHECK or (step.needed(form, catalogue) and (not changing or step in CROSSINGS)):
            yield step


def step_before(here: ReportStep, form: PostedForm, catalogue: Catalogue) -> ReportStep | None:
    """The step that the back link leads to; None from the first."""
    if here in CROSSINGS:
        return WHAT if here is SERVICE else WHERE
    before = STEPS[: STEPS.index(here)]
    return next((step for step in reversed(before) if step in LOST_WITHOUT and step.needed(form, catalogue)), None)
