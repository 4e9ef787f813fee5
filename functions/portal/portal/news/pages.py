"""The pages: subscribing, confirming, listing one's subscriptions, stopping them; and the feed. None needs scripts."""

from __future__ import annotations

from typing import Any

from chalice.app import Chalice, Request, Response

from onestop.contracts.read_contract import read_fields
from onestop.contracts.signed_in_requests import CodeAskBody
from onestop.domain.errors import NotFound, NotPossible, NotValid
from onestop.domain.letters.subscription_words import query_of, say_topic
from onestop.domain.letters.subscriptions import Subscription
from onestop.runtime.pages.frame import Visit, go_to, show
from onestop.runtime.pages.page_routes import page
from onestop.runtime.pages.posted_forms import MEDIA_TYPE, read_form
from onestop.runtime.read_request import accepted_languages, query
from onestop.runtime.subscription_links import check_confirms, check_subscriber, subscriber_secret
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.catalogue.releases import current
from onestop.storage.letters.subscriptions import find_subscription
from portal.around.caching import OPEN_TO_PAGES, keep_a_minute
from portal.my.resident_session import Resident
from portal.my.signed_in_page import TEMPLATES, check_own_page, for_resident, moment_of
from portal.news.feeds import as_feed, feed_address, news_about
from portal.news.subscribe import ask_to_subscribe, confirm_subscription, live_of, stop_subscriptions
from portal.news.texts import CONFIRM, MANAGE, SUBSCRIBE
from portal.news.topics import topic_asked

ALL = "all"


def add_news(app: Chalice) -> None:
    """Declares the pages and the feed."""
    page(app, "GET", "/subscribe", Caller.PUBLIC, current)(show_subscribe)
    page(app, "POST", "/subscribe", Caller.PUBLIC, current)(take_subscribe)
    page(app, "GET", "/subscriptions/{subscriber}", Caller.LINK, current)(show_subscriptions)
    # mail programs without the one-press button open the address of it in a browser
    page(app, "GET", "/subscriptions/{subscriber}/stop", Caller.LINK, current)(show_subscriptions)
    page(app, "POST", "/subscriptions/{subscriber}/stop", Caller.LINK, current)(take_stop)
    page(app, "GET", "/subscriptions/{subscriber}/{subscription}/confirm", Caller.LINK, current)(show_confirm)
    page(app, "POST", "/subscriptions/{subscriber}/{subscription}/confirm", Caller.LINK, current)(take_confirm)
    page(app, "GET", "/my/subscriptions", Caller.PUBLIC, current)(for_resident(show_own_subscriptions))

    @route(app, "GET", "/subscribe/feed.atom", Caller.PUBLIC)
    def send_feed() -> Response:
        """What was reported and ended about a topic, as an Atom feed."""
        request, catalogue = current_request(app), current()
        topic = topic_asked(request, catalogue)
        language = catalogue.language(query(request, "lang"), *accepted_languages(request))
        body = as_feed(topic, news_about(topic, catalogue), catalogue, language)
        headers: dict[str, str | list[str]] = {"Content-Type": "application/atom+xml; charset=utf-8", **OPEN_TO_PAGES}
        return keep_a_minute(request, Response(body=body, headers=headers))


def show_subscribe(visit: Visit, typed: str = "", errors: list[tuple[str, str]] | None = None) -> Response:
    """Shows the form, for the topic that the address names; without a topic, where to choose one."""
    try:
        topic = topic_asked(visit.request, visit.offer)
    except (NotValid, NotFound):
        title = visit.say(SUBSCRIBE["choose_title"])
        return show(visit, TEMPLATES, "subscribe.html", title, "/subscribe", SUBSCRIBE, topic=None)
    kept = query_of(topic)
    asked = query(visit.request, "asked") == "yes" and not errors
    values: dict[str, Any] = {
        "topic": say_topic(topic, visit.offer, visit.language),
        "fields": kept,
        "feed": feed_address(topic, visit.language),
        "asked": asked,
        "typed": typed,
    }
    title, status = visit.say(SUBSCRIBE["asked_title" if asked else "title"]), 400 if errors else 200
    path = "/subscribe"
    return show(visit, TEMPLATES, "subscribe.html", title, path, SUBSCRIBE, status, kept=kept, errors=errors, **values)


def take_subscribe(visit: Visit) -> Response:
    """Takes a request to subscribe; an e-mail then asks whether it was theirs."""
    check_own_page(visit.request)
    typed, topic = read_form(visit.request).get("email", "").strip(), topic_asked(visit.request, visit.offer)
    try:
        email = read_fields({"email": typed}, CodeAskBody).email
    except NotValid:
        email = None
    if email is None:
        return show_subscribe(visit, typed, [("email", visit.say(SUBSCRIBE["wrong_email"]))])
    ask_to_subscribe(topic, email, visit.language, visit.request, moment_of(visit.request))
    return go_to("/subscribe", visit.language, **query_of(topic), asked="yes")


