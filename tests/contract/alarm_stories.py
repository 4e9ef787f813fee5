"""Metrics on good days and on bad ones: for each alarm, days on which it must ring and days on which it must not."""

from __future__ import annotations

from dataclasses import dataclass

from tests.contract.playing import Metric, Minute, Story

HOUR = 60
QUEUES = ("NotificationsDead", "SurveysDead", "RetryDead", "ArrivalsDead", "UploadsDead", "Lost")


@dataclass(frozen=True, slots=True)
class Days:
    """By what happens: where the alarm must speak, and where it must be silent."""

    speaks: dict[str, Story]
    silent: dict[str, Story]


def a_metric(namespace: str, name: str, dimension: str, value: str) -> Metric:
    return Metric(namespace, name, frozenset({(dimension, value)}))


def of_us(name: str, service: str) -> Metric:
    return a_metric("Onestop", name, "service", service)


def hits(*each: float) -> list[Minute | None]:
    """Counts in each minute; minutes without any have no value."""
    return [Minute(total=number, samples=number, most=1) if number else None for number in each]


def levels(*each: float) -> list[Minute | None]:
    """Levels in each minute; a zero is written too."""
    return [Minute(total=level, samples=1, most=level) for level in each]


def faults(*each: float, of: float) -> list[Minute | None]:
    """API Gateway writes a 1 for each answer that is a server error and a 0 for every other one."""
    return [Minute(total=number, samples=of, most=float(number > 0)) if of else None for number in each]


# ---------------------------------------------------------------- what is written to
ANSWERS = a_metric("AWS/ApiGateway", "Count", "ApiName", "ApiName")
FAULTS = a_metric("AWS/ApiGateway", "5XXError", "ApiName", "ApiName")
SOON, LATE, STUCK = (of_us(name, "notifications") for name in ("ToldInTime", "ToldLate", "TellingFailures"))
STREAM = a_metric("AWS/Lambda", "IteratorAge", "FunctionName", "DispatchFunction")
DIGESTS = of_us("DigestFailures", "notifications")
SILENT = of_us("ReceiptsMissing", "notifications")
FAILED = a_metric("AWS/States", "ExecutionsFailed", "StateMachineArn", "CaseStateMachine")


def lying_in(queue: str) -> Metric:
    return a_metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", f"{queue}Name")


def api(*each: float, of: float = 100) -> Story:
    """An API with this many answers in each minute, and this many server errors."""
    return {ANSWERS: hits(*[of] * len(each)), FAULTS: faults(*each, of=of)}


def letters(soon: list[float], late: list[float], stuck: list[float]) -> Story:
    return {SOON: hits(*soon), LATE: hits(*late), STUCK: hits(*stuck)}


def steady(minutes: int, soon: float = 0, late: float = 0, stuck: float = 0) -> Story:
    return letters([soon] * minutes, [late] * minutes, [stuck] * minutes)


NIGHT_FAULTS = api(*[1, 0, 0, 0, 0] * 4 + [0] * 40, of=1)  # four of sixty: a high share of very little
GOOD_API = api(*[0] * 2 * HOUR)
GOOD_LETTERS = steady(2 * HOUR, soon=10)
NOBODY: Story = {}


def dead(queue: str) -> Days:
    others = {lying_in(other): levels(*[9] * 10) for other in QUEUES if other != queue}
    return Days(
        speaks={"one message lies there": {lying_in(queue): levels(0, 0, 1, 1)}},
        silent={"nothing lies there": {lying_in(queue): levels(*[0] * 10)}, "others have some": others},
    )


def counted(metric: Metric) -> Days:
    return Days(
        speaks={"it happens once": {metric: hits(0, 0, 1, 0)}},
        silent={"it does not happen": {metric: levels(*[0] * 10)}, "nothing is written": NOBODY},
    )


