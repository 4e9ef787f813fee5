"""What was sent with an application, on the page of its case: every answer, in the form that it was sent with."""

from __future__ import annotations

from typing import Any

from casework.automatic.facts import day_of
from casework.pages.visiting import DeskVisit
from onestop.domain.errors import NotFound
from onestop.domain.forms.asking import ask
from onestop.domain.forms.saying import say_page
from onestop.storage.applications import load_application
from onestop.storage.forms import load_form


def show_application(reference: str, visit: DeskVisit) -> list[dict[str, Any]]:
    """The pages of the form with their answers; nothing where it is kept no longer."""
    try:
        application = load_application(reference)
        form = load_form(application.form, application.form_version)
    except NotFound:
        return []
    asked = ask(form, application.answers, day_of(application.changed_at, visit.offer))
    return [
        {
            "title": visit.say(page.title),
            "lines": [
                (f"{line.label} ({line.entry})" if line.entry else line.label, line.words)
                for line in say_page(page, form, asked, visit.say)
            ],
        }
        for page in asked.pages
    ]
