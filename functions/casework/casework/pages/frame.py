"""The frame of every page of the desk: header and menu, style and script, HTTP headers.

Style and script are files of their own with their hash in the name, so that a browser fetches them once; nothing is
loaded from other sites.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from chalice.app import Response

from casework.pages.desk_addresses import desk_address, path_of
from casework.pages.desk_request import DeskVisit
from casework.pages.frame_texts import DESK_FRAME
from casework.pages.navigation import entries_for, home_of
from casework.pages.sign_in.cognito_sign_in import page_elsewhere
from casework.staff.accounts import name_of, names
from onestop.domain.languages import direction_of, name_of_language
from onestop.domain.staff.absences import away_now
from onestop.domain.translation import Phrase
from onestop.runtime.pages.content_names import named_by_content
from onestop.runtime.pages.form_marks import FIELD, mark_form
from onestop.runtime.pages.frame import environment
from onestop.runtime.pages.page_texts import FRAME, SHIPPED

TEMPLATES = Path(__file__).with_name("templates")
STATIC = Path(__file__).with_name("static")
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'{elsewhere}; frame-ancestors 'none'; base-uri 'none'"
)
SCRIPT = "desk.js"
STYLE = "desk.css"
# Some groups of pages have more style, which is sent in one file with the common one, because a page loads at most
# itself, a style, the script, and the inbox's counts. The folder or the name of a template says which group.
GROUPS = {
    "inbox": ("inbox", "people"),
    "case": ("case", "acts", "people/preferences", "people/protection"),
    "triage": ("triage", "counter"),
    "oversight": (
        *("administration", "audit", "catalogue", "insights", "notices", "operations", "supervision"),
        "sign_in/send_again",
    ),
}
STYLE_OF = {whose: f"{group}.css" for group, members in GROUPS.items() for whose in members}
KINDS = {
    SCRIPT: "text/javascript; charset=utf-8",
    **dict.fromkeys((STYLE, *STYLE_OF.values()), "text/css; charset=utf-8"),
}


def show(
    visit: DeskVisit,
    template: str,
    title: str,
    texts: Mapping[str, Phrase],
    status: int = 200,
    *,
    errors: list[tuple[str, str]] | None = None,
    forms: str = "",
    cookies: tuple[str, ...] = (),
    **values: Any,
) -> Response:
    """Fills a template of the desk. `errors` are (field, words); `forms` is the mark of this page's forms if nobody
    is signed in yet; `cookies` are header lines that set some."""
    words = visit.say_all(FRAME) | visit.say_all(DESK_FRAME) | visit.say_all(texts)
    signed_in = visit.signed_in
    entries = entries_for(signed_in.staff, visit.offer) if signed_in else []
    html = (
        environment(TEMPLATES)
        .get_template(template)
        .render(
            t=words,
            language=visit.language,
            direction=direction_of(visit.language),
            title=f"{words['error'] if errors else ''}{title} – {words['desk']}",
            heading=title,
            city=visit.say(visit.catalogue.jurisdiction["name"]) if visit.catalogue else "Onestop",
            languages=[(code, name_of_language(code)) for code in spoken(visit)],
            errors=errors or [],
            address=desk_address,
            here=path_of(visit.request),
            path=visit.request.to_original_event()["path"],
            entries=[(entry, visit.say(entry.name)) for entry in entries],
            home=home_of(signed_in.staff, visit.offer) if signed_in else None,
            form_field=FIELD,
            form_mark=mark_form(signed_in.session.forms if signed_in else forms, secrets.token_bytes(32)),
            asset=asset,
            style=style_of(template),
            say=visit.say,
            standing_in=standing_in(visit) if signed_in else [],
            **values,
        )
    )
    answer = Response(body=html, status_code=status, headers=page_headers(visit.language))
    if cookies:
        answer.headers["Set-Cookie"] = list(cookies)
    return answer


def standing_in(visit: DeskVisit) -> list[tuple[str, str]]:
    """Returns for whom somebody stands in now: id and name. It is kept with their session, so reading it costs no
    call."""
    known = visit.signed_in.known.stands_in if visit.signed_in else ()
    if not known or visit.catalogue is None:
        return []
    away = away_now(known, visit.at, visit.offer.jurisdiction["time_zone"])
    return [(staff, name_of(staff, names())) for staff in dict.fromkeys(absence.staff for absence in away)]


def spoken(visit: DeskVisit) -> list[str]:
    """Returns the languages of the desk: those that we ship, and others that the jurisdiction speaks."""
    own = visit.catalogue.jurisdiction["languages"] if visit.catalogue else ()
    return list(dict.fromkeys((*SHIPPED, *own)))


def page_headers(language: str) -> dict[str, str | list[str]]:
    return {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Language": language,
        "Content-Security-Policy": POLICY.format(elsewhere=origin_elsewhere()),
        "Cross-Origin-Opener-Policy": "same-origin",
        # Not no-referrer: browsers would then not say where a form comes from. No URL here has a secret.
        "Referrer-Policy": "same-origin",
    }


def origin_elsewhere() -> str:
    """Returns the other site that a form may lead to: signing out also ends the session at an outside sign-in page,
    if any."""
    page = page_elsewhere()
    return f" {page}" if page else ""


def style_of(template: str) -> str:
    """Returns the style for a template: that of its group, or the common one."""
    return STYLE_OF.get(template.removesuffix(".html")) or STYLE_OF.get(template.partition("/")[0], STYLE)


@cache
def asset(name: str) -> str:
    """Returns the URL of a style or of the script, in its present version."""
    return desk_address(f"/desk/static/{named_by_content(name, text_of(name))}")


@cache
def text_of(name: str) -> str:
    """Returns a style with the common one before it, or the script: its parts in order."""
    if name == SCRIPT:
        return "\n".join(part.read_text(encoding="utf-8") for part in sorted((STATIC / "script").glob("*.js")))
    names = dict.fromkeys((STYLE, name))
    return "\n".join((STATIC / each).read_text(encoding="utf-8") for each in names)
