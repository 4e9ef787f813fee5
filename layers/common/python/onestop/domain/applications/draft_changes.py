"""Changes of an application while it is filled in: begun, answered by several people, viewed, erased."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from onestop.domain.applications.application import ENTRY, LASTS, Application, ApplicationStatus, Aside, Disputed, Stamp
from onestop.domain.applications.entry_files import bare
from onestop.domain.applications.merge_drafts import Rival, is_there, path_in, put_at, same, written
from onestop.domain.forms.form import FILE, Field, Form
from onestop.domain.forms.paths import FormAnswers, copy_of, get, path_of, text_of_path


def new_draft(reference: str, service: str, form: Form, language: str, channel: str, at: datetime) -> Application:
    """Makes a draft without answers."""
    return Application(
        reference=reference,
        service=service,
        form=form.code,
        form_version=form.version,
        language=language,
        channel=channel,
        begun_at=at,
        changed_at=at,
        expires_at=at + LASTS,
    )


def answered(
    application: Application,
    answers: FormAnswers,
    form: Form,
    by: str,
    at: datetime,
    rivals: Iterable[Rival] = (),
    via: str = "",
) -> Application:
    """Returns the application with these answers instead of its own; each changed one gets a new stamp. `rivals` are
    answers that somebody must choose between."""
    changed = [path for path, each in form.fields.items() if not same_answer(each, application.answers, answers)]
    stamps = {**application.stamps, **{text_of_path(path): Stamp(at=at, by=by, via=via) for path in changed}}
    more = [Disputed(path=text_of_path(each.path), value=each.value, at=at, by=by) for each in rivals]
    known = {(each.path, written(each.value)): each for each in (*application.disputed, *more)}
    rest = [each for each in known.values() if not same(get(answers, path_in(each.path)), each.value)]
    open_ = [each for each in rest if is_there(answers, path_in(each.path))]
    gone = [Aside(path=each.path, value=each.value, why=ENTRY, at=at) for each in rest if each not in open_]
    changed_one = replace(
        application,
        answers=answers,
        stamps=stamps,
        disputed=tuple(open_),
        set_aside=(*application.set_aside, *gone),
    )
    return touched(changed_one, at)


def known_to(application: Application, via: str, seen: FormAnswers) -> FormAnswers:
    """Returns what the reader of a page had seen, with what they have sent from the same page since."""
    known: FormAnswers = copy_of(seen)
    for path, stamp in application.stamps.items():
        if via and stamp.via == via:
            put_at(known, path_of(path), get(application.answers, path_of(path)))
    return known


def others_changed(application: Application, fields: Iterable[Field], via: str, seen: FormAnswers) -> bool:
    """Says whether somebody else changed one of these answers since the reader of a page saw them."""
    known = known_to(application, via, seen)
    return any(
        not same_answer(each, application.answers, known)
        for each in fields
        if each.compute is None and each.kind != FILE
    )


def same_answer(field: Field, one: FormAnswers, other: FormAnswers) -> bool:
    """Says whether two answers to a field are the same; that a file was checked in the meantime makes no difference."""
    return same(bare(field, get(one, field.path)), bare(field, get(other, field.path)))


def touched(application: Application, at: datetime) -> Application:
    """Extends a draft's lifetime after a change, and lets it be reminded about again."""
    return replace(application, changed_at=at, expires_at=at + LASTS, reminded_at=None)


def with_dispute_resolved(application: Application, path: str, shown: Iterable[str]) -> Application:
    """Resolves a dispute: somebody chose among these rivals, by their marks. A rival that came later is still
    disputed."""
    seen = set(shown)
    left = tuple(each for each in application.disputed if each.path != path or each.mark not in seen)
    return replace(application, disputed=left)


def visited(application: Application, page: str) -> Application:
    """Notes that a page was sent without a mistake."""
    return application if page in application.visited else replace(application, visited=(*application.visited, page))


def erased(
    application: Application, at: datetime, status: ApplicationStatus = ApplicationStatus.EXPIRED
) -> Application:
    """Returns what is left of a draft that expired or was withdrawn: that it existed, and none of its answers."""
    return replace(
        application,
        status=status,
        answers={},
        stamps={},
        set_aside=(),
        disputed=(),
        parties=(),
        assisted=(),
        renewed=None,
        changed_at=at,
    )
