"""Counts for operators: CloudWatch metrics in the embedded metric format, written to the log.

Every metric has the dimension `service`: the package that counts it. The table below is complete; contract tests
compare it with the code that counts and with the alarms and the dashboard that use it (`infra/observability.yaml`).
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from aws_lambda_powertools.metrics import Metrics, MetricUnit

NAMESPACE = "Onestop"

metrics = Metrics(namespace=NAMESPACE, service=os.environ.get("POWERTOOLS_SERVICE_NAME", "onestop"))


@dataclass(frozen=True, slots=True)
class Counted:
    """Who counts a metric, and what one more of it means."""

    services: tuple[str, ...]
    meaning: str
    unit: MetricUnit = MetricUnit.Count


COUNTED = {
    # what residents notice first
    "CasesOpened": Counted(("intake",), "a case was opened, on any channel"),
    "CasesRouted": Counted(("routing",), "the rules found the service of a new case, and nobody had to look"),
    "CasesToTriage": Counted(("routing",), "the rules were unsure about a new case; the triage desk was asked"),
    "ToldInTime": Counted(("notifications",), "a letter left within the promised seconds"),
    "ToldLate": Counted(("notifications",), "a letter left, but later than promised"),
    "TellingFailures": Counted(("notifications",), "a letter could not be sent now; it is tried again"),
    "SecondsUntilTold": Counted(("notifications",), "from what happened until its letter left", MetricUnit.Seconds),
    "TasksOverdue": Counted(("casework",), "a task was not done by its deadline"),
    "TargetsMissed": Counted(("casework",), "a promise about a whole case was not kept"),
    "ContactsHeldBack": Counted(("intake",), "a contact waits for a person to release or dismiss it"),
    "ContactsReleased": Counted(("intake",), "a person made a case of what was held back"),
    "DangerNamed": Counted(("intake",), "a resident named danger"),
    # what comes in
    "ContactsRecorded": Counted(("intake",), "a bounce or an automatic message was noted"),
    "MessagesReceived": Counted(("intake",), "a resident said something about their case"),
    "MessagesConfirmed": Counted(("intake",), "a resident confirmed that words were theirs"),
    "NeedsPutAside": Counted(("intake",), "a need was taken while the tables did not answer"),
    "RepliesSent": Counted(("intake",), "a contact was answered at once"),
    "RepliesFailed": Counted(("intake",), "a contact could not be answered"),
    "AttachmentsKept": Counted(("attachments",), "a photo or document was kept"),
    "AttachmentsRefused": Counted(("attachments",), "a photo or document was refused"),
    "SurveysAnswered": Counted(("intake", "surveys"), "a resident said how it went"),
    # what is done and sent
    "StaffActs": Counted(("casework",), "staff did something"),
    "TextsTranslated": Counted(("casework",), "a machine translated what a resident or a clerk wrote"),
    "TranslationsFailed": Counted(("casework",), "the machine that translates did not answer"),
    "NotificationsSent": Counted(("notifications",), "a letter left"),
    "NotificationsHeld": Counted(("notifications",), "a letter waits for the morning, or for the next digest"),
    "NotificationsFailed": Counted(("notifications",), "a letter that no provider takes"),
    "NotificationsStopped": Counted(("notifications",), "a letter not sent, for somebody has said stop"),
    "NotificationsSuppressed": Counted(("notifications",), "a letter not sent, for its address does not work"),
    "LettersDelivered": Counted(("notifications",), "a provider said that a letter was delivered"),
    "LettersMissed": Counted(("notifications",), "a provider said that a letter was not delivered"),
    "LettersFellBack": Counted(("notifications",), "a letter that was missed went on by another channel"),
    "LettersStuck": Counted(("notifications",), "nothing was heard of a letter for too long; it was helped"),
    "ReceiptsMissing": Counted(("notifications",), "a provider never said how a letter went"),
    "ProvidersSwitched": Counted(("notifications",), "most letters of a channel leave by another provider than before"),
    "ReceiptsUnreadable": Counted(("notifications",), "a receipt that is none of a provider's"),
    "AddressesSuppressed": Counted(("notifications",), "an address takes no letters any more"),
    "PapersHandedOver": Counted(("notifications",), "a letter on paper went to the print house"),
    "PrintHouseLinesRefused": Counted(("notifications",), "a line of the print house that cannot be read"),
    "FollowersLeftOut": Counted(("notifications",), "a follower of a case was not told, for there were too many"),
    "DigestsSent": Counted(("notifications",), "a digest left"),
    "DigestFailures": Counted(("notifications",), "a digest could not be sent now; it is tried again"),
    # whether events are published and acted on
    "DispatchFailures": Counted(("dispatch",), "a record of the stream could not be followed now; it is tried again"),
    "WebhooksDelivered": Counted(("dispatch",), "an event was delivered to a webhook of an agency"),
    "WebhooksFailed": Counted(("dispatch",), "a webhook did not take an event now; it is tried again"),
    "WebhooksGivenUp": Counted(("dispatch",), "a webhook has not taken an event for three days"),
    "EventGaps": Counted(("dispatch",), "an event is gone from the history of a case"),
    "SweepFailures": Counted(("dispatch",), "a case could not be repaired by the sweeper"),
    "SweepCutShort": Counted(("dispatch",), "a sweep had no time for all cases"),
    # whether the data behind measures is complete
    "LakeEventsTaken": Counted(("insights",), "an event was taken into the lake"),
    "LakeDifferences": Counted(("insights",), "a row of the lake is not as in the table, or a case lacks an event"),
    "LakeDaysBehind": Counted(("insights",), "a day more that should be in the lake and was not when a run began"),
}


def count(name: str, amount: float = 1) -> None:
    """Adds to a metric of this invocation, such as CasesOpened; writes nothing for zero."""
    if amount:
        metrics.add_metric(name=name, unit=COUNTED[name].unit, value=amount)


def measure(name: str, amount: float) -> None:
    """Adds one measurement, such as SecondsUntilTold; zero is a measurement too."""
    metrics.add_metric(name=name, unit=COUNTED[name].unit, value=amount)


def flush() -> None:
    """Writes what this invocation has counted, if anything."""
    if metrics.metric_set:
        metrics.flush_metrics()
