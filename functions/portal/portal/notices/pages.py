"""The page of a notice while it is in force; the feed and its alerts, for sites that show the alerts of many
governments."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from chalice.app import Chalice, Response

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotFound
from onestop.domain.notices.alerts import CANCELLED, MEDIA_TYPE, Alert, as_cap, as_feed
from onestop.domain.notices.notice import EVENTS, PUBLISHED, Notice, State
from onestop.domain.time.dates import say_moment
from onestop.domain.translation import NC_
from onestop.runtime.clock import asked_at
from onestop.runtime.notice_links import alert_address, feed_address, notice_page
from onestop.runtime.notice_texts import words_in
from onestop.runtime.pages.frame import Visit, show
from onestop.runtime.pages.page_routes import page
from onestop.runtime.read_request import accepted_languages, query
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.catalogue.releases import current
from onestop.storage.notices.notice_rows import holding_now, known_notices
from portal.around.caching import OPEN_TO_PAGES, keep_a_minute
from portal.my.signed_in_page import TEMPLATES

GONE = "There is no such notice, or it holds no more."
TEXTS = {
    "holds": NC_("notice", "It holds until {moment}."),
    "notice_feed": NC_("notice", "All notices as a feed (Atom, CAP 1.2)"),
}


def add_notices(app: Chalice) -> None:
    """Declares the page, the feed and the alerts."""
    page(app, "GET", "/notices/{notice}", Caller.PUBLIC, current)(show_notice)

    def publish(body: str, kind: str) -> Response:
        headers: dict[str, str | list[str]] = {"Content-Type": f"{kind}; charset=utf-8", **OPEN_TO_PAGES}
        return keep_a_minute(current_request(app), Response(body=body, headers=headers))

    @route(app, "GET", "/notices/feed.atom", Caller.PUBLIC)
    def send_feed() -> Response:
        """The notices in force, and those that were cancelled before they expired, as an Atom feed of CAP alerts."""
        request, catalogue = current_request(app), current()
        language = catalogue.language(query(request, "lang"), *accepted_languages(request))
        return publish(feed_of(asked_at(request.headers), language, catalogue), "application/atom+xml")

    @route(app, "GET", "/notices/{notice}/{alert}", Caller.PUBLIC)
    def send_alert(notice: str, alert: str) -> Response:
        """One notice as an alert of the Common Alerting Protocol 1.2: `alert.xml`, or `cancel.xml` that takes it
        back."""
        at, catalogue = asked_at(current_request(app).headers), current()
        for each, there in alerts_at(at, catalogue):
            if there == alert_address(notice, alert.removesuffix(".xml")) and alert.endswith(".xml"):
                return publish(as_cap(each, catalogue), MEDIA_TYPE)
        raise NotFound(GONE, "notice")


def show_notice(visit: Visit, notice: str) -> Response:
    """Shows one notice while it is in force."""
    found = next((each for each in holding_now(asked_at(visit.request.headers)) if each.id == notice), None)
    if found is None:
        raise NotFound(GONE, "notice")
    words, zone = words_in(found, visit.language, visit.offer), visit.offer.jurisdiction["time_zone"]
    values: dict[str, Any] = {
        "text": words.text,
        "kind": visit.say(EVENTS[found.event][0]),
        "until": say_moment(found.expires_at, zone, visit.language),
        "feed": feed_address(),
    }
    return show(visit, TEMPLATES, "notice.html", words.headline, f"/notices/{notice}", TEXTS, **values)


def feed_of(at: datetime, language: str, catalogue: Catalogue) -> str:
    return as_feed(alerts_at(at, catalogue), feed_address(), language, catalogue)


def alerts_at(at: datetime, catalogue: Catalogue) -> list[tuple[Alert, str]]:
    """The alerts in the feed, the newest first, each with its address."""
    known = known_notices(at)
    by_id = {each.id: each for each in known}
    found = [
        (alert, alert_address(each.id, CANCELLED if alert.cancels else "alert"))
        for each in known
        for alert in alerts_of(each, by_id.get(each.replaces or ""), catalogue)
    ]
    return sorted(found, key=lambda pair: (pair[0].sent, pair[1]), reverse=True)


def alerts_of(notice: Notice, before: Notice | None, catalogue: Catalogue) -> list[Alert]:
    """The alert of a notice; for a cancelled one also the alert that cancels it."""
    pages = {language: notice_page(notice.id, language) for language in catalogue.jurisdiction["languages"]}
    sent = Alert(notice=notice, page=pages, before=before)
    if notice.state is State.CANCELLED:
        return [sent, Alert(notice=notice, page=pages, cancels=True)]
    return [sent] if notice.state in PUBLISHED else []
