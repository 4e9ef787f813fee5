"""The topic of an installation: who hears it, and which of these are queues of our own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from onestop_cli.agency.endpoints import SubscriberEndpoint
from onestop_cli.agency.subscriptions import TopicSubscription, subscriptions_of
from onestop_cli.keys.command import installation
from onestop_cli.problems import CannotContinue
from onestop_cli.redrive.command import Installation
from onestop_cli.redrive.dead_letters import queues_of


@dataclass(frozen=True, slots=True)
class EventTopic:
    """The topic of an installation, and the queues of our own that hear it too."""

    suite: Installation
    arn: str
    found: list[TopicSubscription]
    own: frozenset[str]

    @property
    def sns(self) -> Any:
        return self.suite.client("sns")


@contextmanager
def topic_of(stack: str | None, region: str | None, ready_file: Path | None) -> Iterator[EventTopic]:
    """The topic of an installation and who is subscribed; what goes wrong at AWS is told in a sentence."""
    try:
        suite, outputs = installation(stack, region, ready_file)
        arn = outputs["CaseEventsTopic"]
        queues = {url.rpartition("/")[2] for _, url in queues_of(suite.client("cloudformation"), suite.stack)}
        found = subscriptions_of(suite.client("sns"), arn)
        own = frozenset(each.address for each in found if is_own(each, arn, queues))
        yield EventTopic(suite, arn, found, own)
    except (BotoCoreError, ClientError) as problem:
        raise CannotContinue(f"It could not be done: {problem}") from problem


def is_own(subscribed: TopicSubscription, topic: str, queues: set[str]) -> bool:
    """Returns whether a subscription is of a queue that the stack made for its own functions."""
    here, name = topic.split(":")[3:5], subscribed.address.split(":")
    return subscribed.protocol == "sqs" and name[3:5] == here and name[-1] in queues


def refuse_own(topic: EventTopic, endpoint: SubscriberEndpoint) -> None:
    """Raises CannotContinue for a queue by which residents get their letters: it does not belong to an agency."""
    if endpoint.address in topic.own:
        raise CannotContinue(f"{endpoint.name} is a queue of Onestop itself: without it residents are told nothing.")


def door_of_ours(topic: EventTopic, endpoint: SubscriberEndpoint) -> bool:
    """Returns whether we had to let the topic in ourselves."""
    return [endpoint.region, endpoint.account] == topic.arn.split(":")[3:5]
