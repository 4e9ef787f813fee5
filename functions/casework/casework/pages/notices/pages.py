"""Notices to many people: the list; writing one; one with what is sent, to how many, at what price, and its
progress."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from chalice.app import Response

from casework.notices.notice_acts import act_on, agree_to_notice, keep_notice_draft, looks_as, send_notice_now
from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.pages.notices.form import CHANNELS, read_notice
from casework.pages.notices.texts import DONE, LEVELS, STATES, TEXTS
from casework.pages.notices.view import progress_of, show_price, typed_of, view_of
from casework.staff.accounts import name_of, names
from onestop.domain.errors import NotFound
from onestop.domain.languages import name_of_language
from onestop.domain.notices.notice import EVENTS, MOST_WORDS, Notice, NoticeMove, State
from onestop.domain.notices.pace import pace_of
from onestop.domain.time.dates import say_moment
from onestop.storage.notices.notice_rows import find_notice, latest_notices, load_notice
from onestop.storage.notices.notice_walks import figures_of

ACT = "notices"
HOME = "/desk/notices"
NEW, ONE = f"{HOME}/new", f"{HOME}/{{notice}}"
SHOWN = 50
ACTS = {"back": NoticeMove.BACK, "pause": NoticeMove.PAUSE, "resume": NoticeMove.RESUME}


@page("GET", HOME, ACT)
def show_notices(visit: DeskVisit) -> Response:
    """Shows the latest notices: one Query."""
    lines = [line_of(each, visit) for each in latest_notices(SHOWN)]
    return show(visit, "notices/all.html", visit.say(TEXTS["title"]), TEXTS, lines=lines)


def line_of(notice: Notice, visit: DeskVisit) -> dict[str, Any]:
    usual = visit.offer.jurisdiction["default_language"]
    return {
        "id": notice.id,
        "headline": notice.said(visit.offer.language(visit.language), usual).headline,
        "state": visit.say(STATES[notice.state]),
        "count": notice.count,
        "expires": moment(visit, notice.expires_at),
        "over": notice.expires_at <= visit.at,
    }


def moment(visit: DeskVisit, at: datetime | None) -> str:
    return say_moment(at, visit.offer.jurisdiction["time_zone"], visit.language, now=visit.at) if at else ""


@page("GET", NEW, ACT)
def show_new(visit: DeskVisit) -> Response:
    """Shows an empty form; or one filled in from a draft, or from a sent notice to write its update."""
    name = visit.asked("change") or visit.asked("replaces")
    known = load_notice(name) if name else None
    return show_form(visit, typed_of(known, visit) if known else {}, [])


@page("POST", NEW, ACT)
def take_new(visit: DeskVisit) -> Response:
    """Keeps a notice as a draft, with its reach counted; or shows the form again with what is wrong in it."""
    written, wrong = read_notice(visit.form, visit.at, visit.offer)
    if written is None:
        typed = {name: visit.form.texts(name) for name, _ in visit.form.pairs}
        return show_form(visit, typed, [(field, visit.say(TEXTS[words])) for field, words in wrong])
    before = find_notice(visit.form.text("change")) if visit.form.text("change") else None
    if before and before.state is not State.WRITTEN:
        raise NotFound("Only a draft can be changed.", "change")
    replaced = find_notice(visit.form.text("replaces")) if visit.form.text("replaces") else None
    notice = Notice(
        id=before.id if before else f"{visit.at:%Y%m%d%H%M%S}-{secrets.token_hex(3)}",
        event=written.event,
        level=written.level,
        words=written.words,
        audience=written.audience,
        channels=written.channels,
        expires_at=written.expires_at,
        author=visit.staff.actor,
        written_at=before.written_at if before else visit.at,
        replaces=replaced.id if replaced else None,
    )
    keep_notice_draft(notice, before, visit.staff, visit.offer)
    return go_to(f"{HOME}/{notice.id}", done="kept")


def show_form(visit: DeskVisit, typed: dict[str, list[str]], errors: list[tuple[str, str]]) -> Response:
    districts = [feature["properties"] for feature in visit.offer.release["boundaries"]["features"]]
    languages = visit.offer.jurisdiction["languages"]
    change = (typed.get("change") or [visit.asked("change")])[0]
    values: dict[str, Any] = {
        "typed": typed,
        "change_of": change,
        "replaces": (typed.get("replaces") or [visit.asked("replaces")])[0],
        "written_in": [(code, name_of_language(code)) for code in languages],
        # each error names its language
        "names": {f"{part}-{code}": f"{name_of_language(code)}:" for code in languages for part in MOST_WORDS},
        "events": [(code, visit.say(words)) for code, (words, _) in EVENTS.items()],
        "levels": [(level.value, visit.say(words)) for level, words in LEVELS.items()],
        "districts": [(each["code"], visit.say(each["name"])) for each in districts],
        "services": [(code, visit.say(each["name"])) for code, each in visit.offer.services.items()],
        "channels": [(code, visit.say(TEXTS[code])) for code in CHANNELS],
    }
    title, status = visit.say(TEXTS["rewrite" if change else "write"]), 400 if errors else 200
    return show(visit, "notices/form.html", title, TEXTS, status, errors=errors, **values)


@page("GET", ONE, ACT)
def show_notice(visit: DeskVisit, notice: str) -> Response:
    """Shows one notice with what is sent and shown, and its progress: two Queries."""
    return show_one(visit, load_notice(notice), [])


def show_one(visit: DeskVisit, notice: Notice, errors: list[tuple[str, str]]) -> Response:
    catalogue, done = visit.offer, visit.asked("done")
    pace = pace_of(catalogue.jurisdiction)
    known = names()
    values: dict[str, Any] = {
        "notice": notice,
        "looks_as": looks_as(notice),
        "views": [view_of(notice, code, catalogue) for code in catalogue.jurisdiction["languages"]],
        "state": visit.say(STATES[notice.state]),
        "level": visit.say(LEVELS[notice.level]),
        "event": visit.say(EVENTS[notice.event][0]),
        "price": show_price(notice.price, catalogue, visit.language),
        "author": name_of(notice.author, known),
        "agreed_by": name_of(notice.agreed_by, known) if notice.agreed_by else "",
        "expires": moment(visit, notice.expires_at),
        "sent_at": moment(visit, notice.sent_at),
        "agreed_from": pace.agreed_from,
        "large": (notice.count or 0) >= pace.agreed_from,
        "own": visit.staff.actor in (notice.author, notice.by),
        "over": notice.expires_at <= visit.at,
        "progress": progress_of(notice, figures_of(notice.id)) if notice.sent_at else None,
        "done": visit.say(DONE[done]) if done in DONE else "",
    }
    title, status = visit.say(TEXTS["one"]), 400 if errors else 200
    return show(visit, "notices/notice.html", title, TEXTS, status, errors=errors, **values)


@page("POST", f"{ONE}/act", ACT)
def take_act(visit: DeskVisit, notice: str) -> Response:
    """Has it sent, approves it, pauses, resumes or cancels it, or makes it a draft again."""
    what, known = visit.form.text("what"), load_notice(notice)
    if what == "send":
        send_notice_now(notice, visit.staff, visit.at, visit.offer)
    elif what == "agree":
        agree_to_notice(known, visit.form.text("seen"), visit.staff, visit.at)
    elif what == "cancel":
        if visit.form.text("sure") != "yes":
            return show_one(visit, known, [("sure", visit.say(TEXTS["wrong_sure"]))])
        act_on(notice, NoticeMove.CANCEL, visit.staff, visit.at)
    elif what in ACTS:
        act_on(notice, ACTS[what], visit.staff, visit.at)
    else:
        raise NotFound("There is no such act.", "what")
    return go_to(f"{HOME}/{notice}", done=what)
