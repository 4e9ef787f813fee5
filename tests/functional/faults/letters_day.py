"""A day of letters in one process, on a clock of its own: the table's stream, the topic, the queue, two mail providers,
receipts and the sweeper around the real functions, while everything between them goes wrong by a seeded draw.

Deliveries come twice and in any order, acknowledgements are lost, processes die at any call, one provider is down for
a third of the time, mailboxes are gone, receipts are lost.
"""

from __future__ import annotations

import heapq
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from types import SimpleNamespace
from typing import Any

from moto.backends import get_backend

import dispatch.handler
from notifications.channels import senders
from notifications.channels.providers import forget_providers
from notifications.handler import hear
from notifications.sending.order import events_of, in_order
from notifications.sending.send_batch import FailureByEvent, tell_together
from notifications.sending.wait_before_retry import SHORTEST, SOON, seconds_until_again
from notifications.stuck import sweep_letters
from notifications.waiting.send_digests import send_all_digests
from onestop.contracts.recorded import Recorded
from onestop.domain.letters.delivery import LetterState
from onestop.domain.people.person import Person
from onestop.runtime.clients import client
from onestop.storage.cases.case_rows import case_row, event_row, request_row
from onestop.storage.cases.read_case import load_whole
from onestop.storage.letters.claim_letters import NotItsTurn
from onestop.storage.letters.notifications import Notification, notifications_of
from onestop.storage.partners.webhooks import cache_webhooks
from onestop.storage.people.contact_details import person_rows
from onestop.storage.tables import connection
from tests.aws_in_memory import ACCOUNT, REGION, Aws, forget_connections, read_sent
from tests.builders import a_case, a_reference, a_request, a_stream_event, an_event, an_image, an_sqs_event
from tests.functional.faults.faulty_aws import Died, Fault, FaultyAws
from tests.functional.faults.small_city import keep_catalogue
from tests.functional.faults.step_functions import StepFunctions
from tests.functional.notifications.providers import email_event, in_our_queue

BEGIN = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)  # nine in the morning there, on a Monday
HOURS = 6  # in which things happen
STORY = ("case.opened", "case.routed", "task.opened", "case.resolved", "case.reopened")
TOLD = ("case.opened", "case.resolved", "case.reopened")  # of which their resident is told
ELSEWHERE = "eu-west-1"
SENDER = "onestop@port-ellery.example"
GOOD = (LetterState.DELIVERED, LetterState.SENT)
BATCH = 10
COLLECTED = timedelta(seconds=2)  # messages that arrive until then are in the same batch
MOST_DELIVERIES = 40  # of a message, as messaging.yaml says


@dataclass(frozen=True, slots=True)
class Chances:
    """The probability of each fault."""

    twice: float = 0.05
    lost: float = 0.05
    dies: float = 0.03
    bounces: float = 0.03
    receipt_lost: float = 0.01


