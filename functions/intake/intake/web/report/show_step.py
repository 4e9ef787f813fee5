"""Shows one page of a report, or the next one if it has nothing to ask."""

from __future__ import annotations

from pathlib import Path

from chalice.app import Response

from intake.web.report.hidden_fields import CARRIED, unseen
from intake.web.report.number_first import danger_named, needs_number_first
from intake.web.report.page_values import SHOW, TEXTS, has_photos
from intake.web.report.script_file import script_address, with_script
from intake.web.report.steps import CHECK, ReportStep, following, step_before
from intake.web.report.texts import STEP
from onestop.runtime.kept_links import forget_all
from onestop.runtime.pages.frame import Visit, let_pictures_in, show
from onestop.runtime.pages.maps import allow_map
from onestop.runtime.pages.posted_forms import PostedForm, ShownErrors
from onestop.storage.cases.object_links import origin_of_kept

TEMPLATES = Path(__file__).parent.parent / "templates"


def show_next_step(visit: Visit, here: ReportStep, form: PostedForm) -> Response:
    """The next page that this report needs."""
    answers = (try_step(visit, step, form, came_from=here) for step in following(here, form, visit.offer))
    return next(answer for answer in answers if answer)


def show_step(
    visit: Visit, step: ReportStep, form: PostedForm, errors: ShownErrors | None = None, status: int = 200
) -> Response:
    """Shows one page, or the first one after it that the report needs if it has nothing to ask."""
    return try_step(visit, step, form, errors, status) or show_next_step(visit, step, form)


def try_step(
    visit: Visit,
    step: ReportStep,
    form: PostedForm,
    errors: ShownErrors | None = None,
    status: int = 200,
    came_from: ReportStep | None = None,
) -> Response | None:
    """One page with what was typed, and everything else in hidden fields; None for one that has nothing to ask."""
    values = SHOW[step.name](visit, form)
    if values is None:
        return None
    danger = danger_named(form, visit)
    carried = {**form, "near_at": values["near_at"]} if "near_at" in values else {**form}
    carried |= {"danger_seen": danger["hazard"]} if danger else {}
    carried |= {"back": step.name} if step is CHECK else {}
    answer = show(
        visit,
        TEMPLATES,
        f"step_{step.name}.html",
        visit.say(TEXTS[step.name]["title"]),
        f"/report/{step.name}",
        {**STEP, **TEXTS[step.name]},
        status,
        errors=errors,
        step=step.name,
        before=step_before(step, form, visit.offer),
        carried=unseen(carried, step, visit.offer),
        given={**dict.fromkeys(CARRIED, ""), **form},
        danger=danger if step is CHECK or needs_number_first(form, visit) else None,
        number=visit.offer.hazards.number,
        script=script_address(),
        kiosk=bool(form.get("kiosk")),
        came_from=came_from.name if came_from and form.get("back") else "",  # the page that they come back to
        **values,
    )
    answer = allow_map(answer, visit.offer) if "map" in values else answer
    answer = let_pictures_in(answer, origin_of_kept()) if has_photos(values) else answer
    answer = forget_all(answer, visit.request) if form.get("kiosk") else answer
    return as_step(answer, kept=not form.get("kiosk"))


def as_step(answer: Response, *, kept: bool = True) -> Response:
    """Headers of a page of a report: cached for the back button only, and not at all on a shared device; and browsers
    say where its form comes from, because its address contains no secret."""
    if kept:
        answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers.setdefault("Referrer-Policy", "same-origin")
    return with_script(answer)
