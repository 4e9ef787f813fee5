"""The channels, each with what it can carry: one table, and no rule elsewhere asks for a channel by its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelRules:
    """What a channel can do.

    `whole`: a form showed what is required, so what is missing is refused; elsewhere it is asked for later.
    `publishes`: whoever brings a need here knows that its words, place and picture are published (Open311).
    `corrects`: somebody is there who can put right a number that cannot be one; elsewhere it is kept as it was written.
    `per_sender`: openings in an hour from one e-mail address or number.
    """

    whole: bool = False
    publishes: bool = False
    corrects: bool = False
    per_sender: int = 20


CHANNELS: Mapping[str, ChannelRules] = {
    "web": ChannelRules(whole=True, corrects=True),
    "mobile": ChannelRules(whole=True, corrects=True),
    "kiosk": ChannelRules(whole=True, corrects=True),
    "television": ChannelRules(),
    "chat": ChannelRules(),
    "partner": ChannelRules(whole=True, corrects=True),
    "open311": ChannelRules(whole=True, publishes=True),
    "counter": ChannelRules(whole=True, corrects=True),
    "phone": ChannelRules(),
    "email": ChannelRules(),
    "sms": ChannelRules(),
    "letter": ChannelRules(),
    "fax": ChannelRules(),
}
