"""Files that answer a question of an application. A page does not send them: each is a row of its own next to its
application, so that two people who each add one lose none, and is added to the answers when these are read.

The answer to such a question is a list with one object for each file: `id`, `name`, and once it was checked what it is
(`kind`) and its size (`size`). A refused file is not an answer: it is shown at the question with the reason, until
somebody removes it. A question may be in the entries of a group: see entry_files.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onestop.domain.applications.entry_files import entries_with_files, inner_files, names_in, position_in
from onestop.domain.cases.attachments import KINDS, MEGABYTE, MOST_BYTES, Attachment, AttachmentStatus, is_awaited
from onestop.domain.forms.form import FILE, Field, Form
from onestop.domain.forms.mistakes import FILE_MISTAKE, Mistake
from onestop.domain.forms.paths import FormAnswers, Path, copy_of, get, path_of, remove_value, set_value
from onestop.domain.forms.resolve_references import merged

USUAL = ("photo", "document")  # what is accepted if the form does not say
MOST = 10  # files of one question, if its schema does not say
WAITING, LOST, OTHER_KIND, LARGER = "waiting", "lost", "other_kind", "larger"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFile:
    """A file of a draft. `question` is the path of what it answers, `takes` and `most` what that accepts; `came`:
    the browser returned from uploading it; `gone`: somebody removed it."""

    question: str
    attachment: Attachment
    takes: tuple[str, ...] = USUAL
    most: int = MOST_BYTES
    came: bool = False
    gone: bool = False

    @property
    def is_answer(self) -> bool:
        """Says whether it is part of the answer: it was kept, or is being checked."""
        waits = self.came and self.attachment.status is AttachmentStatus.EXPECTED
        return not self.gone and (self.attachment.kept or waits)

    @property
    def is_refused(self) -> bool:
        """Says whether it was refused and somebody has to read why."""
        return not self.gone and self.attachment.status is AttachmentStatus.REFUSED

    @property
    def value(self) -> FormAnswers:
        """Returns its value in the answers."""
        attachment = self.attachment
        if not attachment.kept:
            return {"id": attachment.id, "name": attachment.name}
        kind = KINDS[attachment.media_type or ""].name
        return {"id": attachment.id, "name": attachment.file_name, "kind": kind, "size": attachment.size}


def file_fields(form: Form) -> dict[Path, Field]:
    """Returns the questions that are answered with files, by their paths in the form; also those in entries of
    groups."""
    asked = (each for field in form.fields.values() for each in (field, *inner_files(field)))
    return {each.path: each for each in asked if each.kind == FILE}


def takes_of(field: Field) -> tuple[str, ...]:
    return field.takes or USUAL


def megabytes_of(field: Field) -> int:
    return field.megabytes or MOST_BYTES // MEGABYTE


def most_of(field: Field, form: Form) -> int:
    """Returns how many files a question accepts, for each entry if it is in a group: as the schema says, at most
    what a case accepts."""
    here = merged(form.schema, form.schema)
    for step in field.path:
        if step not in here.get("properties", {}):
            here = merged(here.get("items", {}), form.schema)
        here = merged(here.get("properties", {}).get(step, {}), form.schema)
    said = here.get("maxItems")
    return min(said, MOST) if isinstance(said, int) else MOST


def with_files(answers: FormAnswers, form: Form, files: Iterable[DraftFile], moves: Mapping[Path, Path]) -> FormAnswers:
    """Returns the answers with the files as they are now; `moves` says where a renamed question is."""
    fields = file_fields(form)
    if not fields:
        return answers
    changed: FormAnswers = copy_of(answers)
    found: dict[Path, dict[str, FormAnswers]] = {path: {} for path in fields}
    for each in files:
        path = path_of(each.question)
        there = found.get(moves.get(path, path))
        if there is not None and each.is_answer:
            there[each.attachment.id] = each.value
    for group, _, entry in entries_with_files(form, changed):
        named = names_in(entry)
        for inner in inner_files(group):
            there = found[inner.path]
            _put_files(entry, inner.path[len(group.path) :], [there.pop(name) for name in list(there) if name in named])
    for path in fields.keys() & form.fields.keys():
        _put_files(changed, path, list(found[path].values()))
    return changed


def _put_files(answers: FormAnswers, path: Path, values: list[FormAnswers]) -> None:
    remove_value(answers, path)
    if values:
        set_value(answers, path, values)


def places_of(form: Form, answers: Mapping[str, Any]) -> Iterator[tuple[Path, Field]]:
    """Yields every place in these answers where files may be, with its question."""
    fields = file_fields(form)
    yield from ((path, each) for path, each in fields.items() if path in form.fields)
    for group, at, _ in entries_with_files(form, answers):
        for inner in inner_files(group):
            yield (*group.path, at, *inner.path[len(group.path) :]), inner


def own_files(
    place: Path, field: Field, answers: Mapping[str, Any], files: Iterable[DraftFile], moves: Mapping[Path, Path]
) -> list[DraftFile]:
    """Returns the files of one place, in any state; `field` is its question."""
    asked = (each for each in files if moves.get(path := path_of(each.question), path) == field.path)
    if place == field.path:
        return list(asked)
    entry = get(answers, place[: position_in(place) + 1])
    named = names_in(entry) if isinstance(entry, Mapping) else []
    return [each for each in asked if each.attachment.id in named]


def file_mistakes(
    form: Form, answers: Mapping[str, Any], files: Iterable[DraftFile], moves: Mapping[Path, Path], at: datetime
) -> Iterator[Mistake]:
    """Yields the mistakes with files that prevent sending, at their questions. `limit` is the name of the file."""
    files = tuple(files)
    for place, field in places_of(form, answers) if files else ():
        for each in own_files(place, field, answers, files, moves):
            if reason := reason_of(each, at):
                yield Mistake(place, f"{FILE_MISTAKE}{reason}", each.attachment.name)


def reason_of(file: DraftFile, at: datetime) -> str | None:
    """Returns why a file is missing or refused, as a code; None if nothing is wrong with it."""
    if file.is_refused:
        return file.attachment.reason
    if file.is_answer and not file.attachment.kept:
        return WAITING if is_awaited(file.attachment, at) else LOST
    return None


def sent_files(form: Form, answers: FormAnswers, files: Iterable[DraftFile]) -> list[Attachment]:
    """Returns the files that go with the answers as they were sent."""
    named = {value["id"] for place, _ in places_of(form, answers) for value in get(answers, place) or ()}
    return [each.attachment for each in files if each.attachment.id in named and each.attachment.kept]
