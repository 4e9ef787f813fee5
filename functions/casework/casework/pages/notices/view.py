"""A notice as its page at the desk shows it: what is sent in each language and on each channel, the price, the
progress; and the values for its form."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from casework.pages.desk_request import DeskVisit
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.languages import direction_of, formats_of, name_of_language
from onestop.domain.letters.sms_parts import cheaper, parts_of
from onestop.domain.notices.notice import MOST_WORDS, Notice, State
from onestop.runtime.notice_links import alert_address, notice_page
from onestop.runtime.notice_texts import mail_body, text_message, words_in
from onestop.storage.notices.notice_walks import Figures

MILLION = 1_000_000
OWN_LINK = "https://…"  # shown in place of the subscriber's own link
COUNTED = ("told", "unwanted", "failed", "unsure", "dropped")


def view_of(notice: Notice, language: str, catalogue: Catalogue) -> dict[str, Any]:
    """Returns what is sent and shown in one language."""
    words, message = words_in(notice, language, catalogue), cheaper(text_message(notice, language, catalogue))
    parts = parts_of(message)
    return {
        "code": language,
        "language": name_of_language(language),
        "direction": direction_of(language),
        "headline": words.headline,
        "mail": mail_body(notice, language, OWN_LINK, catalogue) if "email" in notice.channels else "",
        "sms": message if "sms" in notice.channels else "",
        "parts": parts.parts,
        "encoding": parts.encoding,
        "page": notice_page(notice.id, language),
        "alert": alert_address(notice.id, "alert"),
    }


def show_price(micros: int, catalogue: Catalogue, language: str) -> str:
    """Returns a price with its currency, if the jurisdiction names one; at least a hundredth."""
    payments = catalogue.jurisdiction.get("payments")
    currency = payments["currency"] if payments else ""
    hundredths = -(-micros * 100 // MILLION)
    point = formats_of(language)["decimal"]
    return f"{hundredths // 100}{point}{hundredths % 100:02} {currency}".strip()


def progress_of(notice: Notice, figures: Figures) -> dict[str, Any]:
    """Returns the progress of a notice: how many of all counted recipients are dealt with."""
    over = [(name, getattr(figures, name)) for name in COUNTED]
    done = sum(many for _, many in over)
    everybody = done if notice.state is State.SENT else max(notice.count or 0, done)
    return {"done": done, "all": everybody, "figures": [pair for pair in over if pair[1]]}


def typed_of(notice: Notice, visit: DeskVisit) -> dict[str, list[str]]:
    """Returns the values with which the form of a notice is filled in."""
    audience, zone = notice.audience, ZoneInfo(visit.offer.jurisdiction["time_zone"])
    return {
        "event": [notice.event],
        "level": [notice.level.value],
        "district": list(audience.districts),
        "service": list(audience.services),
        "outline": ["\n".join(f"{lat:g}, {long:g}" for lat, long in audience.outline)],
        "residents": ["yes"] if audience.residents else [],
        "channel": list(notice.channels),
        "expires": [f"{notice.expires_at.astimezone(zone):%Y-%m-%dT%H:%M}"],
        **{
            f"{part}-{language}": [getattr(words, part)]
            for language, words in notice.words.items()
            for part in MOST_WORDS
        },
    }