def show_confirm(visit: Visit, subscriber: str, subscription: str) -> Response:
    """Shows what is to be confirmed, with a button: programs that scan mail follow links, but press no buttons."""
    secret = query(visit.request, "secret") or ""
    check_confirms(subscriber, subscription, secret)
    path, known = f"/subscriptions/{subscriber}/{subscription}/confirm", find_subscription(subscriber, subscription)
    topic = say_topic(known.topic, visit.offer, visit.language) if known else ""
    told = None if known else visit.say(CONFIRM["late"])
    title = visit.say(CONFIRM["title" if known else "late_title"])
    values: dict[str, Any] = {"action": path, "secret": secret, "told": told, "manage": None, "topic": topic}
    return show(
        visit,
        TEMPLATES,
        "confirm_subscription.html",
        title,
        path,
        CONFIRM,
        200 if known else 404,
        kept={"secret": secret},
        **values,
    )


def take_confirm(visit: Visit, subscriber: str, subscription: str) -> Response:
    """Confirms a subscription: news is sent from now on."""
    secret = read_form(visit.request).get("secret", "")
    check_confirms(subscriber, subscription, secret)
    path, told, status = f"/subscriptions/{subscriber}", "done", 200
    try:
        confirm_subscription(subscriber, subscription, moment_of(visit.request))
    except NotFound:
        told, status = "late", 404
    except NotPossible:
        told, status = "enough", 409
    manage = subscriber_secret(subscriber) if told != "late" else None
    title = visit.say(CONFIRM[f"{told}_title"])
    values: dict[str, Any] = {
        "action": path,
        "secret": secret,
        "told": visit.say(CONFIRM[told]),
        "manage": manage,
        "topic": "",
    }
    return show(visit, TEMPLATES, "confirm_subscription.html", title, "/subscribe", CONFIRM, status, **values)


def show_subscriptions(visit: Visit, subscriber: str) -> Response:
    """Shows all subscriptions of an address, opened by the link in its letters."""
    secret = query(visit.request, "secret") or ""
    check_subscriber(subscriber, secret)
    stopped = query(visit.request, "done") == "stopped"
    return show_live(visit, subscriber, f"/subscriptions/{subscriber}", kept={"secret": secret}, stopped=stopped)


def show_own_subscriptions(visit: Visit, resident: Resident) -> Response:
    """Shows the same to a resident who is signed in with their e-mail address."""
    by_email = resident.session.channel == "email"
    subscriber = resident.identities(visit.offer)[0] if by_email else ""
    stopped = query(visit.request, "done") == "stopped"
    return show_live(visit, subscriber, "/my/subscriptions", kept={}, stopped=stopped, mine=True)


def show_live(
    visit: Visit, subscriber: str, path: str, *, kept: dict[str, str], stopped: bool, mine: bool = False
) -> Response:
    live = live_of(subscriber) if subscriber else []
    values: dict[str, Any] = {
        "subscriber": subscriber,
        "secret": subscriber_secret(subscriber) if subscriber else "",
        "live": [line_of(each, visit) for each in live],
        "stopped": stopped,
        "mine": mine,
        "all": ALL,
    }
    return show(visit, TEMPLATES, "subscriptions.html", visit.say(MANAGE["title"]), path, MANAGE, kept=kept, **values)


def line_of(subscription: Subscription, visit: Visit) -> dict[str, str]:
    topic = subscription.topic
    said = say_topic(topic, visit.offer, visit.language)
    return {"id": subscription.id, "topic": said, "feed": feed_address(topic, visit.language)}


def take_stop(visit: Visit, subscriber: str) -> Response:
    """Stops one subscription, or all: by a button on a page, or by that of a mail program, which is not redirected."""
    form = fields_of(visit.request)
    by_page = "id" in form
    secret = (form.get("secret") if by_page else None) or query(visit.request, "secret")
    check_subscriber(subscriber, secret)
    wanted = form.get("id", ALL)
    stop_subscriptions(subscriber, None if wanted == ALL else wanted, moment_of(visit.request))
    if not by_page:
        return show_live(visit, subscriber, f"/subscriptions/{subscriber}", kept={"secret": secret or ""}, stopped=True)
    if form.get("mine"):
        return go_to("/my/subscriptions", visit.language, done="stopped")
    return go_to(f"/subscriptions/{subscriber}", visit.language, secret=secret or "", done="stopped")


def fields_of(request: Request) -> dict[str, str]:
    """The fields of a form; none if a mail program sends another kind, because then its address says it all."""
    media_type = (request.headers.get("content-type") or "").partition(";")[0].strip().lower()
    return read_form(request) if media_type == MEDIA_TYPE else {}
