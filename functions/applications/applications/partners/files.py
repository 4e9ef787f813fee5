"""Files that partners bring with an application: first a place for each, under the key that the application will have;
then the application, which names the files that belong to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from applications.drafts.store import begin_draft
from applications.form_pages.files import offer_file
from onestop.contracts.application_requests import ApplicationFileBody
from onestop.domain.applications.application import Application, ApplicationStatus
from onestop.domain.applications.entry_files import entries_with_files, in_form, name_file
from onestop.domain.applications.files import DraftFile, file_fields, megabytes_of, most_of, places_of, reason_of
from onestop.domain.applications.merge_drafts import path_in, put_at
from onestop.domain.cases.attachments import FORM_LASTS, MEGABYTE, TAKEN
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Fault, KeyReused, NotPossible, NotValid
from onestop.domain.forms.form import ENTRY_FILES, Form
from onestop.domain.forms.mistakes import FILE_MISTAKE, Mistake
from onestop.domain.forms.paths import FormAnswers, Path, copy_of, get, text_of_path
from onestop.domain.people.actor import Actor
from onestop.storage.applications.application_rows import find_application
from onestop.storage.applications.draft_files import files_of, owner_of, take_away
from onestop.storage.cases.uploads import upload_form

if TYPE_CHECKING:
    from onestop.contracts.answers.common import AttachmentOffered

STARTS = {"photo": "image/", "document": "application/pdf", "text": "text/"}  # how media types start
UNKNOWN = "unknown"


def offer_place(
    body: ApplicationFileBody, reference: str, key: str, catalogue: Catalogue, at: datetime
) -> AttachmentOffered:
    """Reserves a place for one file of an application that will follow. Raises NotValid, KeyReused, NotPossible."""
    before = find_application(reference)
    if before and before.service != body.service_code:
        raise KeyReused(key)
    if before and before.status is not ApplicationStatus.DRAFT:
        raise NotPossible("This application was sent.", "Idempotency-Key")
    language = catalogue.language(None)
    draft = begin_draft(reference, body.service_code, language, "partner", catalogue, at)
    draft = replace(draft, files=tuple(files_of(reference)))
    field = file_fields(draft.form).get(in_form(path_in(body.question)))
    if field is None:
        names = ", ".join(map(text_of_path, file_fields(draft.form))) or "nothing: this form asks for no files"
        raise NotValid(Fault("question", "the form does not ask for files here", names))
    file = offer_file(draft, field, body.name or catalogue.say(field.label, language), Actor.RESIDENT, at)
    form = upload_form(owner_of(reference), file.attachment.id)
    there = len(get(draft.application.answers, field.path) or [])
    return {
        "id": file.attachment.id,
        "upload": {"url": form.url, "fields": form.fields},
        "limits": {
            "bytes": megabytes_of(field) * MEGABYTE,
            "media_types": [each for each in TAKEN if each.startswith(tuple(STARTS[kind] for kind in file.takes))],
            "left": max(0, most_of(field, draft.form) - there - 1),
            "expires_at": (at + FORM_LASTS).isoformat(),
        },
    }


def named_files(
    form: Form, answers: Mapping[str, Any], reference: str, before: Application | None, at: datetime
) -> tuple[FormAnswers, list[Mistake]]:
    """Returns the answers including the files that they name, and the mistakes about files that are not there."""
    brought: FormAnswers = copy_of(answers)
    for _, _, entry in entries_with_files(form, brought):
        entry.pop(ENTRY_FILES, None)
    asked = [(place, field, given) for place, field in places_of(form, brought) if (given := get(brought, place))]
    if not asked:
        return brought, []
    files = {each.attachment.id: each for each in files_of(reference) if not each.gone}
    mistakes: list[Mistake] = []
    used: set[str] = set()
    for place, field, given in asked:
        sent = {each["id"]: each for each in get(before.answers, place) or ()} if before else {}
        listed = given if isinstance(given, list) else [given]
        names = [str(each.get("id") if isinstance(each, Mapping) else each) for each in listed]
        put_at(brought, place, [sent.get(name) or value_of(name, files, field.path) for name in names])
        wrong = {name: why_not(name, files, field.path, at) for name in names if name not in sent}
        wrong |= dict.fromkeys(used.intersection(names), UNKNOWN)  # another entry has it already
        mistakes += [Mistake(place, f"{FILE_MISTAKE}{why}", name) for name, why in wrong.items() if why]
        used.update(names)
        for name in names if place != field.path else ():
            brought = name_file(brought, place, name)
    return brought, mistakes


def value_of(name: str, files: Mapping[str, DraftFile], path: Path) -> FormAnswers:
    found = files.get(name)
    return found.value if found and found.question == text_of_path(path) else {"id": name, "name": name}


def why_not(name: str, files: Mapping[str, DraftFile], path: Path, at: datetime) -> str | None:
    """Says why a file is not there: no place was reserved for it here, it was refused, or it has not arrived yet."""
    found = files.get(name)
    if found is None or found.question != text_of_path(path):
        return UNKNOWN
    return reason_of(replace(found, came=True), at)


def drop_others(form: Form, answers: Mapping[str, Any], reference: str) -> None:
    """Removes files that arrived but are not named: the application goes without them."""
    named = {each["id"] for place, _ in places_of(form, answers) for each in get(answers, place) or ()}
    for each in files_of(reference) if file_fields(form) else ():
        if each.attachment.id not in named and not each.gone:
            take_away(reference, each)
