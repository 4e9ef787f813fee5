"""The frame of every page of the desk: what stands around it, its style and script, its headers.

Style and script are files of their own with their hash in the name, so that a browser asks for them once; nothing comes
from anywhere else.
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
# Behind the style of all pages each group has more of its own, in one file, for a page asks for four things at most:
# itself, a style, the script, and the inbox its numbers. The folder of a template says which group, or its own name.
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
    """Fills a template of the desk. `errors` are (field, words); `forms` is what the forms of this page are known by
    where nobody is signed in yet; `cookies` are lines that set some."""
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
    """For whom somebody stands in now: id and name. It lies with their session, so it costs nothing to know."""
    known = visit.signed_in.known.stands_in if visit.signed_in else ()
    if not known or visit.catalogue is None:
        return []
    away = away_now(known, visit.at, visit.offer.jurisdiction["time_zone"])
    return [(staff, name_of(staff, names())) for staff in dict.fromkeys(absence.staff for absence in away)]


def spoken(visit: DeskVisit) -> list[str]:
    """The languages of the desk: what we ship, and what else the jurisdiction speaks."""
    own = visit.catalogue.jurisdiction["languages"] if visit.catalogue else ()
    return list(dict.fromkeys((*SHIPPED, *own)))


def page_headers(language: str) -> dict[str, str | list[str]]:
    return {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Language": language,
        "Content-Security-Policy": POLICY.format(elsewhere=origin_elsewhere()),
        "Cross-Origin-Opener-Policy": "same-origin",
        # Not no-referrer: then browsers would not say where a form comes from. No secret stands in an address here.
        "Referrer-Policy": "same-origin",
    }


def origin_elsewhere() -> str:
    """Where a form may lead besides: signing out ends the session of the page to sign in on, if there is one."""
    page = page_elsewhere()
    return f" {page}" if page else ""


def style_of(template: str) -> str:
    """The style of the pages that a template belongs to; the one of all for those that need no more."""
    return STYLE_OF.get(template.removesuffix(".html")) or STYLE_OF.get(template.partition("/")[0], STYLE)


@cache
def asset(name: str) -> str:
    """The address of a style or of the script as they are now."""
    return desk_address(f"/desk/static/{named_by_content(name, text_of(name))}")


@cache
def text_of(name: str) -> str:
    """A style with the one of all pages before it, or the script: its parts one after the other."""
    if name == SCRIPT:
        return "\n".join(part.read_text(encoding="utf-8") for part in sorted((STATIC / "script").glob("*.js")))
    names = dict.fromkeys((STYLE, name))
    return "\n".join((STATIC / each).read_text(encoding="utf-8") for each in names)
