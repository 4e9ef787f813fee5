"""Notices to many on residents' pages while they hold, and as CAP 1.2 for whoever shows alerts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest

from onestop.domain.notices.notice import Audience, NoticeLevel, NoticeMove, NoticeText
from portal import handler as portal
from tests.aws_in_memory import PUBLIC_URL, Aws
from tests.builders import NOW, an_api_event, said
from tests.functional.notifications.spreading import OUTLINE, WORDS, a_notice, done, sent

CAP = "{urn:oasis:names:tc:emergency:cap:1.2}"
ATOM = "{http://www.w3.org/2005/Atom}"
# The elements in the order of the schema of CAP 1.2, those that must be there with a star.
ALERT = (
    "identifier* sender* sent* status* msgType* source scope* restriction addresses code note references incidents info"
)
INFO = (
    "language category* event* responseType urgency* severity* certainty* audience eventCode effective onset expires "
    "senderName headline description instruction web contact parameter resource area"
)
AREA = "areaDesc* polygon circle geocode altitude ceiling"
ID = "20261123150000-a1b2c3"


@pytest.fixture(autouse=True)
def made(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Aws:
    monkeypatch.setenv("CLOCK", "stated")
    return aws


def ask(path: str, at: datetime = NOW, **query: str) -> dict[str, Any]:
    event = an_api_event("GET", path, headers={"X-Clock": at.isoformat()}, query=query)
    event["resource"] = path if path == "/" else "/{proxy+}"
    event["pathParameters"] = {"proxy": path.removeprefix("/")}
    return portal.handle(event, None)


def check_order(element: ElementTree.Element, schema: str) -> None:
    """The children of an element are those of the schema, in its order."""
    names = [name.rstrip("*") for name in schema.split()]
    found = [child.tag.removeprefix(CAP) for child in element]
    assert [names.index(each) for each in found] == sorted(names.index(each) for each in found)
    assert {name.rstrip("*") for name in schema.split() if name.endswith("*")} <= set(found)


def alert_at(address: str) -> ElementTree.Element:
    """An alert of the feed, as the schema has it."""
    answer = ask(address.removeprefix(PUBLIC_URL))
    assert answer["headers"]["Content-Type"] == "application/cap+xml; charset=utf-8"
    alert = ElementTree.fromstring(answer["body"])
    assert alert.tag == f"{CAP}alert"
    check_order(alert, ALERT)
    for info in alert.iter(f"{CAP}info"):
        check_order(info, INFO)
        for area in info.iter(f"{CAP}area"):
            check_order(area, AREA)
    for name in ("sent", "effective", "expires"):
        for element in alert.iter(f"{CAP}{name}"):
            assert datetime.fromisoformat(element.text or "").tzinfo
            assert not (element.text or "").endswith("Z")
    return alert


def text(element: ElementTree.Element, path: str) -> str:
    found = element.find("/".join(f"{CAP}{step}" for step in path.split("/")))
    assert found is not None, path
    return found.text or ""


def feed() -> list[str]:
    """The addresses in the feed, the newest first."""
    answer = ask("/notices/feed.atom")
    assert answer["statusCode"] == 200, answer["body"]
    root = ElementTree.fromstring(answer["body"])
    return [link.attrib["href"] for link in root.iterfind(f"{ATOM}entry/{ATOM}link")]


def test_it_stands_on_the_pages_from_when_it_is_sent_until_it_expires_or_is_cancelled() -> None:
    pages = ("/", "/notices/" + ID)
    draft = a_notice()
    assert WORDS["en"].headline not in ask("/")["body"]
    sent(draft)
    for path in pages:
        for language, words in WORDS.items():
            assert words.headline in ask(path, lang=language)["body"]
    assert WORDS["es"].text in ask(pages[1], lang="es")["body"]
    listed = said(ask("/api/notices", lang="es"))["notices"][0]
    assert listed == {
        "text": WORDS["es"].headline,
        "from": "2026-11-23",
        "until": "2026-11-25",
        "link": f"{PUBLIC_URL}/notices/{ID}?lang=es",
    }
    after = draft.expires_at + timedelta(seconds=1)
    assert WORDS["en"].headline not in ask("/", after)["body"]
    assert ask(pages[1], after)["statusCode"] == 404
    done(draft, NoticeMove.CANCEL)
    assert WORDS["en"].headline not in ask("/")["body"]
    assert ask(pages[1])["statusCode"] == 404


def test_it_is_an_alert_in_every_language_with_its_places() -> None:
    sent(a_notice(level=NoticeLevel.URGENT, audience=Audience(districts=("old-town",), outline=OUTLINE)))
    (address,) = feed()
    alert = alert_at(address)
    assert (text(alert, "identifier"), text(alert, "msgType"), text(alert, "scope")) == (ID, "Alert", "Public")
    assert [text(each, "language") for each in alert.iter(f"{CAP}info")] == list(WORDS)
    assert [text(each, "description") for each in alert.iter(f"{CAP}info")] == [each.text for each in WORDS.values()]
    assert (text(alert, "info/category"), text(alert, "info/event")) == ("Met", "Flood")
    assert (text(alert, "info/urgency"), text(alert, "info/severity")) == ("Immediate", "Severe")
    own = text(alert, "info/area/polygon").split()
    assert own[0] == own[-1] == "44.61,-63.64"
    assert len(own) == len(OUTLINE) + 1
    assert text(alert, "info/area/geocode/value") == "old-town"


def test_no_words_break_the_feed_and_corners_stay_where_they_are() -> None:
    words = {
        code: NoticeText("]]> <a> & \x0b\ufffe 港口 ميناء", f"{each.text}\x1b", each.short)
        for code, each in WORDS.items()
    }
    corners = ((44.6100012, -163.6400049), (44.61, -163.0), (0.00001, -163.61))
    sent(replace(a_notice(audience=Audience(outline=corners)), words=words))
    (address,) = feed()
    alert = alert_at(address)
    assert text(alert, "info/headline").split() == ["]]>", "<a>", "&", "港口", "ميناء"]
    assert text(alert, "info/area/polygon").split()[:3] == ["44.610001,-163.640005", "44.61,-163", "0.00001,-163.61"]


def test_an_update_and_a_cancellation_refer_to_what_was_sent_before() -> None:
    first = sent(a_notice())
    second = sent(a_notice(name="20261123160000-b1b2c3", replaces=first.id), NOW + timedelta(hours=1))
    assert [text(alert_at(each), "msgType") for each in feed()] == ["Update", "Alert"]
    reference = "onestop@port-ellery.example,20261123150000-a1b2c3,2026-11-23T11:00:00-04:00"
    assert text(alert_at(feed()[0]), "references") == reference
    assert ask("/")["body"].count(WORDS["en"].headline) == 2  # once, with its hidden name in the link: the update alone
    done(second, NoticeMove.CANCEL, NOW + timedelta(hours=2))
    cancelled = alert_at(feed()[0])
    assert (text(cancelled, "msgType"), text(cancelled, "info/urgency")) == ("Cancel", "Past")
    assert text(cancelled, "references").split(",")[1] == second.id
    assert text(cancelled, "identifier") != second.id
