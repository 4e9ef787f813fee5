"""What was sent with an application, on the page of its case: every answer, in the version of the form that was
sent."""

from __future__ import annotations

from typing import Any

from casework.automatic.facts import day_of
from casework.pages.desk_request import DeskVisit
from onestop.domain.errors import NotFound
from onestop.domain.forms.asked_fields import find_asked_fields
from onestop.domain.forms.form import Field
from onestop.domain.forms.once_only import EMAIL, PHONE
from onestop.domain.forms.read_back import say_page
from onestop.storage.applications.application_rows import load_application
from onestop.storage.catalogue.forms import load_form

REACHES = frozenset({EMAIL, PHONE, "street", "postcode", "city"})


def show_application(reference: str, visit: DeskVisit, *, protected: bool = False) -> list[dict[str, Any]]:
    """Returns the pages of the form with their answers; nothing if they are no longer kept. Contact details and home of
    a `protected` person are left out."""
    try:
        application = load_application(reference)
        form = load_form(application.form, application.form_version)
    except NotFound:
        return []
    asked = find_asked_fields(form, application.answers, day_of(application.changed_at, visit.offer))
    return [
        {
            "title": visit.say(page.title),
            "lines": [
                (f"{line.label} ({line.entry})" if line.entry else line.label, line.words)
                for line in say_page(page, form, asked, visit.say)
                if not (protected and says_where(asked.fields[line.path]))
            ],
        }
        for page in asked.pages
    ]


def says_where(field: Field) -> bool:
    """Says whether an answer is a contact detail or where somebody lives."""
    return field.kind in (EMAIL, PHONE) or field.known in REACHES
