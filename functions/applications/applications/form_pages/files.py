"""Files that answer a question: a button of the page reserves a place, the next page uploads one file to it, and
returns. The file goes from the browser directly to the bucket; no script is needed, and no byte of it passes through
us."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime

from applications.drafts.letters import HOUR, counter_of
from applications.drafts.store import Draft, change_draft
from applications.form_pages.file_lists import ADD, DROP
from onestop.domain.applications.application import APPLICANT, Application
from onestop.domain.applications.draft_changes import answered
from onestop.domain.applications.entry_files import entry_around, in_form, name_file, named_anywhere
from onestop.domain.applications.files import DraftFile, file_fields, megabytes_of, most_of, own_files, takes_of
from onestop.domain.applications.form_changes import where_asked
from onestop.domain.applications.merge_drafts import path_in
from onestop.domain.cases.attachments import (
    AN_HOUR,
    FORM_LASTS,
    MEGABYTE,
    Attachment,
    AttachmentStatus,
    places_left,
    safe_name,
    side_of,
)
from onestop.domain.errors import NotPossible, TooMany
from onestop.domain.forms.form import Field, FormPage
from onestop.domain.forms.paths import FormAnswers, Path, get, path_of, text_of_path
from onestop.domain.people.actor import Actor
from onestop.runtime.pages.frame import Visit
from onestop.storage.applications.draft_files import keep_file, note_came, take_away
from onestop.storage.guards import count_one

TOO_OFTEN = "Too many files came with this application in the last hour. Try again later."


def offer_file(
    draft: Draft,
    field: Field,
    name: str,
    by: str,
    at: datetime,
    place: Path | None = None,
    random_bits: Callable[[int], int] = secrets.randbits,
) -> DraftFile:
    """Reserves a place for one file of a question; `place` is its path in the answers, if that is inside an entry of a
    group. Raises NotPossible if there is no such place, and TooMany."""
    reference = draft.application.reference
    there = get(draft.application.answers, place or field.path) or []
    known = [each.attachment for each in draft.files]
    if len(there) >= most_of(field, draft.form) or not places_left(known, by, at):
        raise NotPossible("This question has as many files as it can take.", text_of_path(field.path))
    if not count_one(counter_of(f"files:{reference}"), AN_HOUR, at):
        raise TooMany(TOO_OFTEN, int(HOUR.total_seconds()))
    attachment = Attachment(id=f"{random_bits(64):016x}", at=at, by=by, name=safe_name(name))
    question = text_of_path(field.path)
    file = DraftFile(
        question=question, attachment=attachment, takes=takes_of(field), most=megabytes_of(field) * MEGABYTE
    )
    keep_file(reference, file)
    return file


def add_file(visit: Visit, draft: Draft, place: Path, by: str, at: datetime, sent: FormAnswers) -> str | None:
    """Reserves a place for one more file, named after the entry around it if there is one; returns the path of the page
    that uploads it. None if there is no room, or if the entry is no longer the one on the page that was `sent`:
    others may have removed an entry before it.
    """
    field = file_fields(draft.form)[in_form(place)]
    if known := begun_before(draft, field, place, by, at):
        return known.attachment.id
    whose, label = Actor.RESIDENT if by == APPLICANT else by, visit.say(field.label)
    number = 1 + sum(path_of(each.question) == field.path for each in draft.files)
    name = f"{label} {number}" if number > 1 else label
    disputed = {each.path for each in draft.application.disputed}
    if place != field.path and (not is_as_sent(draft, place, sent) or disputed & groups_around(place)):
        return None
    try:
        file = offer_file(draft, field, name, whose, at, place)
    except NotPossible:
        return None
    if place != field.path:

        def named(now_: Draft) -> Application:
            if not is_as_sent(now_, place, sent):
                return now_.application
            answers = name_file(now_.application.answers, place, file.attachment.id)
            return answered(now_.application, answers, now_.form, by, at)

        draft = change_draft(draft, named, visit.offer, at)
        if file.attachment.id not in named_anywhere(draft.application.answers):
            take_away(draft.application.reference, file)
            return None
    return file.attachment.id


def begun_before(draft: Draft, field: Field, place: Path, by: str, at: datetime) -> DraftFile | None:
    """Finds the place that somebody reserved a moment ago and sent nothing to: each would be held for an hour, and soon
    there would be no room. What is sent to it from two browser windows becomes two files."""
    own = own_files(place, field, draft.application.answers, draft.files, where_asked(draft.form))
    if len(get(draft.application.answers, place) or []) >= most_of(field, draft.form):
        return None
    side = side_of(Actor.RESIDENT if by == APPLICANT else by)
    for each in own:
        slot, unused = each.attachment, not (each.came or each.gone)
        if (
            unused
            and slot.status is AttachmentStatus.EXPECTED
            and slot.at > at - FORM_LASTS
            and side_of(slot.by) is side
        ):
            return each
    return None


def is_as_sent(draft: Draft, place: Path, sent: FormAnswers) -> bool:
    """Tells whether the entry around a place is the one that the page showed there when it was sent."""
    there = entry_around(draft.form, draft.application.answers, place)
    return there is not None and there == entry_around(draft.form, sent, place)


def groups_around(place: Path) -> set[str]:
    """The names of the group around a place, and of everything on the way to it."""
    return {text_of_path(place[:length]) for length in range(1, len(place))}


def drop_removed(before: Draft, draft: Draft) -> None:
    """Removes the files of entries that were removed, unless somebody may still choose the answer that has them."""
    now_, known = draft.application, {each.attachment.id: each for each in before.files if not each.gone}
    beside = [*(each.value for each in now_.disputed), *(each.value for each in now_.set_aside)]
    left = [now_.answers, *beside]
    for name in named_anywhere(before.application.answers) - named_anywhere(left):
        if name in known:
            take_away(now_.reference, known[name])


def act_on_files(
    visit: Visit, draft: Draft, page: FormPage, to: str, by: str, at: datetime, sent: FormAnswers
) -> str | None:
    """Does what a button about files asks for, and returns the path to go to next; None for any other button. `sent`
    are the answers of the page with the button."""
    known = draft.application.reference
    there = f"/apply/draft/{known}/{page.code}"
    if to.startswith(DROP):
        if file := find_file(draft, to.removeprefix(DROP)):
            take_away(known, file)
        return there
    place = path_in(to.removeprefix(ADD)) if to.startswith(ADD) else ()
    if in_form(place) not in file_fields(draft.form):
        return None
    added = add_file(visit, draft, place, by, at, sent)
    return f"/apply/file/{known}/{added}" if added else there


def came_back(draft: Draft, file: str | None) -> bool:
    """Notes that a browser has returned from uploading a file; returns whether that is news."""
    found = find_file(draft, file or "")
    if found is None or found.came or found.attachment.status is not AttachmentStatus.EXPECTED:
        return False
    note_came(draft.application.reference, found)
    return True


def find_file(draft: Draft, name: str) -> DraftFile | None:
    return next((each for each in draft.files if each.attachment.id == name and not each.gone), None)
