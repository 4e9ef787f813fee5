"""What every page of "all my cases" does in the same way: who is looking, when, and whether a form is our own."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path

from chalice.app import Request, Response

from onestop.domain.errors import Fault, NotValid
from onestop.runtime.clock import asked_at
from onestop.runtime.pages.form_marks import FIELD, is_marked, mark_form
from onestop.runtime.pages.frame import Visit, go_to
from onestop.runtime.pages.posted_forms import read_form
from onestop.runtime.pages.same_origin import says_own
from onestop.runtime.read_request import query
from portal.my.resident_session import Resident, come_in_by_cookie

TEMPLATES = Path(__file__).parents[1] / "templates"
MASK_BYTES = 32

OwnView = Callable[..., Response]


def moment_of(request: Request) -> datetime:
    """The present moment."""
    return asked_at(request.headers)


def for_resident(view: OwnView) -> OwnView:
    """A page for a signed-in resident; anyone else is led to the sign-in page. It is in their language, unless the
    address asks for another one."""

    @wraps(view)
    def shown(visit: Visit, **parts: str) -> Response:
        resident = come_in_by_cookie(visit.request, moment_of(visit.request))
        if resident is None:
            return go_to("/my", query(visit.request, "lang") or "")
        return view(visit.in_language(resident.session.language), resident, **parts)

    return shown


def mark(resident: Resident) -> str:
    """The mark that each form on a page of a session carries, encoded differently each time."""
    return mark_form(resident.secret, secrets.token_bytes(MASK_BYTES))


def read_own_form(request: Request, resident: Resident) -> dict[str, str]:
    """The fields of a form that was on a page of this session. Raises NotValid for any other form."""
    form = read_form(request)
    if not is_marked(resident.secret, form.get(FIELD, "")):
        raise NotValid(Fault(FIELD, "this form is not from a page of this session", "the page once more"))
    return form


def check_own_page(request: Request) -> None:
    """Raises NotValid for a form that the browser says came from another site."""
    if says_own(request) is False:
        raise NotValid(Fault("body", "this form is from another site", "the page itself"))
