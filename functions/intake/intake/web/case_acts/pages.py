"""The pages on which a resident says something about their own case: a message, a withdrawal, a reopening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from chalice.app import Chalice, Response

from intake.api.case_acts import ACTS, ResidentActBody, hazard_in
from intake.danger import danger_shown
from intake.web.case_acts.send_act import TEMPLATES, do_resident_act, reason_against, show_impossible
from intake.web.case_acts.texts import OWN, WORDS
from onestop.contracts.read_contract import read_fields
from onestop.contracts.status import what_is_asked
from onestop.domain.cases.act import Act
from onestop.domain.errors import Fault, NotPossible, NotValid, TooMany
from onestop.domain.people.actor import Actor
from onestop.runtime.clock import now
from onestop.runtime.kept_links import (
    open_page,
    opened_with,
    secret_in_links,
    secret_of_forms,
)
from onestop.runtime.pages.frame import Visit, show
from onestop.runtime.pages.page_routes import page
from onestop.runtime.pages.posted_forms import FormField, new_key, once_key, read_form, say_wrong
from onestop.runtime.randomness import new_reference
from onestop.runtime.web import Caller
from onestop.storage.cases.read_case import WholeFile, load_whole
from onestop.storage.catalogue.releases import current
from onestop.storage.people.mandates import holder_may_act


@dataclass(frozen=True, slots=True)
class WordsForm:
    """A form with one field for words, and the act of `intake.api.case_acts` that sending it does."""

    path: str
    act: str
    field: str
    required: bool

    @property
    def fields(self) -> tuple[FormField, ...]:
        """Its one field, with its name in the form and its name in faults."""
        return (FormField(name=self.field, faults=(self.field,), words=self.field),)


FORMS = (
    WordsForm("tell", "messages", "text", required=True),
    WordsForm("withdraw", "withdrawal", "reason", required=False),
    WordsForm("reopen", "reopening", "reason", required=True),
)


def add_pages(app: Chalice) -> None:
    """Declares the routes of the pages."""
    for form in FORMS:
        path = f"/{form.path}/{{reference}}"
        page(app, "GET", path, Caller.LINK, current)(partial(show_form, form))
        page(app, "POST", path, Caller.LINK, current)(partial(take_form, form))


def show_form(form: WordsForm, visit: Visit, reference: str) -> Response:
    """Shows the empty form, or why there is nothing to send."""
    known, there = open_page(visit.request, lambda known: f"/{form.path}/{known}", reference, acts_for=holder_may_act)
    if there:
        return there
    whole = load_whole(known)
    visit = visit.in_language(whole.file.case.language)
    against = what_is_against(form, visit, whole)
    return show_impossible(visit, whole.file.case.reference, against) if against else fill(form, visit, whole, {}, [])


def what_is_against(form: WordsForm, visit: Visit, whole: WholeFile) -> str | None:
    """Why the form would be refused: dry-runs the decision, and keeps nothing."""
    act, body = Act(visit.offer, now(), Actor.RESIDENT, new_reference), read_words(form, {form.field: "?"})
    try:
        ACTS[form.act][1](whole.file, act, body, "")
    except NotPossible:
        return reason_against(form.act, whole.file.case)
    except TooMany:
        return "too_often"
    return None


def take_form(form: WordsForm, visit: Visit, reference: str) -> Response:
    """Takes the form that a resident sends."""
    given = read_form(visit.request)
    known = opened_with(visit.request, reference, given.get("secret"), holder_may_act)

    def again(errors: list[tuple[str, str]], status: int) -> Response:
        return fill(form, visit, load_whole(known), given, errors, status)

    try:
        body = read_words(form, given)
    except NotValid as error:
        return again(say_wrong(error.faults, form.fields, given, WORDS[form.path], visit), 400)
    if hazard_in(body, visit.offer) and not given.get("danger_seen"):  # the emergency number first; then it may be sent
        return again([], 200)
    return do_resident_act(visit, form.act, known, body, once_key(given), given.get(form.field, "").encode(), again)


def read_words(form: WordsForm, given: Mapping[str, str]) -> ResidentActBody:
    """The form as the contract of its act; raises NotValid for words that are missing or too long."""
    if form.required and not given.get(form.field):
        raise NotValid(Fault(form.field, "this field is missing", "words"))
    sent = {"secret": given.get("secret") or "-", form.field: given.get(form.field)}
    body: ResidentActBody = read_fields(sent, ACTS[form.act][0])
    return body


def fill(
    form: WordsForm,
    visit: Visit,
    whole: WholeFile,
    given: Mapping[str, str],
    errors: Sequence[tuple[str, str]],
    status: int = 200,
) -> Response:
    """Shows the form with what was typed, what we asked, a new key that makes it count once, and its faults."""
    reference = whole.file.case.reference
    secret = secret_in_links(visit.request, reference)
    asked = [
        each["text"] for each in what_is_asked(whole.file, whole.contacts, visit.offer, visit.language) if each["text"]
    ]
    return show(
        visit,
        TEMPLATES,
        "own_words.html",
        visit.say(WORDS[form.path]["title"]),
        f"/{form.path}/{reference}",
        {**OWN, **WORDS[form.path]},
        status,
        kept={"secret": secret},
        errors=list(errors),
        form=form,
        reference=reference,
        secret=secret,
        whole_secret=secret_of_forms(visit.request, reference),
        key=new_key(),
        questions=asked if form.path == "tell" else [],
        text=given.get(form.field, ""),
        danger=danger_shown(given.get(form.field, ""), visit.language, visit.offer) if form.act == "messages" else None,
    )
