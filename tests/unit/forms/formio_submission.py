"""A submission of form.io as answers to our form."""

from __future__ import annotations

from typing import Any

from onestop.domain.forms.paths import get, path_of, set_value
from onestop_cli.forms.formio.conditions import FormioPart
from onestop_cli.forms.formio.fields import FieldProperties


def read_submission(form: FormioPart, data: FormioPart) -> FieldProperties:
    """A submission of theirs as answers of ours: what is empty left out, boxes as the list of those that are ticked."""
    answers: FieldProperties = {}
    for page in form["pages"]:
        for each in page["fields"]:
            answer = plain_value(get(data, path_of(each["at"])))
            if answer not in (None, "", []):
                set_value(answers, path_of(each["at"]), answer)
    return answers


def plain_value(value: Any) -> Any:
    if isinstance(value, dict) and value and all(isinstance(each, bool) for each in value.values()):
        return [name for name, ticked in value.items() if ticked]
    if isinstance(value, list):
        return [each for each in value if each not in (None, "")]
    return value
