"""The channels, each with what it can carry: one table, and no rule elsewhere asks for a channel by its name.

What comes through an adapter (a letter, an e-mail, a call, Open311) has the channel of that adapter. If the caller
names the channel, `claimed_by` says who may: a channel decides what is published, what may be left out and whom an
agency believes, so nobody without a key can claim to be at the counter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from onestop.domain.errors import NotAllowed


class Credential(StrEnum):
    """What a caller proves about themselves when they name a channel."""

    NONE = "none"  # anybody: nothing is proven; a resident's own secret proves nothing here either
    KEY = "key"  # a partner's API key: their programs, call centres and service points, by contract
    STAFF = "staff"  # their id token: a member of staff, for somebody who is there, called or wrote


ANYBODY = frozenset({Credential.NONE, Credential.KEY})
PARTNERS = frozenset({Credential.KEY})
ASSISTED = frozenset({Credential.KEY, Credential.STAFF})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelRules:
    """What a channel can do.

    `whole`: a form showed what is required, so what is missing is refused; elsewhere it is asked for later.
    `publishes`: whoever brings a need here knows that its words, place and picture are published (Open311).
    `corrects`: somebody is there who can correct an impossible number; elsewhere it is kept as it was written.
    `per_sender`: openings in an hour from one e-mail address or number.
    `claimed_by`: who may say that a need came this way.
    """

    whole: bool = False
    publishes: bool = False
    corrects: bool = False
    per_sender: int = 20
    claimed_by: frozenset[Credential] = ASSISTED


CHANNELS: Mapping[str, ChannelRules] = {
    "web": ChannelRules(whole=True, corrects=True, claimed_by=ANYBODY),
    "mobile": ChannelRules(whole=True, corrects=True, claimed_by=ANYBODY),
    "kiosk": ChannelRules(whole=True, corrects=True, claimed_by=ANYBODY),
    "television": ChannelRules(claimed_by=ANYBODY),
    "chat": ChannelRules(claimed_by=ANYBODY),
    "partner": ChannelRules(whole=True, corrects=True, claimed_by=PARTNERS),
    "open311": ChannelRules(whole=True, publishes=True, claimed_by=PARTNERS),
    "counter": ChannelRules(whole=True, corrects=True),
    "phone": ChannelRules(),
    "email": ChannelRules(),
    "sms": ChannelRules(),
    "letter": ChannelRules(),
    "fax": ChannelRules(),
}
NEEDED = {
    Credential.NONE: "a partner's key (x-api-key), or a member of staff who enters it",
    Credential.KEY: "a member of staff who enters it",
    Credential.STAFF: "the resident or a partner: staff enter what came another way",
}


def check_claim(channel: str, credential: Credential) -> None:
    """Refuses a channel that this caller may not name."""
    if credential in CHANNELS[channel].claimed_by:
        return
    own = ", ".join(name for name, rules in CHANNELS.items() if credential in rules.claimed_by)
    raise NotAllowed(f"The channel {channel} takes {NEEDED[credential]}. Yours are: {own}.", "channel")
