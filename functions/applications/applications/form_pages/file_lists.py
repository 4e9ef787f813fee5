"""Lists the files of a question on its page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from applications.drafts.store import Draft
from onestop.domain.applications.entry_files import in_form
from onestop.domain.applications.files import file_fields, most_of, own_files, reason_of
from onestop.domain.applications.form_changes import where_asked
from onestop.domain.applications.merge_drafts import path_in
from onestop.domain.forms.form import FILE
from onestop.domain.forms.mistake_words import say_mistake
from onestop.domain.forms.mistakes import FILE_MISTAKE, Mistake
from onestop.domain.forms.paths import Path, text_of_path
from onestop.runtime.pages.frame import Visit

ADD, DROP = "file.", "drop."  # the first letters of the values of buttons that ask for an upload, or remove a file


def fill_in_files(visit: Visit, draft: Draft, fields: Iterable[dict[str, Any]], at: datetime) -> None:
    """Adds to the fields of a page the lists of their files, also in entries of groups."""
    for each in fields:
        if each["kind"] == FILE:
            each |= show_files(visit, draft, path_in(each["path"]), at)
        for entry in each.get("entries", ()):
            fill_in_files(visit, draft, entry["fields"], at)


def show_files(visit: Visit, draft: Draft, place: Path, at: datetime) -> dict[str, Any]:
    """The files of a question, each with its status, and the button for one more while there is room."""
    field = file_fields(draft.form)[in_form(place)]
    own = own_files(place, field, draft.application.answers, draft.files, where_asked(draft.form))
    shown = [each for each in own if each.is_answer or each.is_refused]

    def stands(reason: str | None) -> str:
        return say_mistake(Mistake(place, f"{FILE_MISTAKE}{reason}"), draft.form, visit.say) if reason else ""

    return {
        "files": [
            {
                "name": str(each.value["name"]),
                "stands": stands(reason_of(each, at)),
                "drop": f"{DROP}{each.attachment.id}",
            }
            for each in shown
        ],
        "add": f"{ADD}{text_of_path(place)}" if len(shown) < most_of(field, draft.form) else "",
    }
