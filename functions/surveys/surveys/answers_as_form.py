"""Earlier answers, as the form in which they can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onestop.runtime.pages.survey_form import form_name

if TYPE_CHECKING:
    from onestop.domain.catalogue.survey import Survey
    from onestop.storage.surveys.responses import Response


def filled_as(response: Response, survey: Survey) -> dict[str, str]:
    """The form as it was filled in when these answers were given."""
    kinds = {question["code"]: question["kind"] for question in survey["questions"]}
    names = {question["code"]: form_name(question) for question in survey["questions"]}
    filled = {names[code]: str(value) for code, value in (*response.scores, *response.words) if code in names}
    for code, values in response.chosen:
        if kinds.get(code) == "choices":
            filled |= {f"{names[code]}.{value}": "yes" for value in values}
        elif code in names:
            filled[names[code]] = values[0]
    return filled
