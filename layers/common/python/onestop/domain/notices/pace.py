"""The speed and cost of sending a notice, and when a second person must agree: by the catalogue, with defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onestop.domain.letters.sms_parts import cheaper, parts_of

if TYPE_CHECKING:
    from onestop.domain.catalogue.jurisdiction import Jurisdiction

AGREED_FROM = 500  # recipients from which a second person must agree
PER_SECOND: Mapping[str, int] = {"email": 10, "sms": 5}  # below providers' first limits: other letters need room
MICROS: Mapping[str, int] = {"email": 100, "sms": 8000}  # price in millionths: of an e-mail, and of a part of a text


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingLimits:
    """The rules for notices: the number of recipients from which two people must agree, how many are sent a second
    on each channel, and the price of each, in millionths of the currency."""

    agreed_from: int
    per_second: Mapping[str, int]
    micros: Mapping[str, int]


def pace_of(jurisdiction: Jurisdiction) -> SendingLimits:
    """Returns the rules of a jurisdiction."""
    said = jurisdiction.get("notice_limits", {})
    return SendingLimits(
        agreed_from=said.get("agreed_from", AGREED_FROM),
        per_second={
            "email": said.get("emails_per_second", PER_SECOND["email"]),
            "sms": said.get("texts_per_second", PER_SECOND["sms"]),
        },
        micros={
            "email": said.get("email_micros", MICROS["email"]),
            "sms": said.get("text_micros", MICROS["sms"]),
        },
    )


def price_of(found: Mapping[tuple[str, str], int], texts: Mapping[str, str], pace: SendingLimits) -> int:
    """Returns the price of telling these recipients, by channel and language, in millionths of the currency: a text
    message costs by its parts (`texts`, by language)."""
    total = 0
    for (channel, language), many in found.items():
        parts = parts_of(cheaper(texts[language])).parts if channel == "sms" else 1
        total += many * parts * pace.micros[channel]
    return total
