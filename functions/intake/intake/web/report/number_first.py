"""Who names danger reads the emergency number before anything else is asked."""

from __future__ import annotations

from intake.danger import danger_shown
from intake.web.report.steps import ANSWER, Form
from onestop.runtime.pages.frame import Visit


def danger_named(form: Form, visit: Visit) -> dict[str, str] | None:
    """The danger that a report names in own words."""
    return danger_shown(own_words(form), visit.language, visit.offer)


def own_words(form: Form) -> str:
    """All that was said in own words."""
    return "\n".join(value for name, value in form.items() if name == "description" or name.startswith(ANSWER))


def needs_number_first(form: Form, visit: Visit) -> bool:
    """Whether they name danger and have not read the emergency number yet."""
    return not form.get("danger_seen") and danger_named(form, visit) is not None
