"""The entry point of notifications: events from SNS through a queue, and the scheduled jobs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from notifications import receipts
from notifications.channels import push
from notifications.news import send_news
from notifications.notices import send_batch, walk_audience
from notifications.paper import batches, read_receipts
from notifications.sending.order import events_of, in_order
from notifications.sending.send_batch import FailureByEvent, tell_together
from notifications.sending.send_to_everybody import tell_all
from notifications.sending.wait_before_retry import wait_before_again
from notifications.stuck import sweep_letters
from notifications.waiting.send_digests import send_all_digests
from notifications.without_case import codes, drafts, signatures, subscriptions
from onestop.runtime.clock import now
from onestop.runtime.log import logger
from onestop.runtime.metrics import count, flush
from onestop.runtime.queues import handle_messages
from onestop.storage.catalogue.releases import current, warmed
from onestop.storage.letters.claim_letters import NotItsTurn

SendMessage = Callable[[Mapping[str, Any], datetime], None]
# Messages that are not events of a case: requested by one of our pages or by the morning's job, or reports of a
# provider.
OWN: Mapping[str, SendMessage] = {
    codes.ASKED: codes.send_code,
    subscriptions.ASKED: subscriptions.ask_to_confirm,
    signatures.ASKED: signatures.ask_to_sign,
    send_news.DUE: send_news.send_all_news,
    **dict.fromkeys(drafts.LETTERS, drafts.send_letter),
    receipts.EMAIL: receipts.take_receipt,
    receipts.SMS: receipts.take_receipt,
    receipts.VOICE: receipts.take_receipt,
    receipts.LETTER: receipts.take_receipts,
    walk_audience.WALK: walk_audience.walk_notice,
    walk_audience.DUE: send_batch.send_batch,
}
RESERVE_MILLISECONDS = 10_000  # left of the function's time for the digest at hand


def handle(event: dict[str, Any], context: Any) -> Any:
    """Sends the messages that the events of a batch require; an event that fails goes back to the queue alone."""
    if warmed(event):
        return {}
    if "gather" in event:
        return gather_now(context)
    if "news" in event:
        return spread_now(context)
    if "paper" in event:
        return hand_over_now()
    event["Records"], early = in_order(event["Records"]), set[str]()
    ended = tell_together(events_of(event["Records"]), now())

    def hear_now(told: Mapping[str, Any]) -> None:
        try:
            hear(told, now(), ended)
        except NotItsTurn:
            early.add(told["id"])
            raise

    answer = handle_messages(event, context, hear_now)
    wait_before_again(event, answer, early)
    return answer


def hear(told: Mapping[str, Any], at: datetime, ended: FailureByEvent | None = None) -> None:
    """Sends what a message of the queue requires. An event of a case is kept for subscribers too; if one of the two
    fails, the other is still done, and both may be repeated without harm. What `ended` names was sent together with
    others; a copy of it in the same batch notices that by itself."""
    if ended and told.get("id") in ended:
        if error := ended.pop(told["id"]):
            raise error
        return
    if read_receipts.is_notice(told):
        read_receipts.read_files(told)
        return
    if push.is_failure(told):
        receipts.take_receipt(push.as_receipt(told), at)
        return
    if own := OWN.get(told["type"]):
        own(told, at)
        return
    try:
        tell_all(told, at)
    finally:
        send_news.note_news(told, at)


def spread_now(context: Any) -> dict[str, int]:
    """In the morning, has subscribers told about the days before."""
    asked = send_news.spread_news(now(), time_left(context))
    logger.info("spread", letters=asked)
    flush()
    return {"letters": asked}


def hand_over_now() -> dict[str, int]:
    """Hands letters on paper to the print house, once enough wait or the set hour has come."""
    handed = batches.hand_over_due(current(), now())
    logger.info("handed over", letters=handed)
    flush()
    return {"letters": handed}


def time_left(context: Any) -> Callable[[], bool]:
    """Returns a function that tells whether there is time for more; always, if the context does not say how much there
    is."""
    remaining = getattr(context, "get_remaining_time_in_millis", None)
    return (lambda: remaining() > RESERVE_MILLISECONDS) if remaining else lambda: True


def gather_now(context: Any) -> dict[str, int]:
    """Sends what was held and may leave now, then helps letters that are stuck. Notices that are being sent to many are
    continued first, in case the process that sent them has stopped."""
    walk_audience.carry_on(now())
    found = send_all_digests(now(), time_left(context))
    logger.info("gathered", extra=dict(found))
    count("DigestFailures", found["failed"])
    swept = sweep_letters(now(), time_left(context))
    logger.info("swept", extra=dict(swept))
    flush()
    return {**found, "stuck": swept["stuck"], "silent": swept["silent"]}