FAST_API = Days(
    speaks={
        "the API is down for two minutes": api(*[0] * HOUR, 100, 100),
        "one answer of fifty fails for an hour": api(*[2] * HOUR),
        "at night, the few who come are all refused": api(*[1] * 10, of=1),
    },
    silent={
        "all is well": GOOD_API,
        "one answer of a hundred fails for an hour": api(*[1] * HOUR),
        "four fail at night": NIGHT_FAULTS,
        "nobody comes": NOBODY,
    },
)
SLOW_API = Days(
    speaks={"one answer of a hundred fails for six hours": api(*[1] * 6 * HOUR)},
    silent={
        "all is well": GOOD_API,
        "one answer of two hundred fails for six hours": api(*[1] * 6 * HOUR, of=200),
        "four fail at night": NIGHT_FAULTS,
        "nobody comes": NOBODY,
    },
)
FAST_TELLING = Days(
    speaks={
        "one letter of five is late for an hour": steady(HOUR, soon=8, late=2),
        "no letter leaves": steady(10, stuck=10),
        "letters stop leaving after a good hour": letters([10] * HOUR + [0] * 12, [], [0] * HOUR + [10] * 12),
    },
    silent={
        "all is well": GOOD_LETTERS,
        "one letter of ten is late for an hour": steady(HOUR, soon=9, late=1),
        "four are late at night": letters([0] * 10, [1, 1, 1, 1] + [0] * 6, [0] * 10),
        "nobody is told anything": NOBODY,
    },
)
SLOW_TELLING = Days(
    speaks={"one letter of ten is late for six hours": steady(6 * HOUR, soon=9, late=1)},
    silent={
        "all is well": GOOD_LETTERS,
        "one letter of twenty is late for six hours": steady(6 * HOUR, soon=19, late=1),
        "four are late at night": letters([0] * 10, [1, 1, 1, 1] + [0] * 6, [0] * 10),
        "nobody is told anything": NOBODY,
    },
)


def at_once(days: Days) -> Days:
    """A short window alarms for a few errors too: the long window with it says whether they matter."""
    return Days(days.speaks, {name: story for name, story in days.silent.items() if not name.startswith("four ")})


STORIES: dict[str, Days] = {
    **{queue: dead(queue) for queue in QUEUES if queue != "Lost"},
    "InvocationsLost": dead("Lost"),
    "StreamBehind": Days(
        speaks={"six minutes late for five minutes": {STREAM: levels(*[360_000] * 5)}},
        silent={
            "late for four minutes": {STREAM: levels(0, *[360_000] * 4, 0, 0)},
            "five minutes late at most": {STREAM: levels(*[300_000] * 30)},
        },
    ),
    "WorkflowsFail": counted(FAILED),
    "EventGaps": counted(of_us("EventGaps", "dispatch")),
    "LakeDiffers": counted(of_us("LakeDifferences", "insights")),
    "LakeBehind": counted(of_us("LakeDaysBehind", "insights")),
    "DangerNamed": counted(of_us("DangerNamed", "intake")),
    "DigestFailures": Days(
        speaks={"it fails three times in a row": {DIGESTS: hits(1, *[0, 0, 0, 0, 1] * 2)}},
        silent={
            "it fails twice": {DIGESTS: hits(1, 0, 0, 0, 0, 1, *[0] * 20)},
            "it does not fail": {DIGESTS: levels(*[0] * 20)},
        },
    ),
    "ProvidersSwitched": counted(of_us("ProvidersSwitched", "notifications")),
    "LettersStuck": counted(of_us("LettersStuck", "notifications")),
    "ReceiptsMissing": Days(
        speaks={"twenty-one in an hour": {SILENT: hits(*[0] * 5, 11, *[0] * 40, 10, *[0] * 20)}},
        silent={"twenty in an hour": {SILENT: hits(20, *[0] * 100)}},
    ),
    "ApiFails": Days(
        speaks={"six a minute for three minutes": api(6, 6, 6)},
        silent={"six a minute for two minutes": api(6, 6, 0, 6, 6), "five a minute": api(*[5] * 30), "well": GOOD_API},
    ),
    "ApiBurnsFastHour": FAST_API,
    "ApiBurnsFastMinutes": at_once(FAST_API),
    "ApiBurnsFast": FAST_API,
    "ApiBurnsSlowlyHours": SLOW_API,
    "ApiBurnsSlowlyMinutes": at_once(SLOW_API),
    "ApiBurnsSlowly": SLOW_API,
    "TellingBurnsFastHour": FAST_TELLING,
    "TellingBurnsFastMinutes": at_once(FAST_TELLING),
    "TellingBurnsFast": FAST_TELLING,
    "TellingBurnsSlowlyHours": SLOW_TELLING,
    "TellingBurnsSlowlyMinutes": at_once(SLOW_TELLING),
    "TellingBurnsSlowly": SLOW_TELLING,
}
