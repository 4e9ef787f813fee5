"""Enters survey answers for somebody who visits, calls or wrote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chalice.app import Response

from casework.pages.ask_intake import ask_intake
from casework.pages.channel_words import ENTERED
from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from onestop.domain.errors import KeyReused, NotAllowed, NotFound, NotPossible, NotValid
from onestop.domain.languages import direction_of
from onestop.domain.translation import N_, NC_, Phrase
from onestop.runtime.pages.page_texts import FRAME
from onestop.runtime.pages.posted_forms import ShownErrors, say_wrong
from onestop.runtime.pages.survey_form import QUESTION_TEXTS, asked_by, form_fields, form_name, has_more, read_filled

if TYPE_CHECKING:
    from onestop.domain.catalogue.survey import Survey

PATH, ACT = "/desk/survey", "entries"
CHANNELS = ("counter", "phone", "letter", "fax")
TEXTS: Mapping[str, Phrase] = {
    **QUESTION_TEXTS,
    "title": NC_("desk", "How it went, for somebody"),
    "lead": N_(
        "Write down what they say, word for word. Their agency cannot do this for them: nobody rates themselves."
    ),
    "reference": NC_("desk", "Reference"),
    "find": N_("Show the questions"),
    "channel": N_("How they answer"),
    "send": N_("Keep their answers"),
    "kept": N_("Their answers about {reference} are kept."),
    "not_found": N_("There is no such case: check the reference"),
    "not_possible": N_("Its survey is not open: the work is not done yet, its time is over, or they have answered it"),
    "not_allowed": N_("Your agency worked on this case: a colleague of another agency takes down what they say"),
    "wrong_channel": N_("Choose how they answer"),
}
# shown next to the questions, in the resident's language
BESIDE: Mapping[str, Phrase] = {"optional": FRAME["optional"], "yes": TEXTS["yes"], "no": TEXTS["no"]}
REFUSED: Mapping[type[Exception], tuple[str, int]] = {
    NotFound: ("not_found", 404),
    NotAllowed: ("not_allowed", 403),
    NotPossible: ("not_possible", 409),
    KeyReused: ("not_possible", 409),
}


@page("GET", PATH, ACT)
def show_survey(visit: DeskVisit) -> Response:
    """Asks which case it is about, and then shows its questions, in the resident's language."""
    reference, done = visit.asked("reference"), visit.asked("done")
    return fill(visit, reference, {}, []) if reference else ask_reference(visit, done=done)


@page("POST", PATH, ACT)
def take_survey(visit: DeskVisit) -> Response:
    """Keeps the answers, once however often they are sent."""
    form, reference = dict(visit.form.pairs), visit.form.text("reference")
    found = find(visit, reference)
    if isinstance(found, Response):
        return found
    survey = visit.offer.surveys[found["survey"]]
    if has_more(form, survey):
        return fill(visit, reference, form, [], more=True)
    if form.get("channel") not in CHANNELS:
        return fill(visit, reference, form, [("channel", visit.say(TEXTS["wrong_channel"]))], 400)
    try:
        answers = read_filled(form, survey)
        ask_intake(visit, "rate", reference=reference, channel=form["channel"], answers=answers)
    except NotValid as error:
        wrong = say_wrong(error.faults, form_fields(survey), form, TEXTS, visit)
        return fill(visit, reference, form, wrong, 400)
    except tuple(REFUSED) as error:
        return refuse(visit, reference, error)
    return go_to(PATH, done=found["reference"])


def find(visit: DeskVisit, reference: str) -> dict[str, Any] | Response:
    """Returns the survey of a case; or the page that says why there is none to answer here."""
    try:
        found: dict[str, Any] = ask_intake(visit, "show survey", reference=reference)
    except tuple(REFUSED) as error:
        return refuse(visit, reference, error)
    return found


def refuse(visit: DeskVisit, reference: str, error: Exception) -> Response:
    name, status = next(said for kind, said in REFUSED.items() if isinstance(error, kind))
    return ask_reference(visit, reference, [("reference", visit.say(TEXTS[name]))], status)


def ask_reference(
    visit: DeskVisit, reference: str = "", errors: ShownErrors | None = None, status: int = 200, *, done: str = ""
) -> Response:
    """Shows the page that asks which case it is about."""
    title, kept = visit.say(TEXTS["title"]), visit.say(TEXTS["kept"]).format(reference=done) if done else ""
    return show(
        visit,
        "counter/survey.html",
        title,
        TEXTS,
        status,
        errors=errors,
        reference=reference,
        kept=kept,
        survey=None,
        names={},
    )


def fill(
    visit: DeskVisit,
    reference: str,
    given: Mapping[str, str],
    errors: ShownErrors,
    status: int = 200,
    *,
    more: bool = False,
) -> Response:
    """Shows the questions with what was filled in so far."""
    found = find(visit, reference)
    if isinstance(found, Response):
        return found
    survey: Survey = visit.offer.surveys[found["survey"]]
    language = found["language"]
    return show(
        visit,
        "counter/survey.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        status,
        errors=errors,
        reference=found["reference"],
        kept="",
        survey=survey,
        questions=asked_by(given, survey),
        given=given,
        more=more,
        their=language,
        their_direction=direction_of(language),
        words_theirs={name: visit.offer.say(words, language) for name, words in BESIDE.items()},
        say_theirs=lambda said: visit.offer.say(said, language),
        channels=[(code, visit.say(ENTERED[code])) for code in CHANNELS],
        names={form_name(each): visit.offer.say(each["text"], language) for each in survey["questions"]},
    )
