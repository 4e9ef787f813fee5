"""A notice as an alert of the Common Alerting Protocol 1.2 (OASIS), with one <info> for each language, and the Atom
feed that lists them. The elements are in the order of its schema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zoneinfo import ZoneInfo

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.notices.audience import Outline, districts_of, outlines_of_district
from onestop.domain.notices.notice import EVENTS, Notice, NoticeLevel

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
MEDIA_TYPE = "application/cap+xml"
CANCELLED = "cancel"
UNSAYABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
# How urgent a notice is, in CAP's terms: urgency, severity, certainty.
PRESSES: Mapping[NoticeLevel, tuple[str, str, str]] = {
    NoticeLevel.URGENT: ("Immediate", "Severe", "Likely"),
    NoticeLevel.LEGAL: ("Expected", "Moderate", "Likely"),
    NoticeLevel.NEWS: ("Expected", "Minor", "Likely"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One alert: a notice that was sent, or with `cancels` its cancellation. `before` is the one that it updates."""

    notice: Notice
    page: Mapping[str, str]  # where it can be read, by language
    cancels: bool = False
    before: Notice | None = None

    @property
    def sent(self) -> datetime:
        return (self.notice.moved_at if self.cancels else self.notice.sent_at) or self.notice.written_at

    @property
    def identifier(self) -> str:
        return f"{self.notice.id}.{CANCELLED}" if self.cancels else self.notice.id


def as_cap(alert: Alert, catalogue: Catalogue) -> str:
    """Returns the alert as XML."""
    kind = "Cancel" if alert.cancels else "Update" if alert.before else "Alert"
    earlier = alert.notice if alert.cancels else alert.before
    body = "".join(
        (
            tag("identifier", alert.identifier),
            tag("sender", catalogue.jurisdiction["email_from"]),
            tag("sent", moment(alert.sent, catalogue)),
            tag("status", "Actual"),
            tag("msgType", kind),
            tag("scope", "Public"),
            tag("references", reference_to(earlier, catalogue)) if earlier else "",
            *(info_of(alert, language, catalogue) for language in catalogue.jurisdiction["languages"]),
        )
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<alert xmlns="{NAMESPACE}">{body}</alert>\n'


def tag(name: str, text: str) -> str:
    """Returns an element; characters that XML does not allow, such as a word processor's line break, become spaces."""
    return f"<{name}>{escape(UNSAYABLE.sub(' ', text))}</{name}>"


def moment(at: datetime, catalogue: Catalogue) -> str:
    """Returns a moment in the jurisdiction's time zone; CAP writes UTC as -00:00."""
    said = at.astimezone(ZoneInfo(catalogue.jurisdiction["time_zone"])).isoformat(timespec="seconds")
    return said.replace("+00:00", "-00:00")


def reference_to(notice: Notice, catalogue: Catalogue) -> str:
    """Returns the reference to an earlier alert: who sent it, its identifier, when."""
    sent = moment(notice.sent_at or notice.written_at, catalogue)
    return f"{catalogue.jurisdiction['email_from']},{notice.id},{sent}"


def info_of(alert: Alert, language: str, catalogue: Catalogue) -> str:
    notice = alert.notice
    words = notice.said(language, catalogue.jurisdiction["default_language"])
    event, category = EVENTS[notice.event]
    urgency, severity, certainty = PRESSES[notice.level]
    return "".join(
        (
            "<info>",
            tag("language", language),
            tag("category", category),
            tag("event", catalogue.say(event, language)),
            tag("urgency", "Past" if alert.cancels else urgency),
            tag("severity", severity),
            tag("certainty", certainty),
            tag("effective", moment(alert.sent, catalogue)),
            tag("expires", moment(notice.expires_at, catalogue)),
            tag("senderName", catalogue.say(catalogue.jurisdiction["name"], language)),
            tag("headline", words.headline),
            tag("description", words.text),
            tag("web", alert.page[language]),
            tag("contact", catalogue.jurisdiction["phone"]),
            *areas_of(notice, language, catalogue),
            "</info>",
        )
    )


def areas_of(notice: Notice, language: str, catalogue: Catalogue) -> Iterator[str]:
    """Yields an area for each district, by outline and code, and one for the notice's own outline."""
    audience, boundaries = notice.audience, catalogue.release["boundaries"]
    if audience.outline:
        name = catalogue.say(catalogue.jurisdiction["name"], language)
        yield f"<area>{tag('areaDesc', name)}{polygon(audience.outline)}</area>"
    names = names_of(boundaries)
    for code in audience.districts or (() if audience.outline else districts_of(audience, boundaries)):
        outlines = "".join(map(polygon, outlines_of_district(code, boundaries)))
        geocode = f"<geocode>{tag('valueName', 'district')}{tag('value', code)}</geocode>"
        yield f"<area>{tag('areaDesc', catalogue.say(names.get(code, code), language))}{outlines}{geocode}</area>"


def names_of(boundaries: Mapping[str, Any]) -> dict[str, Any]:
    return {each["properties"]["code"]: each["properties"]["name"] for each in boundaries["features"]}


def polygon(outline: Outline) -> str:
    """Returns the corners of an outline, with the first one repeated at the end."""
    return tag("polygon", " ".join(f"{degrees(lat)},{degrees(long)}" for lat, long in (*outline, outline[0])))


def degrees(number: float) -> str:
    """Returns degrees with six decimals, about 10 cm; never with an exponent, which CAP does not allow."""
    return f"{number:.6f}".rstrip("0").rstrip(".")


def as_feed(alerts: Sequence[tuple[Alert, str]], here: str, language: str, catalogue: Catalogue) -> str:
    """Returns the feed of alerts, each with its address, the newest first."""
    city = catalogue.say(catalogue.jurisdiction["name"], language)
    updated = max((moment(alert.sent, catalogue) for alert, _ in alerts), default="1970-01-01T00:00:00-00:00")
    entries = "".join(entry_of(alert, there, language, catalogue) for alert, there in alerts)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(language)}>'
        f"{tag('title', city)}{tag('id', here)}{tag('updated', updated)}<author>{tag('name', city)}</author>"
        f'<link rel="self" type="application/atom+xml" href={quoteattr(here)}/>{entries}</feed>\n'
    )


def entry_of(alert: Alert, there: str, language: str, catalogue: Catalogue) -> str:
    words = alert.notice.said(language, catalogue.jurisdiction["default_language"])
    said = moment(alert.sent, catalogue)
    return (
        f"<entry>{tag('title', words.headline)}{tag('id', there)}{tag('updated', said)}"
        f'<link rel="alternate" type="{MEDIA_TYPE}" href={quoteattr(there)}/>{tag("summary", words.text)}</entry>'
    )
