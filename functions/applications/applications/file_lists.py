"""The files of a question as its page lists them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from applications.drafts import Draft
from onestop.domain.applications.files import most_of, reason_of
from onestop.domain.applications.migrating import where_asked
from onestop.domain.forms.form import Field
from onestop.domain.forms.mistakes import FILE_MISTAKE, Mistake
from onestop.domain.forms.paths import path_of, text_of_path
from onestop.domain.forms.wording import say_mistake
from onestop.runtime.frame import Visit

ADD, DROP = "file.", "drop."  # how the values of the buttons begin that ask for a place, and take a file away


def show_files(visit: Visit, draft: Draft, field: Field, at: datetime) -> dict[str, Any]:
    """What is there, each with how it stands, and the button for one more while there is room."""
    moves = where_asked(draft.form)
    own = [each for each in draft.files if moves.get(path := path_of(each.question), path) == field.path]
    shown = [each for each in own if each.is_answer or each.is_refused]

    def stands(reason: str | None) -> str:
        return say_mistake(Mistake(field.path, f"{FILE_MISTAKE}{reason}"), draft.form, visit.say) if reason else ""

    return {
        "files": [
            {
                "name": str(each.value["name"]),
                "stands": stands(reason_of(each, at)),
                "drop": f"{DROP}{each.attachment.id}",
            }
            for each in shown
        ],
        "add": f"{ADD}{text_of_path(field.path)}" if len(shown) < most_of(field, draft.form) else "",
    }