@dataclass
class Day:
    """The world around the functions."""

    aws: Aws
    cases: int
    seed: int
    second: bool = True  # whether there is a second mail provider
    chances: Chances = field(default_factory=Chances)
    windows: Counter[str] = field(default_factory=Counter)
    dead: int = 0
    happened: int = 0

    def __post_init__(self) -> None:
        self.random, self.number, self.at = Random(self.seed), count(), BEGIN
        random.seed(self.seed)  # by which a letter's first provider is drawn
        self.agenda: list[tuple[datetime, int, Callable[[], None]]] = []
        self.dies_at: int | None = None
        self.unnoted = 0  # letters that have left in this invocation, and were not noted yet
        self.waiting: list[tuple[datetime, int, Any, int]] = []  # messages of the queue, by when they may be had
        self.left: dict[str, int] = {}  # ids of e-mails, in the order in which they left
        self.seen: Counter[str] = Counter()
        self.bad: set[str] = set()
        forget_connections()
        forget_providers()
        keep_catalogue()
        cache_webhooks([])
        workflows = StepFunctions(lambda *_: {}, lambda _row: None)
        workflows.stand_in(client("stepfunctions"))
        self.faults = FaultyAws(self.plan)
        with self.faults.calm():
            self.mails = [client("ses"), *([client("ses", ELSEWHERE)] if self.second else [])]
            for mail in self.mails:
                mail.verify_email_identity(EmailAddress=SENDER)
                mail.create_configuration_set(ConfigurationSet={"Name": "receipts"})
        for one in (connection().client, client("sns"), client("sqs"), *self.mails):
            self.faults.stand_before(one)
        self.mails[0].meta.events.register_first("before-call.ses.SendRawEmail", self.refuse)
        for mail in self.mails:
            mail.meta.events.register("after-call.ses.SendRawEmail", self.note_left)
        self.references = [a_reference(self.seed * 100_000 + number) for number in range(self.cases)]
        for number, reference in enumerate(self.references):
            self.write_case(number, reference)

    # ------------------------------------------------------------------ what happens
    def write_case(self, number: int, reference: str) -> None:
        """Writes a case into the table, and its events over the hours; two cases share an address."""
        address = f"a{number // 2}@resident.example"
        if number % 2 == 0 and self.random.random() < self.chances.bounces:
            self.bad.add(address)
        phone = f"+1555{number // 2:07}" if number % 4 < 2 else None
        person = Person(id=f"{number:032}", email=address, phone=phone, language=("en", "es")[number % 2])
        half = timedelta(minutes=30) * self.random.randrange(2 * HOURS)  # so that a batch has several
        opened = BEGIN + half + timedelta(seconds=self.random.random() * 10)
        case = a_case(reference=reference, person=person.id, version=len(STORY), opened_at=opened, service="pothole")
        rows = (case_row(case), request_row(reference, a_request(), opened), *person_rows(person, reference))
        with self.faults.calm():
            for row in rows:
                row.save()
        moment = opened
        for sequence, type in enumerate(STORY, start=1):
            event = an_event(type=type, sequence=sequence, reference=reference, at=moment)
            self.plan_for(moment, self.happen(event))
            moment += timedelta(seconds=self.random.choice((0.2, 2, 30, 600, 3600)))

    def happen(self, event: Recorded) -> Callable[[], None]:
        def write_and_stream() -> None:
            self.happened += 1
            with self.faults.calm():
                event_row(event).save()
            times = 1 + (self.random.random() < self.chances.twice)
            for _ in range(times):
                self.persist(a_stream_event(an_image(event)))
            self.fetch()

        return write_and_stream

    def persist(self, records: dict[str, Any]) -> None:
        """Hands records to dispatch until it takes them, as Lambda does with a stream."""
        for _ in range(20):
            try:
                with_deaths = self.invoke(lambda: dispatch.handler.handle(records, None))
            except Died:
                continue
            if not with_deaths["batchItemFailures"]:
                return
        raise AssertionError("dispatch never takes a record")

    def fetch(self) -> None:
        """Takes the messages from the queues of moto, to be delivered when the day's clock says so."""
        with self.faults.calm():
            fresh = [each["body"] for each in self.aws.drain(self.aws.queues["Notifications"])]
            retried = [each["body"] for each in self.aws.drain(self.aws.retry_queue)]
            self.aws.drain(self.aws.listener)
            self.aws.drain(self.aws.queues["Surveys"])
        for body in retried:
            self.plan_for(self.at + timedelta(seconds=10), self.again(body))
        for body in fresh:
            for _ in range(1 + (self.random.random() < self.chances.twice)):
                self.deliver_in(self.random.random() ** 3 * 20, body, 1)

    def again(self, image: Any) -> Callable[[], None]:
        def follow_again() -> None:
            try:
                answer = self.invoke(lambda: dispatch.handler.handle(an_sqs_event(image), None))
            except Died:
                answer = {"batchItemFailures": [1]}
            if answer["batchItemFailures"]:
                self.plan_for(self.at + timedelta(minutes=6), follow_again)
            self.fetch()

        return follow_again

    # ------------------------------------------------------------------ the queue
    def deliver_in(self, seconds: float, body: Any, times: int) -> None:
        if times > MOST_DELIVERIES:
            self.dead += 1
            return
        moment = self.at + timedelta(seconds=seconds)
        heapq.heappush(self.waiting, (moment, next(self.number), body, times))
        self.plan_for(moment + COLLECTED, self.deliver)

    def deliver(self) -> None:
        """Runs the function once, with a batch of the visible messages; not at all if another run took them. Messages
        that fail come again after a pause; if the process dies, all of the batch that was not done comes again."""
        batch = []
        while self.waiting and self.waiting[0][0] <= self.at and len(batch) < BATCH:
            _, _, body, times = heapq.heappop(self.waiting)
            batch.append({"body": json.dumps(body), "times": times})
        records = in_order(batch)
        ended: FailureByEvent = {}
        try:
            self.invoke(lambda: ended.update(tell_together(events_of(records), self.at)))
        except Died:
            for record in records:
                self.deliver_in(180, json.loads(record["body"]), record["times"] + 1)
            return
        self.windows["told together"] += sum(each is None for each in ended.values())
        for record in records:
            told, times = json.loads(record["body"]), record["times"]
            try:
                self.invoke(lambda told=told: hear(told, self.at, ended))  # type: ignore[misc]
            except Died:
                self.deliver_in(180, told, times + 1)
            except NotItsTurn:
                self.deliver_in(seconds_until_again(times, self.random.randrange, SOON), told, times + 1)
            except Exception:
                self.deliver_in(seconds_until_again(times, self.random.randrange, SHORTEST), told, times + 1)

    def invoke(self, act: Callable[[], Any]) -> Any:
        """Does something in a process that may die at any of its calls."""
        dies = self.random.random() < self.chances.dies
        self.dies_at, self.unnoted = (self.random.randrange(1, 12) if dies else None), 0
        try:
            return act()
        except Died:
            self.windows["died"] += 1
            self.windows["died between sending and noting it"] += self.unnoted > 0
            self.windows["letters in hand at such a death"] += self.unnoted
            raise
        finally:
            self.dies_at = None
            self.receive()

    def plan(self, operation: str) -> Fault | None:
        """Decides the fault of a call."""
        if self.dies_at is not None:
            self.dies_at -= 1
            if self.dies_at < 0:  # a dead process does nothing more, whatever its code says
                return Fault.DIES_BEFORE
            if self.dies_at == 0:
                after = self.random.random() < 0.5
                self.unnoted += after and operation in ("SendRawEmail", "Publish")
                return Fault.DIES_AFTER if after else Fault.DIES_BEFORE
        if operation in ("SendRawEmail", "Publish"):
            self.unnoted += 1
        elif operation in ("TransactWriteItems", "PutItem"):
            self.unnoted = 0
        if self.random.random() < self.chances.lost:
            self.windows["acknowledgement of a provider lost"] += operation in ("SendRawEmail", "Publish")
            return Fault.LOST
        return None

    # ------------------------------------------------------------------ providers
    def is_down(self) -> bool:
        """The usual provider is down for a third of the time, two hours on end."""
        return (self.at - BEGIN) // timedelta(hours=2) % 3 == 1

    def refuse(self, **_: Any) -> Any:
        if not self.is_down():
            return None
        said = {"Error": {"Code": "ServiceUnavailable", "Message": ""}, "ResponseMetadata": {"HTTPHeaders": {}}}
        return SimpleNamespace(status_code=400, headers={}, content=b""), said

    def note_left(self, parsed: dict[str, Any], **_: Any) -> None:
        if "MessageId" in parsed:
            self.left.setdefault(parsed["MessageId"], len(self.left))

    def receive(self) -> None:
        """Has the usual provider tell how the letters went that it took just now."""
        sent = get_backend("ses")[ACCOUNT][REGION].sent_messages
        for message in sent[self.seen["mails"] :]:
            bounced = message.destinations[0] in self.bad if isinstance(message.destinations, list) else False
            moment = self.at + timedelta(minutes=self.random.random() * 5)
            if self.random.random() < self.chances.receipt_lost:
                self.windows["receipt lost"] += 1
                continue
            said, kind = ("Bounce", "Permanent") if bounced else ("Delivery", "")
            told = in_our_queue(email_event(message.id, said, moment, kind))
            for _ in range(1 + (self.random.random() < self.chances.twice)):
                self.deliver_in((moment - self.at).total_seconds(), told, 1)
        self.seen["mails"] = len(sent)

    # ------------------------------------------------------------------ the clock
    def plan_for(self, moment: datetime, act: Callable[[], None]) -> None:
        heapq.heappush(self.agenda, (moment, next(self.number), act))

    def live(self) -> None:
        """Lets the day pass, and those after it in which what is stuck is swept."""
        for minutes in (*range(0, 16 * 60, 30), *(60 * hour for hour in (24, 25, 26, 50, 51, 80))):
            self.plan_for(BEGIN + timedelta(minutes=minutes), self.sweep)
        while self.agenda:
            moment, _, act = heapq.heappop(self.agenda)
            self.at = max(self.at, moment)
            act()
        self.chances = Chances(0, 0, 0, 0, 0)

    def sweep(self) -> None:
        for act in (send_all_digests, sweep_letters):
            try:
                self.invoke(lambda act=act: act(self.at))  # type: ignore[misc]
            except Died:
                continue

    # ------------------------------------------------------------------ what is left of it
    def letters(self) -> dict[tuple[str, str], list[Notification]]:
        """All that is kept of each letter that somebody was owed: by case and event."""
        found: dict[tuple[str, str], list[Notification]] = {}
        for reference in self.references:
            kept = defaultdict(list)
            for each in notifications_of(reference):
                kept[each.event].append(each)
            for sequence, type in enumerate(STORY, start=1):
                if type in TOLD:
                    found[reference, f"{reference}.{sequence}"] = kept.get(f"{reference}.{sequence}", [])
        return found

    def shown(self, reference: str) -> set[str]:
        """The letters of a case of which staff are shown that nobody has them."""
        return {each.event for each in load_whole(reference).undelivered}

    def copies(self) -> Counter[tuple[str, str]]:
        """Counts how often each e-mail was sent, by recipient and subject."""
        regions = (REGION, ELSEWHERE) if self.second else (REGION,)
        mails = [read_sent(sent) for region in regions for sent in get_backend("ses")[ACCOUNT][region].sent_messages]
        return Counter((str(mail.mail["To"]), mail.subject) for mail in mails)


def settings_of(second: bool) -> dict[str, str]:
    """The settings under which a day runs."""
    return {senders.MAIL_RECEIPTS: "receipts", **({senders.MAIL_SECOND: ELSEWHERE} if second else {})}
