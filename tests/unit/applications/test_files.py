"""Files of a draft follow their question through versions of its form, and what was refused is no answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from onestop.domain.applications.draft_changes import new_draft
from onestop.domain.applications.files import DraftFile, file_mistakes, most_of, sent_files, with_files
from onestop.domain.applications.form_changes import where_asked
from onestop.domain.applications.migrate_draft import bring_to
from onestop.domain.cases.attachments import PLACE_HELD, Attachment, AttachmentStatus
from onestop.domain.forms.form import Form, read_form
from onestop.domain.translation import translate
from tests.builders import NOW

KEPT, REFUSED, EXPECTED = AttachmentStatus.KEPT, AttachmentStatus.REFUSED, AttachmentStatus.EXPECTED


def form(name: str, **more: Any) -> Form:
    """A form that asks for files under a name."""
    field = {"at": name, "kind": "file", "label": {"en": "Plan"}}
    schema = {"properties": {name: {"type": "array", "maxItems": 3, "items": {"type": "object"}}}}
    page = {"code": "a", "title": {"en": "A"}, "fields": [field]}
    return read_form({"code": "f", "title": {"en": "F"}, "schema": schema, "pages": [page]} | more)


def a_file(number: int, status: AttachmentStatus = KEPT, **more: Any) -> DraftFile:
    media = {"media_type": "application/pdf", "size": 9} if status is KEPT else {}
    reason = {"reason": "office"} if status is REFUSED else {}
    attachment = Attachment(
        id=f"{number:016x}", at=NOW, by="resident", name=f"plan {number}", status=status, **media, **reason
    )
    return DraftFile(question="plan", attachment=attachment, **more)


def test_what_is_kept_or_on_its_way_is_the_answer_and_what_is_refused_or_gone_is_not() -> None:
    files = [a_file(1), a_file(2, REFUSED), a_file(3, EXPECTED, came=True), a_file(4, EXPECTED), a_file(5, gone=True)]
    answers = with_files({"plan": [{"id": "forged"}], "other": 1}, form("plan"), files, {})
    assert answers["other"] == 1
    assert [(each["id"][-1], each["name"]) for each in answers["plan"]] == [("1", "plan 1.pdf"), ("3", "plan 3")]
    assert [each.id[-1] for each in sent_files(form("plan"), answers, files)] == ["1"]
    for at, of_third in ((NOW, "file:waiting"), (NOW + PLACE_HELD, "file:lost")):
        wrong = [(each.place, each.kind, each.limit) for each in file_mistakes(form("plan"), answers, files, {}, at)]
        assert wrong == [("plan", "file:office", "plan 2"), ("plan", of_third, "plan 3")]


def test_files_follow_a_question_that_is_called_otherwise_now_and_come_back_with_one_that_was_gone() -> None:
    old, moved, without = form("plan"), form("drawing", moved={"plan": "drawing"}), form("photo")
    files = [a_file(1)]
    first = new_draft("R", "s", old, "en", "web", NOW)
    first = replace(first, answers=with_files({}, old, files, {}))
    now = bring_to(first, old, moved, NOW, translate)
    assert now.answers == {"drawing": first.answers["plan"]}
    assert with_files(now.answers, moved, files, where_asked(moved)) == now.answers
    gone = bring_to(first, old, without, NOW, translate)
    assert (gone.answers, gone.set_aside[0].said) == ({}, {"en": "plan 1.pdf"})
    again = bring_to(gone, without, old, NOW, translate)
    assert (again.answers, again.set_aside) == (first.answers, ())


def test_a_question_takes_as_many_as_its_schema_says_and_never_more_than_a_case() -> None:
    [field] = form("plan").fields.values()
    assert most_of(field, form("plan")) == 3
    for said in ({}, {"maxItems": 99}):
        other = form("plan", schema={"properties": {"plan": {"type": "array", **said}}})
        assert most_of(field, other) == 10
