"""Failed messages in dead-letter queues: an SMS that could not be handled is there with its words and
its number until somebody sends it through again, or for fourteen days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onestop_cli.redrive.dead_letters import queues_of

AT_ONCE = 10
HIDDEN = 300  # seconds in which a message that was read does not come again, so that each is seen once
EMPTY = 2  # answers without a message, one after the other, before a queue counts as read: servers answer for a part


@dataclass(frozen=True, slots=True)
class Resting:
    """Queues without an automatic consumer, by their names in the template."""

    sqs: Any
    urls: Mapping[str, str]

    def count(self, names: Callable[[str], bool]) -> int:
        """Counts the messages that match `names`; all stay there."""
        return sum(self._look(url, names, delete=False) for url in self.urls.values())

    def delete(self, names: Callable[[str], bool]) -> int:
        """Deletes the messages that match; all others stay there. Returns how many were deleted."""
        return sum(self._look(url, names, delete=True) for url in self.urls.values())

    def _look(self, url: str, names: Callable[[str], bool], *, delete: bool) -> int:
        meant, kept = 0, []
        try:
            for text, receipt in self._read(url):
                found = names(text)
                meant += found
                if found and delete:
                    self.sqs.delete_message(QueueUrl=url, ReceiptHandle=receipt)
                else:
                    kept.append(receipt)
        finally:  # only now, or they would be read again and again
            for receipt in kept:
                self.sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=receipt, VisibilityTimeout=0)
        return meant

    def _read(self, url: str) -> Iterator[tuple[str, str]]:
        """Every message with all that it says, and the receipt by which it is deleted or put back."""
        empty = 0
        while empty < EMPTY:
            told = self.sqs.receive_message(
                QueueUrl=url, MaxNumberOfMessages=AT_ONCE, VisibilityTimeout=HIDDEN, MessageAttributeNames=["All"]
            )
            found = told.get("Messages", [])
            empty = 0 if found else empty + 1
            for each in found:
                yield f"{each['Body']}\n{each.get('MessageAttributes', '')}", each["ReceiptHandle"]


def resting_in(cloudformation: Any, sqs: Any, stack: str) -> Resting:
    """Returns the queues of a stack that have no dead-letter queue themselves: nothing reads their messages."""
    urls = dict(queues_of(cloudformation, stack))
    return Resting(sqs, {name: url for name, url in sorted(urls.items()) if not has_policy(sqs, url)})


def has_policy(sqs: Any, url: str) -> bool:
    said = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["RedrivePolicy"])
    return "RedrivePolicy" in said.get("Attributes", {})
