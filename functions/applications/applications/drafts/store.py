"""Drafts as the pages, the desk, partners and the sending use them: opened in the form that is in force, changed
without losing anybody's answer, checked. Whether the caller may do it was checked before: see docs/applications.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from onestop.domain.applications import draft_changes
from onestop.domain.applications.application import Application, ApplicationStatus, is_over
from onestop.domain.applications.entry_files import bare
from onestop.domain.applications.files import DraftFile, file_fields, file_mistakes, with_files
from onestop.domain.applications.form_changes import where_asked
from onestop.domain.applications.limits import check_beside, check_size
from onestop.domain.applications.merge_drafts import merge_answers
from onestop.domain.applications.migrate_draft import bring_to, migrate
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Conflict, NotFound, NotPossible
from onestop.domain.forms.form import FILE, Field, Form, FormPage
from onestop.domain.forms.mistakes import Mistake, in_order
from onestop.domain.forms.paths import FormAnswers, get, set_value
from onestop.domain.forms.read_page import read_page
from onestop.storage.applications.application_rows import find_application, keep_application, load_application, note_day
from onestop.storage.applications.draft_files import files_of
from onestop.storage.catalogue.forms import form_of_service, load_form

if TYPE_CHECKING:
    from onestop.domain.forms.asked_fields import AskedFields

ATTEMPTS = 8  # if two save at the same moment, one tries again; people do not collide this often in a row


@dataclass(frozen=True, slots=True)
class Draft:
    """An application with the form that is in force, or, once it is sent, the form that it was sent with. Its answers
    include its present files; `wrong` are the mistakes that prevent sending some of them."""

    application: Application
    form: Form
    files: tuple[DraftFile, ...] = ()
    wrong: tuple[Mistake, ...] = ()


def form_for(service: str, catalogue: Catalogue) -> Form:
    """The form of a service. Raises NotFound if it has none."""
    form = form_of_service(service, catalogue)
    if form is None:
        raise NotFound("There is no form for this service.", "service")
    return form


def begin_draft(reference: str, service: str, language: str, channel: str, catalogue: Catalogue, at: datetime) -> Draft:
    """Begins a draft without answers, not stored yet: `save_page` or `save_answers` stores it with its first one. If
    the draft is there already, it is opened instead: a form that was sent twice begins one draft."""
    if find_application(reference):
        return load_draft(reference, catalogue, at)
    form = form_for(service, catalogue)
    return Draft(draft_changes.new_draft(reference, service, form, language, channel, at), form)


def load_draft(reference: str, catalogue: Catalogue, at: datetime) -> Draft:
    """Loads an application, its answers converted to the form that is in force; the conversion is stored with the next
    change. Raises NotFound, also for an expired draft: nothing of it is left."""
    application = load_application(reference)
    if application.status in (ApplicationStatus.EXPIRED, ApplicationStatus.WITHDRAWN) or is_over(application, at):
        raise NotFound("This draft is over: drafts are kept for a while after they were last changed.", "reference")
    form = load_form(application.form, application.form_version)
    if application.status is not ApplicationStatus.DRAFT:
        return Draft(application, form)
    known = catalogue.services.get(application.service)
    current = form_of_service(application.service, catalogue) if known and known.get("form") else None
    files = files_of(reference) if file_fields(form) or (current and file_fields(current)) else ()
    application = replace(application, answers=with_files(application.answers, form, files, where_asked(form)))
    if current and current.version != form.version:
        application, form = bring_to(application, form, current, at, catalogue.say), current
    return with_own_files(Draft(application, form, tuple(files)), at)


def with_own_files(draft: Draft, at: datetime) -> Draft:
    """Adds a draft's files to its answers, each where it belongs now, and the mistakes that prevent sending some. A
    sent application has those that it was sent with."""
    if not draft.files or draft.application.status is not ApplicationStatus.DRAFT:
        return draft
    form, files, moves = draft.form, draft.files, where_asked(draft.form)
    answers = with_files(draft.application.answers, form, files, moves)
    wrong = file_mistakes(form, answers, files, moves, at)
    return replace(draft, application=replace(draft.application, answers=answers), wrong=tuple(wrong))


def page_answers(fields: Iterable[Field], answers: Mapping[str, Any]) -> FormAnswers:
    """The answers to these fields alone: what a page shows, and so what its reader has seen."""
    shown: FormAnswers = {}
    for each in fields:
        if each.compute is None and each.kind != FILE and (value := get(answers, each.path)) is not None:
            set_value(shown, each.path, bare(each, value))
    return shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """Who saves, when, and what they had seen. `by` is `applicant`, or the actor who fills it in for them; `via`
    identifies the very page that it comes from; `form` is the version in which the page was shown, if that is not
    the draft's."""

    seen: FormAnswers
    by: str
    catalogue: Catalogue
    at: datetime
    via: str = ""
    form: Form | None = None


