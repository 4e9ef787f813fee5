"""What waits when the suite is stopped is taken up when it starts again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.test_main_job import PLACE, Town, answer_survey
from tests.e2e.town import wait_for
from tests.suites import start_up, stop


@contextmanager
def running(folder: Path, survey_window: int = 3600) -> Iterator[Town]:
    """A suite on the state in a folder, stopped cleanly in the end."""
    started = start_up(folder, "--survey-window", str(survey_window), "--cold")
    try:
        with Town(started.told, started.client) as town:
            yield town
    finally:
        code = stop(started)
    assert code == 0, started.output.read_text()


def letters_waiting(town: Town) -> int:
    """How many events wait for their letters. A letter whose sender is stopped in the middle is held for some minutes,
    and those after it with it: that is lived through in test_faults."""
    queues = town.clients("sqs")
    [address] = [each for each in queues.list_queues()["QueueUrls"] if "-Notifications-" in each]
    counted = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
    told = queues.get_queue_attributes(QueueUrl=address, AttributeNames=[*counted])["Attributes"]
    return sum(int(told[name]) for name in counted)


def test_a_survey_that_nobody_answers_closes_in_time_and_what_waited_for_two_agencies_goes_on_after_a_restart(
    tmp_path: Path,
) -> None:
    with running(tmp_path, survey_window=3) as town:
        unanswered = town.open({"service_code": "pothole", "place": PLACE})
        town.complete("streets", unanswered)
        opened = town.open(
            {"service_code": "dangerous-building", "place": PLACE, "contact": {"email": "ana@resident.example"}}
        )
        town.complete("streets", opened)
        town.wait_until(unanswered, "closed")
        wait_for(lambda: letters_waiting(town), lambda waiting: waiting == 0)
    with running(tmp_path) as town:  # from now on there is an hour for an answer
        for agency in ("buildings", "water", "environment-health"):
            town.complete(agency, opened)
        town.wait_until(opened, "resolved")
        fresh = town.open({"service_code": "pothole", "place": PLACE})
        town.wait_until(fresh, "in_progress")  # the stream is read again, not only what was found by the sweep
        answer_survey(town, opened)
        closed = town.wait_until(opened, "closed")
    told = [event["type"] for event in closed["timeline"]]
    assert told.count("task.opened") == told.count("task.completed") == 4, "a task was done twice or opened twice"
