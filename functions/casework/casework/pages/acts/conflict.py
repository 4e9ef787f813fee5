"""Two people changed a case at once: shows what one wanted and what the other did, side by side. Typed text is kept.

If the act is still possible, it can be sent again as it was typed, or edited first.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from chalice.app import Response

from casework.pages.acts.fields import fields_for
from casework.pages.acts.form_view import labelled, show_offer
from casework.pages.acts.offers import OfferedAct, TriedOn, offer_of, try_form
from casework.pages.acts.table import FORMS, ActForm
from casework.pages.acts.words import FORM_TEXTS
from casework.pages.case.words import CaseWords
from casework.pages.desk_request import DeskVisit
from casework.pages.form_fields import SentFields
from casework.pages.frame import show
from casework.views.recorded_views import SeenCase, view_of
from onestop.domain.cases.event_words import STATUS_WORDS
from onestop.domain.cases.tasks.task_end import find_task
from onestop.domain.errors import Conflict, NotAllowed, NotPossible, NotValid, OnestopError
from onestop.domain.translation import N_, Phrase

TEXTS: Mapping[str, Phrase] = {
    "moved_on": N_("The case has moved on while you were looking"),
    "not_now": N_("In its current state the case no longer allows this"),
    "not_yours": N_("This case, or this task, is not your agency's any more"),
    "kept": N_("Nothing was done yet, and nothing of what you wrote is lost."),
    "yours": N_("What you wanted"),
    "theirs": N_("What has happened since"),
    "nothing": N_("Nothing that you may see."),
    "now": N_("Its current state"),
    "fits": N_("You can still do it. Apply your change to the new version, as it is or edited:"),
    "on_top": N_("Do mine on top"),
    "no_fit": N_("This is no longer possible. You can keep what you wrote as a note for colleagues:"),
    "keep_note": N_("Keep it as a note"),
    "back": N_("Back to the case"),
}
WORDS = ("area", "line")  # kinds of fields for words, which would be lost
# what the other case, or both together, do not allow
REASONS: Mapping[str, Phrase] = {
    "linked": N_("These two cases are linked already."),
    "joined": N_("The other case was joined with a third one. Use that one."),
    "closed": N_("The other case is closed: nobody works on it."),
    "depends": N_("Another case depends on this one, so it cannot be joined."),
    "full": N_("One of the two cases has as many links as there can be."),
    "ended": N_("The other case has ended already: there is nothing to wait for."),
    "circle": N_("The other case waits for this one already: neither would ever end."),
}


def show_conflict(
    visit: DeskVisit, seen: SeenCase, form: ActForm, task: str, sent: Mapping[str, Any], error: OnestopError
) -> Response:
    """Shows both versions, with a way to continue, or the reason why there is none. `error` is why the act was
    refused."""
    file = seen.whole.file
    own = find_task(file, task) if task else None
    standing = TriedOn(visit=visit, file=file, task=own)
    words = CaseWords(visit, file.case.service)
    note = offer_of(FORMS["note"], TriedOn(visit=visit, file=file, task=None))
    mine = OfferedAct(form=form, task=own, change=None)
    written = labelled(visit, mine, sent)
    against = what_is_against(form, sent, standing, error)
    why = against.why if isinstance(against, NotPossible) else ""
    title = "not_yours" if isinstance(error, NotAllowed) else "moved_on" if isinstance(error, Conflict) else "not_now"
    return show(
        visit,
        "acts/conflict.html",
        visit.say(TEXTS[title]),
        {**FORM_TEXTS, **TEXTS},
        403 if isinstance(error, NotAllowed) else 409,
        reference=file.case.reference,
        version=file.case.version,
        wanted=visit.say(form.title),
        written=written,
        happened=[words.line(event) for event in since(seen, visit)],
        stands=visit.say(STATUS_WORDS[file.case.status]),
        tasks=[words.task_line(each) for each in seen.sight.tasks],
        why=visit.say(REASONS[why]) if why in REASONS else "",
        again=None if against else show_offer(visit, file, mine, visit.form),
        note=note
        and any(sent.get(field.name) for field in fields_for(form) if field.kind in WORDS)
        and show_offer(visit, file, note, SentFields((("text", kept_words(visit, form, written)),))),
        key=secrets.token_urlsafe(24),
    )


def since(seen: SeenCase, visit: DeskVisit) -> list[Any]:
    """Returns what happened after the version that was on the sender's page, as far as they may see it."""
    text = visit.form.text("seen")
    version = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    return [line for line in view_of(seen, visit.looker)["history"] if line["sequence"] > version]


def what_is_against(
    form: ActForm, sent: Mapping[str, Any], standing: TriedOn, error: OnestopError
) -> OnestopError | None:
    """Returns why the act is not possible on the case as it is now; None if it is. A wrong field does not count,
    because it can be corrected. What another case does not allow is known from `error` alone: trying reads no other
    case."""
    if isinstance(error, NotPossible) and error.why:
        return error
    try:
        changed = try_form(form, sent, standing)
    except NotValid:
        return None
    except OnestopError as found:
        return found
    return None if changed else error


def kept_words(visit: DeskVisit, form: ActForm, written: list[tuple[str, str]]) -> str:
    return "\n".join([f"{visit.say(form.title)}:", *(f"{label}: {text}" for label, text in written)])
