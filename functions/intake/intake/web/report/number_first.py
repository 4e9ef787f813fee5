"""Somebody who names a danger reads the emergency number before anything else is asked."""

from __future__ import annotations

from intake.danger import danger_shown
from intake.web.report.steps import ANSWER
from onestop.runtime.pages.frame import Visit
from onestop.runtime.pages.posted_forms import PostedForm


def danger_named(form: PostedForm, visit: Visit) -> dict[str, str] | None:
    """The danger that a report names in free words."""
    return danger_shown(own_words(form), visit.language, visit.offer)


def own_words(form: PostedForm) -> str:
    """All that was said in free words."""
    return "\n".join(value for name, value in form.items() if name == "description" or name.startswith(ANSWER))


def needs_number_first(form: PostedForm, visit: Visit) -> bool:
    """Tells whether they name a danger and have not read the emergency number yet."""
    return not form.get("danger_seen") and danger_named(form, visit) is not None
