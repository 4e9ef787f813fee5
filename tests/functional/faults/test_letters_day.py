"""Whatever goes wrong on a day, everybody who is owed a letter has exactly one that was delivered, or a failure that is
recorded and shown; and two letters about one case leave in the order of its events."""

from __future__ import annotations

from typing import Any

import pytest

from onestop.domain.letters.delivery import MISSED
from tests.aws_in_memory import Aws
from tests.functional.faults.letters_day import GOOD, Day, settings_of

LIMITS = {"letters_per_hour": 60, "letters_per_day": 60}  # here nobody is told in a digest


def live(aws: Aws, release: dict[str, Any], monkeypatch: pytest.MonkeyPatch, **day: Any) -> Day:
    for name, value in settings_of(day.get("second", True)).items():
        monkeypatch.setenv(name, value)
    aws.publish(release | {"jurisdiction": release["jurisdiction"] | {"limits": LIMITS}})
    lived = Day(aws, **day)
    lived.live()
    return lived


def check(day: Day) -> dict[str, int]:
    """What was promised of a day; returns what happened on it."""
    found = {"delivered": 0, "failed and shown": 0, "by another channel": 0}
    for (reference, event), kept in day.letters().items():
        good = [each for each in kept if each.status in GOOD]
        assert len(good) <= 1, f"told twice: {kept}"
        if good:
            found["delivered"] += 1
            found["by another channel"] += good[0].instead_of is not None
        else:
            assert kept, f"nothing is known of {event}"
            assert all(each.status in MISSED for each in kept), kept
            assert event in day.shown(reference), f"nobody is shown that {event} was missed"
            found["failed and shown"] += 1
    check_order(day)
    extra = sum(times - 1 for times in day.copies().values())
    unsure = day.windows["acknowledgement of a provider lost"] + day.windows["letters in hand at such a death"]
    assert extra <= unsure, "a letter was sent twice though its sender knew better"
    assert day.dead == 0, "a message was given up"
    return {**found, "sent twice": extra, "events": day.happened}


def check_order(day: Day) -> None:
    by_case: dict[str, list[int]] = {}
    for (reference, _), kept in day.letters().items():  # in the order of events
        first = [day.left[each.provider_id or ""] for each in kept if each.provider_id in day.left]
        by_case.setdefault(reference, []).extend(first)
    for reference, left in by_case.items():
        assert left == sorted(left), f"letters about {reference} left in another order than things happened"


@pytest.mark.parametrize(("seed", "second"), [(1, True), (20, False)])
def test_after_a_bad_day_each_letter_was_delivered_once_or_is_shown_as_missed(
    aws: Aws, release: dict[str, Any], monkeypatch: pytest.MonkeyPatch, seed: int, second: bool
) -> None:
    day = live(aws, release, monkeypatch, cases=28, seed=seed, second=second)
    found = check(day)
    assert found["events"] == 140
    assert found["delivered"] >= 70
    assert day.windows["died"]
    assert day.windows["told together"] >= 8  # of some 30: which provider is tried first hangs on the clock, too
