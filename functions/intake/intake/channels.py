"""The channels, each with what it can carry: one table, and no rule elsewhere asks for a channel by its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelRules:
    """What a channel can do.

    `whole`: a form showed what is required, so what is missing is refused; elsewhere it is asked for later.
    `publishes`: whoever brings a need here knows that its words, place and picture are published (Open311).
    `encloses`: photos and documents may come with it. `answers`: on which channels we acknowledge, the first that we
    have an address for. `per_sender`: openings in an hour from one e-mail address or number.
    """

    whole: bool = False
    publishes: bool = False
    encloses: bool = True
    answers: tuple[str, ...] = ("email", "sms")
    per_sender: int = 20


CHANNELS: Mapping[str, ChannelRules] = {
    "web": ChannelRules(whole=True),
    "mobile": ChannelRules(whole=True),
    "kiosk": ChannelRules(whole=True, encloses=False),
    "television": ChannelRules(encloses=False),
    "chat": ChannelRules(),
    "partner": ChannelRules(whole=True),
    "open311": ChannelRules(whole=True, publishes=True),
    "counter": ChannelRules(whole=True),
    "phone": ChannelRules(encloses=False),
    "email": ChannelRules(answers=("email",)),
    "sms": ChannelRules(answers=("sms",)),
    "letter": ChannelRules(),
    "fax": ChannelRules(),
}
