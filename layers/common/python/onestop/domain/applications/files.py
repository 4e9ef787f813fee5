"""The files that answer a question of an application. They are no part of what a page sends: each is a row of its own
beside its application, so that two who add one lose none, and becomes part of the answers when these are looked at.

The answer to such a question is a list with one object a file: `id`, `name`, and once it was looked at what it is
(`kind`) and how large (`size`). What we did not take is no answer: it stands at the question with why, until somebody
takes it away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onestop.domain.cases.attachments import KINDS, MEGABYTE, MOST_BYTES, Attachment, AttachmentStatus, is_awaited
from onestop.domain.forms.form import FILE, Field, Form
from onestop.domain.forms.mistakes import FILE_MISTAKE, Mistake
from onestop.domain.forms.paths import Answers, Path, copy_of, get, path_of, put, take

USUAL = ("photo", "document")  # what is taken where the form does not say
MOST = 10  # of one question, where its schema does not say
WAITING, LOST, OTHER_KIND, LARGER = "waiting", "lost", "other_kind", "larger"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFile:
    """A file of a draft. `question` is the path of what it answers, `takes` and `most` what that takes; `came`: the
    browser came back from sending it; `gone`: somebody took it away again."""

    question: str
    attachment: Attachment
    takes: tuple[str, ...] = USUAL
    most: int = MOST_BYTES
    came: bool = False
    gone: bool = False

    @property
    def is_answer(self) -> bool:
        """Whether it is part of the answer: it was kept, or is being looked at."""
        waits = self.came and self.attachment.status is AttachmentStatus.EXPECTED
        return not self.gone and (self.attachment.kept or waits)

    @property
    def is_refused(self) -> bool:
        """Whether somebody has to read why we did not take it."""
        return not self.gone and self.attachment.status is AttachmentStatus.REFUSED

    @property
    def value(self) -> Answers:
        """What stands in the answers."""
        attachment = self.attachment
        if not attachment.kept:
            return {"id": attachment.id, "name": attachment.name}
        kind = KINDS[attachment.media_type or ""].name
        return {"id": attachment.id, "name": attachment.file_name, "kind": kind, "size": attachment.size}


def file_fields(form: Form) -> dict[Path, Field]:
    """The questions that are answered with files."""
    return {path: each for path, each in form.fields.items() if each.kind == FILE}


def takes_of(field: Field) -> tuple[str, ...]:
    return field.takes or USUAL


def megabytes_of(field: Field) -> int:
    return field.megabytes or MOST_BYTES // MEGABYTE


def most_of(field: Field, form: Form) -> int:
    """How many files a question takes: as the schema says, never more than a case takes."""
    here: Any = form.schema
    for step in field.path:
        here = here.get("properties", {}).get(step, {}) if isinstance(here, Mapping) else {}
    said = here.get("maxItems") if isinstance(here, Mapping) else None
    return min(said, MOST) if isinstance(said, int) else MOST


def with_files(answers: Answers, form: Form, files: Iterable[DraftFile], moves: Mapping[Path, Path]) -> Answers:
    """The answers with the files as they are now; `moves` says where a question is that had another name."""
    fields = file_fields(form)
    if not fields:
        return answers
    changed: Answers = copy_of(answers)
    found: dict[Path, list[Answers]] = {path: [] for path in fields}
    for each in files:
        path = path_of(each.question)
        there = found.get(moves.get(path, path))
        if there is not None and each.is_answer:
            there.append(each.value)
    for path, values in found.items():
        take(changed, path)
        if values:
            put(changed, path, values)
    return changed


def file_mistakes(files: Iterable[DraftFile], moves: Mapping[Path, Path], at: datetime) -> Iterator[Mistake]:
    """What stands against sending because of a file, at its question. `limit` is the name of the file."""
    for each in files:
        path = path_of(each.question)
        if reason := reason_of(each, at):
            yield Mistake(moves.get(path, path), f"{FILE_MISTAKE}{reason}", each.attachment.name)


def reason_of(file: DraftFile, at: datetime) -> str | None:
    """Why a file is not there yet, or not at all: a code; None where nothing is wrong with it."""
    if file.is_refused:
        return file.attachment.reason
    if file.is_answer and not file.attachment.kept:
        return WAITING if is_awaited(file.attachment, at) else LOST
    return None


def sent_files(form: Form, answers: Answers, files: Iterable[DraftFile]) -> list[Attachment]:
    """The files that go with the answers as they were sent."""
    named = {value["id"] for path in file_fields(form) for value in get(answers, path) or ()}
    return [each.attachment for each in files if each.attachment.id in named and each.attachment.kept]
