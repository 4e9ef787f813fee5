"""One photo of a case may be shown to anybody, once a member of staff has looked at it and said so."""

from __future__ import annotations

from dataclasses import replace

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.change import Change
from onestop.domain.cases.events import NoteAdded
from onestop.domain.cases.tasks.task_end import note_about
from onestop.domain.time.targets import change_by


def show_photo(file: CaseFile, act: Act, attachment: str | None, words: str) -> Change | None:
    """Makes one photo public, or none. `words` tell colleagues so, in a note; None if nothing changes."""
    if file.case.photo == attachment:
        return None
    note = note_about(file, act, "photo", words)
    case = replace(file.case, photo=attachment)
    return change_by(act, replace(file, case=case), NoteAdded(note_id=note.id), note=note)
