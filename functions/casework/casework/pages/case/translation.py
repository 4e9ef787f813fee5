"""Shows what the resident wrote in another language with a translation; and sends an answer translated, once its writer
has seen the translation. A machine translates, and every translation says so."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping

from chalice.app import Response

from casework.pages.acts.fields import ActField, fields_for
from casework.pages.acts.form_view import id_of, show_offer
from casework.pages.acts.offers import TriedOn, offer_of
from casework.pages.acts.page import words_for
from casework.pages.acts.table import FORMS
from casework.pages.case.page import Filled, show_case_page
from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.staff_request import known_reference
from casework.translator import translate_all, translator_of
from casework.views.case_story import is_contact_seen
from casework.views.recorded_views import SeenCase, look_at_case
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.lifecycle import Direction
from onestop.domain.cases.tasks.task_end import find_task
from onestop.domain.errors import NotPossible
from onestop.domain.languages import direction_of, name_of_language, say_number
from onestop.domain.translation import N_, NC_, NP_, Phrase, Plural
from onestop.runtime.log import logger

TEXTS: Mapping[str, Phrase] = {
    "title": N_("Read the translation before it is sent"),
    "lead": N_(
        "A machine translated this. Nothing was sent yet. Check names, days and numbers: what is sent is yours."
    ),
    "original": N_("What you wrote"),
    "sent_as": N_("What the resident is sent"),
    "send": N_("I have read it: send it"),
    "change": N_("Change it"),
    "again": N_("Translate it again"),
    "back": N_("Back to the case"),
}
TOO_LONG: Plural = NP_(
    "Shorten this: with its translation it has {count} character, and {most} are allowed.",
    "Shorten this: with its translation it has {count} characters, and {most} are allowed.",
)
COMPLAINTS: Mapping[str, Phrase] = {
    "failed": N_("It could not be translated just now, and nothing was sent. What you wrote is still here."),
}
# shown to the resident, in their language, between the translation and the original
BY_MACHINE: Phrase = NC_("to the resident", "A machine translated this message. This is what was written:")


@page("POST", "/desk/cases/{reference}/translation", "look")
def translate_case(visit: DeskVisit, reference: str) -> Response:
    """Shows the page of a case with what the resident wrote in the reader's language, next to the original: the calls
    of the page, and one of the translator for each text. The translation is not kept."""
    known = known_reference(reference)
    logger.append_keys(case=known)
    seen = look_at_case(visit.looker, known)
    translate = translator_of(visit.offer)
    source = seen.whole.file.case.language
    if translate is None or source == visit.language:
        return show_case_page(visit, seen, filled=Filled())
    done = translate_all(translate, words_of_resident(seen), source, visit.language)
    return show_case_page(visit, seen, filled=Filled(), translations=done.said, translation_failed=done.failed)


def words_of_resident(seen: SeenCase) -> Iterator[str]:
    """Yields what the resident wrote, as far as it may be seen: the need, the answers in words, the newest messages."""
    request = seen.whole.file.request
    if "description" in seen.sight.fields:
        yield request.description
    if "answers" in seen.sight.fields:
        yield from (value for value in request.answers.values() if isinstance(value, str) and " " in value.strip())
    for contact in reversed(seen.whole.contacts):
        if contact.direction is Direction.IN and is_contact_seen(contact, seen.sight):
            yield contact.text


@page("POST", "/desk/cases/{reference}/translated", "public_note")
def show_message(visit: DeskVisit, reference: str) -> Response:
    """Shows a message to the resident with its translation, to be read and then sent."""
    return show_translated(visit, reference, "message")


@page("POST", "/desk/cases/{reference}/tasks/{task}/translated", "question")
def show_question(visit: DeskVisit, reference: str, task: str) -> Response:
    """Shows a question to the resident with its translation, to be read and then sent."""
    return show_translated(visit, reference, "ask", task)


def show_translated(visit: DeskVisit, reference: str, name: str, task: str = "") -> Response:
    """Shows what would be sent, next to what was written; or the case with why it is refused, and nothing typed is
    lost."""
    known, form = known_reference(reference), FORMS[name]
    seen = look_at_case(visit.looker, known)
    file = seen.whole.file
    own = find_task(file, task) if task else None
    offer = offer_of(form, TriedOn(visit=visit, file=file, task=own)) if seen.sight.may_act else None
    translate = translator_of(visit.offer)
    if offer is None or translate is None or file.case.language == visit.language:
        raise NotPossible("Nothing is translated here.", "text")
    (field,) = fields_for(form)
    text = visit.form.text(field.name)
    complaint = words_for(visit, field, text) if is_wrong(field, text) else ""
    done = translate_all(translate, () if complaint else (text,), visit.language, file.case.language)
    whole = with_original(visit, file, done.said.get(text, ""), text)
    if done.failed:
        complaint = visit.say(COMPLAINTS["failed"])
    elif not complaint and is_wrong(field, whole):
        most = say_number(field.most or 0, visit.language)
        complaint = visit.say_count(TOO_LONG, len(whole), most=most)
    if complaint:
        errors = [(id_of(offer, field.name), complaint)]
        filled = Filled(form.name, task, visit.form)
        return show_case_page(visit, seen, filled=filled, errors=errors, status=503 if done.failed else 400)
    return show(
        visit,
        "case/translation.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        reference=known,
        offer=show_offer(visit, file, offer),
        field=field.name,
        original=text,
        whole=whole,
        tongue=file.case.language,
        tongue_name=name_of_language(file.case.language),
        tongue_direction=direction_of(file.case.language),
        own_name=name_of_language(visit.language),
        key=secrets.token_urlsafe(24),
        version=visit.form.text("seen"),
    )


def is_wrong(field: ActField, text: str) -> bool:
    return not text.strip() or (field.most is not None and len(text) > field.most)


def with_original(visit: DeskVisit, file: CaseFile, said: str, text: str) -> str:
    """Returns what the resident is sent: the translation, that a machine made it, and what was written."""
    marked = visit.offer.say(BY_MACHINE, file.case.language)
    return f"{said}\n\n{marked}\n\n{text}"
