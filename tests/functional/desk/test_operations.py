"""Operations: what needs somebody stands on top, what cannot be known says why, and dead letters go back once asked."""

from __future__ import annotations

import pytest

from casework.operations.redrive import MOST
from casework.pages.operations.runbooks import name_of
from onestop.domain.staff.deeds import DeedKind, DeedOutcome
from onestop.runtime.clients import client
from onestop.storage.staff.deeds import deeds_of
from tests.aws_in_memory import Aws
from tests.builders import NOW
from tests.functional.casework.watched_suite import set_up, start
from tests.functional.desk.desking import Browser, signed_in

MONTH = f"{NOW:%Y-%m}"


def operator(language: str = "en") -> Browser:
    return signed_in(role="administrator", sub="administrator-1", language=language)


def send(aws: Aws, queue: str, many: int) -> None:
    for number in range(many):
        client("sqs").send_message(QueueUrl=aws.queues[queue], MessageBody=f'{{"number": {number}}}')


@pytest.fixture(autouse=True)
def suite(stated: None, aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(aws, monkeypatch, "off")
    monkeypatch.setenv("RETRY_QUEUE", aws.queues["Retry"])


def test_on_one_machine_it_says_what_cannot_be_known(aws: Aws) -> None:
    page = operator().get("/desk/operations")
    assert page["statusCode"] == 200
    assert "Nothing that we can see needs you." in page["body"]
    assert page["body"].count("does not run on one machine.") == 4  # alarms, counts, letters, functions


@pytest.mark.parametrize("language", ["es", "zh-Hans"])
def test_it_says_so_in_each_language(aws: Aws, language: str) -> None:
    body = operator(language).get("/desk/operations")["body"]
    assert "does not run on one machine" not in body
    assert "CloudWatch" in body


def test_what_needs_somebody_stands_on_top(aws: Aws) -> None:
    send(aws, "RetryDead", 3)
    start("Case", "9KQ2M4TX9BWDD-2", dies=True)
    body = operator().get("/desk/operations")["body"]
    top = body.partition("<h2")[0]
    assert "3 dead letters" in top
    assert "1 workflow has failed lately" in top
    assert "/desk/operations/dead-letters/RetryDead" in body
    assert "/desk/operations/dead-letters/SurveysDead" not in body


def test_dead_letters_are_sent_back_once_somebody_has_read_what_it_means_and_it_is_kept(aws: Aws) -> None:
    send(aws, "RetryDead", 2)
    asks = operator().get("/desk/operations/dead-letters/RetryDead")
    assert f"at most {MOST} in one go" in asks["body"]
    seen = "/desk/operations/dead-letters/RetryDead"
    answer = operator().submit("/desk/operations/dead-letters/RetryDead", seen=seen)
    assert answer["statusCode"] == 303
    assert "back=2" in answer["headers"]["Location"]
    assert "2 messages were sent back." in operator().get("/desk/operations", back="2")["body"]
    assert len(aws.drain(aws.queues["Retry"])) == 2
    assert [(deed.by, deed.kind, deed.about, deed.outcome) for deed in deeds_of(MONTH, 10)] == [
        ("staff:administrator-1", DeedKind.SENT_BACK, "RetryDead", DeedOutcome.DONE)
    ]


def test_a_queue_that_has_no_way_back_is_not_found_and_nothing_is_kept(aws: Aws) -> None:
    for queue in ("Lost", "Notifications", "none"):
        assert operator().get(f"/desk/operations/dead-letters/{queue}")["statusCode"] == 404
        assert operator().submit(f"/desk/operations/dead-letters/{queue}")["statusCode"] == 404
    assert deeds_of(MONTH, 10) == []


def test_what_fails_on_the_way_is_kept_as_failed(aws: Aws) -> None:
    with aws.failing("sqs", "ReceiveMessage", "ServiceUnavailable"):
        answer = operator().submit("/desk/operations/dead-letters/RetryDead")
    assert answer["statusCode"] in (500, 503)
    assert [deed.outcome for deed in deeds_of(MONTH, 10)] == [DeedOutcome.FAILED]


def test_a_runbook_is_read_at_the_desk_as_text_with_links_to_the_others(aws: Aws) -> None:
    assert "/desk/operations/runbooks/stream-behind" in operator().get("/desk/operations")["body"]
    page = operator("es").get("/desk/operations/runbooks/stream-behind")
    assert "<h1>The stream is behind</h1>" in page["body"]
    assert 'href="/desk/operations/runbooks/dead-letters">dead-letters</a>' in page["body"]
    assert "<pre>aws lambda invoke --function-name &lt;dispatch&gt;" in page["body"]
    for nothing in ("../handler", "stream-behind.md", "none"):
        assert operator().get(f"/desk/operations/runbooks/{nothing}")["statusCode"] == 404
    assert signed_in(role="supervisor").get("/desk/operations/runbooks/danger")["statusCode"] == 403


def test_an_alarm_leads_to_its_runbook() -> None:
    assert name_of("docs/runbooks/dead-letters.md") == "dead-letters"
    assert (name_of("docs/runbooks/none.md"), name_of(None)) == ("", "")
