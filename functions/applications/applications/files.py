"""Files that answer a question: a button of its page asks for a place, the next page sends one file there, and comes
back. The file goes from the browser to the bucket itself; no script is needed, and no byte of it passes through us."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime

from chalice.app import Response

from applications.drafts import Draft, load_draft
from applications.file_lists import ADD, DROP
from applications.letters import HOUR, counter_of
from applications.showing import TEMPLATES
from applications.texts import UPLOAD
from onestop.domain.applications.application import APPLICANT, Status
from onestop.domain.applications.files import DraftFile, megabytes_of, most_of, takes_of
from onestop.domain.applications.migrating import where_asked
from onestop.domain.cases.attachments import AN_HOUR, MEGABYTE, Attachment, AttachmentStatus, places_left, safe_name
from onestop.domain.errors import NotFound, NotPossible, TooMany
from onestop.domain.forms.form import FILE, Field, Page
from onestop.domain.forms.paths import get, path_of, text_of_path
from onestop.domain.people.actor import Actor
from onestop.runtime.clock import now
from onestop.runtime.content_policy import allow
from onestop.runtime.form_showing import say_taken
from onestop.runtime.frame import Visit, absolute, address, show
from onestop.runtime.kept_links import opened_here, secret_in_links, without_secret
from onestop.runtime.links import APPLY
from onestop.runtime.web import query
from onestop.storage.draft_files import keep_file, note_came, owner_of, take_away
from onestop.storage.guards import count_one
from onestop.storage.objects import upload_form

TOO_OFTEN = "More files came with this application within an hour than people send. Try again later."


def offer_file(
    draft: Draft, field: Field, name: str, by: str, at: datetime, random_bits: Callable[[int], int] = secrets.randbits
) -> DraftFile:
    """Holds a place for one file. Raises NotPossible where there is none, and TooMany."""
    reference = draft.application.reference
    there, known = get(draft.application.answers, field.path) or [], [each.attachment for each in draft.files]
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


def act_on_files(visit: Visit, draft: Draft, page: Page, to: str, by: str, at: datetime) -> str | None:
    """Does what a button about files asks for, and says which path is next; None for any other button."""
    known = draft.application.reference
    there = f"/apply/draft/{known}/{page.code}"
    if to.startswith(DROP):
        if file := find_file(draft, to.removeprefix(DROP)):
            take_away(known, file)
        return there
    field = draft.form.fields.get(path_of(to.removeprefix(ADD))) if to.startswith(ADD) else None
    if field is None or field.kind != FILE:
        return None
    whose, label = Actor.RESIDENT if by == APPLICANT else by, visit.say(field.label)
    number = 1 + sum(path_of(each.question) == field.path for each in draft.files)
    name = f"{label} {number}" if number > 1 else label
    try:
        file = offer_file(draft, field, name, whose, at)
    except NotPossible:
        return there
    return f"/apply/file/{known}/{file.attachment.id}"


def show_upload(visit: Visit, reference: str, file: str) -> Response:
    """The form that sends one file. The policy of this page lets it go to the bucket, and back to us from there."""
    known = opened_here(visit.request, reference, APPLY)
    path = f"/apply/file/{known}/{file}"
    if there := without_secret(visit.request, path, known, APPLY):
        return there
    draft = load_draft(known, visit.offer, now())
    visit = visit.in_language(draft.application.language)
    slot = find_file(draft, file)
    asked = path_of(slot.question) if slot else ()
    field = draft.form.fields.get(where_asked(draft.form).get(asked, asked))
    if slot is None or field is None or draft.application.status is not Status.DRAFT:
        raise NotFound("There is nothing to be sent here.", "file")
    secret, page = secret_in_links(visit.request, known, APPLY), draft.form.page_of[field.path]
    kept = {"back": "check"} if query(visit.request, "back") else {}
    back = f"/apply/draft/{known}/{page.code}"
    added = address(back, visit.language, secret=secret, added=file, **kept)
    form = upload_form(owner_of(known), file, absolute(added))
    answer = show(
        visit,
        TEMPLATES,
        "file.html",
        visit.say(UPLOAD["title"]),
        path,
        UPLOAD,
        kept={"secret": secret, **kept},
        form=form,
        name=visit.say(field.label),
        taken=say_taken(field, draft.form, visit.say),
        cancel=address(back, visit.language, secret=secret, **kept),
    )
    return allow(answer, form_action=form.origin)


def came_back(draft: Draft, file: str | None) -> bool:
    """Notes that a browser comes back from sending a file; says whether that is news."""
    found = find_file(draft, file or "")
    if found is None or found.came or found.attachment.status is not AttachmentStatus.EXPECTED:
        return False
    note_came(draft.application.reference, found)
    return True


def find_file(draft: Draft, name: str) -> DraftFile | None:
    return next((each for each in draft.files if each.attachment.id == name and not each.gone), None)
