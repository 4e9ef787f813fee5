"""Hands a letter to one of the providers of its channel, and to the next one if that surely did not take it.

Each process remembers for itself how the last minutes went: this costs no call, and a new process finds out with its
first letters, none of which is lost because of that.
"""

from __future__ import annotations

import random
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError, ConnectTimeoutError, EndpointConnectionError

from notifications.channels.email_threads import Thread
from notifications.words.letter import Message
from onestop.domain.letters.delivery import LetterState
from onestop.domain.letters.providers import SendAttempt, health, in_turn, leader, weights
from onestop.domain.people.person import Person
from onestop.runtime.clock import now
from onestop.runtime.log import error_fields, logger
from onestop.runtime.metrics import count
from onestop.runtime.settings import setting

if TYPE_CHECKING:
    from onestop.domain.time_and_chance import Clock, DrawShare

SendLetter = Callable[[Message, Person, str, Thread | None], str]
KEPT = 200  # attempts remembered of a provider

_tried: dict[str, deque[SendAttempt]] = defaultdict(lambda: deque(maxlen=KEPT))
_leading: dict[tuple[str, ...], str] = {}


class Undeliverable(Exception):
    """The provider will never take this message.

    Not an OnestopError: it is kept with the letter, and the next channel is tried.
    """


@dataclass(frozen=True, slots=True)
class LetterProvider:
    """One provider of a channel: its share while all works, and the setting by which it will report on a letter's
    delivery; none if it never will."""

    name: str
    share: float
    send: SendLetter
    tells: str = ""


@dataclass(frozen=True, slots=True)
class ProviderReceipt:
    """What a provider took: its id for the letter, and whether it will report on the delivery."""

    provider_id: str
    status: LetterState


def hand_over(
    providers: Sequence[LetterProvider],
    message: Message,
    person: Person,
    sender: str,
    thread: Thread | None,
    draw: DrawShare = random.random,
    clock: Clock = now,
) -> ProviderReceipt:
    """Hands a letter to a provider. Raises Undeliverable if one says that it will never take it; if none takes it now,
    the error of the last one. A provider that does not answer in time may have taken it, so no other is asked then."""
    order = order_of(providers, draw, clock)
    for place, provider in enumerate(order, start=1):
        begun = clock()
        try:
            provider_id = provider.send(message, person, sender, thread)
        except Undeliverable:
            note_attempt(provider, begun, clock, answered=True)
            raise
        except (ClientError, BotoCoreError) as error:
            note_attempt(provider, begun, clock, answered=False)
            if place == len(order) or not surely_refused(error):
                raise
            logger.warning("another provider is asked", provider=provider.name, **error_fields(error))
        else:
            note_attempt(provider, begun, clock, answered=True)
            tells = provider.tells and setting(provider.tells, "")
            return ProviderReceipt(provider_id, LetterState.SENDING if tells else LetterState.SENT)
    raise AssertionError("unreachable: the last provider returns or raises")


def order_of(providers: Sequence[LetterProvider], draw: DrawShare, clock: Clock) -> list[LetterProvider]:
    """The providers in the order in which to try them. If the first is another one than before, operators are told."""
    if len(providers) == 1:
        return list(providers)
    shares, at = {each.name: each.share for each in providers}, clock()
    weighted = weights(shares, {name: health(_tried[name], at) for name in shares})
    names, leads = tuple(shares), leader(weighted)
    before = _leading.get(names, leader(shares))
    _leading[names] = leads
    if leads != before:
        logger.warning("letters leave by another provider", before=before, provider=leads)
        count("ProvidersSwitched")
    by_name = {each.name: each for each in providers}
    return [by_name[name] for name in in_turn(weighted, draw())]


def note_attempt(provider: LetterProvider, begun: datetime, clock: Clock, *, answered: bool) -> None:
    ended = clock()
    _tried[provider.name].append(SendAttempt(ended, answered, (ended - begun).total_seconds()))


def surely_refused(error: ClientError | BotoCoreError) -> bool:
    """Tells whether a provider surely has not taken a letter: it said so, or was never reached."""
    return isinstance(error, (ClientError, EndpointConnectionError, ConnectTimeoutError))


def forget_providers() -> None:
    """Forgets how the last minutes went."""
    _tried.clear()
    _leading.clear()
