"""A draft that was begun with one version of a form continues with another. Answers move where the form says
(`moved: {old: new}`); answers without a place, or that do not fit there, are set aside with the reason. Nothing
is dropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from onestop.domain.applications.application import Application, Aside, Disputed
from onestop.domain.applications.fit_answer import BLOCKED, GONE, KIND, fit_answer
from onestop.domain.applications.form_changes import Moves, end_of, moves_of, what_changed
from onestop.domain.applications.merge_drafts import path_in
from onestop.domain.forms.asked_fields import not_given
from onestop.domain.forms.form import GROUP, Field, Form
from onestop.domain.forms.mistake_words import Say
from onestop.domain.forms.paths import FormAnswers, Path, copy_of, get, path_of, remove_value, set_value, text_of_path
from onestop.domain.forms.read_back import say_answer
from onestop.domain.translation import SayPhrase

FieldsByPath = Mapping[Path, Field]


@dataclass(frozen=True, slots=True)
class UnplacedAnswer:
    """An answer that has no place in the new form."""

    path: Path
    value: Any
    why: str
    field: Field | None = None


def bring_to(application: Application, old: Form, new: Form, at: datetime, say: SayPhrase) -> Application:
    """Returns the application as the new version of its form has it. `say`: the catalogue's, for answers set aside."""
    answers, left = migrate(application.answers, old, new)
    moves = moves_of(new)
    asides = [each for each in application.set_aside if not _restore(answers, each, new, moves)]
    asides += [_aside(each, at, say) for each in left]
    lost = [each for each in application.disputed if end_of(_of_form(path_in(each.path)), moves) not in new.fields]
    asides += [Aside(path=each.path, value=each.value, why=GONE, at=at) for each in lost]
    stamps = {
        text_of_path(now): stamp
        for path, stamp in application.stamps.items()
        if (now := end_of(path_of(path), moves)) in new.fields
    }
    return replace(
        application,
        form_version=new.version,
        answers=answers,
        stamps=stamps,
        set_aside=tuple(asides),
        disputed=tuple(_moved(each, moves) for each in application.disputed if each not in lost),
        renewed=what_changed(old, new, moves, at),
    )


def migrate(answers: Mapping[str, Any], old: Form, new: Form) -> tuple[FormAnswers, list[UnplacedAnswer]]:
    """Returns the answers of one version as another has them, and those to set aside."""
    left: list[UnplacedAnswer] = []
    return _migrate(answers, old.fields, new.fields, moves_of(new), (), left), left


def _migrate(
    answers: Mapping[str, Any],
    old: FieldsByPath,
    new: FieldsByPath,
    moves: Moves,
    around: Path,
    left: list[UnplacedAnswer],
) -> FormAnswers:
    """Migrates the answers of a form, or of one entry of a group at `around`."""
    waiting: FormAnswers = copy_of(answers)
    placed: FormAnswers = {}
    movers = [(source, new[end]) for source in moves if (end := end_of(source, moves)) in new]
    stayers = [(path, field) for path, field in new.items() if path not in moves]
    for source, field in (*movers, *stayers):
        value = get(waiting, source)
        if field.compute is not None or not_given(value) or _is_taken(placed, field.path):
            continue
        remove_value(waiting, source)
        if field.kind == GROUP:
            fitted = _fit_entries(value, source, old.get(source), field, moves, around, left)
        else:
            fitted, unfit, why = fit_answer(field, value)
            if not not_given(unfit):
                left.append(UnplacedAnswer((*around, *source), unfit, why, old.get(source)))
        if not not_given(fitted):
            set_value(placed, field.path, fitted)
    for path, field in old.items():
        if not not_given(value := get(waiting, path)):
            remove_value(waiting, path)
            left.append(UnplacedAnswer((*around, *path), value, GONE, field))
    for path, value in leaves_of(waiting):  # answers that no version asked for stay where they are
        if _is_taken(placed, path):
            left.append(UnplacedAnswer((*around, *path), value, BLOCKED))
        else:
            set_value(placed, path, value)
    return placed


def _fit_entries(
    value: Any, source: Path, was: Field | None, group: Field, moves: Moves, around: Path, left: list[UnplacedAnswer]
) -> list[Any] | None:
    if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
        left.append(UnplacedAnswer((*around, *source), value, KIND, was))
        return None
    inner = {
        path[len(begins) :]: end[len(group.path) :]
        for path, end in moves.items()
        for begins in {source, group.path}
        if path[: len(begins)] == begins and end[: len(group.path)] == group.path and len(path) > len(begins)
    }
    before = {each.path: each for each in was.fields} if was else {}
    after = {each.path: each for each in group.fields}
    return [_migrate(entry, before, after, inner, (*around, *group.path, at), left) for at, entry in enumerate(value)]


def _is_taken(placed: FormAnswers, path: Path) -> bool:
    """Says whether there is an answer where a path leads, or in its way."""
    here: Any = placed
    for step in path:
        if not isinstance(here, dict):
            return True
        if step not in here:
            return False
        here = here[step]
    return True


def leaves_of(answers: Mapping[str, Any], around: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yields every answer with its path; a list is one answer."""
    for name, value in answers.items():
        if isinstance(value, Mapping):
            yield from leaves_of(value, (*around, name))
        else:
            yield (*around, name), value


def _aside(left: UnplacedAnswer, at: datetime, say: SayPhrase) -> Aside:
    path, value, why, field = text_of_path(left.path), left.value, left.why, left.field
    if field is None:
        return Aside(path=path, value=value, why=why, at=at)
    said = {language: say_answer(field, value, _in(language, say)) for language in field.label}
    return Aside(path=path, value=value, why=why, at=at, label=dict(field.label), said=said)


def _in(language: str, say: SayPhrase) -> Say:
    """Returns a function for the form's texts and our phrases in a language, for readers of old answers whose form
    is gone."""
    return lambda said: say(said, language) if isinstance(said, str) else said.get(language, "")


def _restore(answers: FormAnswers, aside: Aside, new: Form, moves: Moves) -> bool:
    """Puts back an answer that an earlier version had no place for, if there is one again."""
    path = end_of(path_in(aside.path), moves)
    field = new.fields.get(path)
    if field is None or field.kind == GROUP or field.compute is not None or _is_taken(answers, path):
        return False
    fitted, unfit, _ = fit_answer(field, aside.value)
    if not not_given(unfit):
        return False
    set_value(answers, path, fitted)
    return True


def _of_form(path: Path) -> Path:
    """Returns the group's path for a path in an entry."""
    return next((path[:at] for at, step in enumerate(path) if isinstance(step, int)), path)


def _moved(each: Disputed, moves: Moves) -> Disputed:
    path = path_in(each.path)
    return replace(each, path=text_of_path((*end_of(first := _of_form(path), moves), *path[len(first) :])))