def save_page(draft: Draft, page: FormPage, posted: Mapping[str, str], saving: Saving) -> Draft:
    """Stores a page that was sent; `saving.seen` is what its reader had seen (`page_answers` when it was shown). Raises
    NotPossible if the application is sent, NotValid if the page is too large."""
    return save_answers(draft, page.fields, read_page(page, saving.seen, posted), saving)


def save_answers(draft: Draft, fields: Iterable[Field], sent: FormAnswers, saving: Saving) -> Draft:
    """Stores the differences between `saving.seen` and `sent` in these fields; if two people save at once, both answers
    stay."""
    fields, shown = tuple(each for each in fields if each.kind != FILE), saving.form or draft.form

    def change(now: Draft) -> Application:
        before = now.application
        if now.form.version == shown.version:
            seen, theirs, asked = saving.seen, sent, fields
        else:  # the form changed while the page was open
            seen, theirs = (migrate(each, shown, now.form)[0] for each in (saving.seen, sent))
            asked = tuple(each for each in now.form.fields.values() if each.kind != FILE)
        merged, rivals = merge_answers(asked, draft_changes.known_to(before, saving.via, seen), theirs, before.answers)
        check_size(merged)
        changed = draft_changes.answered(before, merged, now.form, saving.by, saving.at, rivals, saving.via)
        if rivals:
            check_beside([*(each.value for each in changed.disputed), *(each.value for each in changed.set_aside)])
        return changed

    return change_draft(draft, change, saving.catalogue, saving.at)


def change_draft(
    draft: Draft,
    change: Callable[[Draft], Application],
    catalogue: Catalogue,
    at: datetime,
    keep: Callable[[Application], Application] = keep_application,
) -> Draft:
    """Stores what `change` makes of a draft: `change(draft) -> Application`, called again with the present draft if
    somebody else changed it meanwhile. Raises NotPossible for one that is sent or expired."""
    for attempt in range(1, ATTEMPTS + 1):
        draft.application.check_open(at)
        changed = change(draft)
        try:
            kept = keep(changed)
        except Conflict:
            if attempt == ATTEMPTS:
                raise
            draft = load_draft(draft.application.reference, catalogue, at)
            continue
        if kept.status is ApplicationStatus.DRAFT and is_new_day(draft.application, kept):
            note_day(kept)
        return with_own_files(replace(draft, application=kept), at)
    raise NotPossible("Too many save this application at once.", "reference")


def is_new_day(before: Application, kept: Application) -> bool:
    """Tells whether it is the first change of a day, or the first one at all."""
    return not before.version or before.changed_at.date() != kept.changed_at.date()


def judge_draft(draft: Draft, catalogue: Catalogue, today: str) -> tuple[AskedFields, list[Mistake]]:
    """Returns the fields that are asked in this draft, and every mistake in its answers. `today` is
    `today_of(catalogue, at)`."""
    from onestop.contracts.forms.check_answers import (
        judge_answers,  # late: 15 MB that pages which are only shown do not need
    )

    check_size(draft.application.answers)
    asked, mistakes = judge_answers(draft.form, draft.application.answers, today, catalogue)
    wrong = [each for each in draft.wrong if each.path in asked.fields]
    return asked, in_order([*mistakes, *wrong]) if wrong else mistakes


def today_of(catalogue: Catalogue, at: datetime) -> str:
    """The jurisdiction's day, in the form that forms take."""
    return at.astimezone(ZoneInfo(catalogue.jurisdiction["time_zone"])).date().isoformat()
