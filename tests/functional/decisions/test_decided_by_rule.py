"""The step of the workflow that decides: once, in one transaction, and left to people where it fails."""

from __future__ import annotations

from typing import Any

from casework import handler as casework
from onestop.domain.decisions.outcome import Outcome
from onestop.storage.cases.read_case import load_file, load_history
from onestop.storage.catalogue import releases as stored
from tests.aws_in_memory import Aws
from tests.builders import a_clerk, decision_of
from tests.functional.stories import PLACE, open_case, post_completion, route

PLAN = [
    {
        "code": "decision",
        "name": {"en": "Decision"},
        "tasks": [
            {
                "code": "decide",
                "agency": "licensing",
                "name": {"en": "Decide"},
                "due_hours": 8,
                "does": "decide",
                "table": "small",
                "results": [
                    {
                        "code": "outcome",
                        "name": {"en": "Decision"},
                        "kind": "choice",
                        "required": True,
                        "choices": [
                            {"code": "grant", "name": {"en": "Granted"}},
                            {"code": "refuse", "name": {"en": "Refused"}},
                        ],
                    },
                    {"code": "reason", "name": {"en": "Reason"}, "kind": "text"},
                ],
            }
        ],
    }
]
TABLE = {
    "code": "small",
    "rows": [
        {"code": "few", "when": {"<": [{"var": "guests"}, 50]}, "outcome": "grant", "reason": {"en": "Few people."}},
        {
            "code": "many",
            "when": {">=": [{"var": "guests"}, 500]},
            "outcome": "grant",
            "reason": {"en": "Many people."},
            "four_eyes": True,
        },
    ],
}


def publish(aws: Aws, release: dict[str, Any], plan: Any = PLAN, decisions: Any = None) -> None:
    """A city whose street events are decided by a small table alone."""
    guests = {"code": "guests", "name": {"en": "Guests"}, "kind": "number"}
    services = [
        {**each, "plan": plan, "questions": [guests], "reopen_at": "decision"}
        if each["code"] == "street-event-permit"
        else each
        for each in release["services"]
    ]
    aws.publish({**release, "services": services, "decisions": decisions or {"small": TABLE}})
    stored.forget()


def applied(guests: int | None, **more: Any) -> str:
    answers = {} if guests is None else {"guests": guests}
    need = {"service_code": "street-event-permit", "channel": "chat", "place": PLACE, "answers": answers, **more}
    reference: str = open_case(**need)["reference"]
    route(reference)
    return reference


def do(reference: str) -> dict[str, Any]:
    return casework.handle({"step": "do", "reference": reference, "task": "01"}, None)


def happened(reference: str) -> list[str]:
    return [event.type for event in load_history(reference)[1]]


def test_what_the_rules_decide_is_decided_once(aws: Aws, release: dict[str, Any]) -> None:
    publish(aws, release)
    reference = applied(20)
    assert do(reference)["ended"] is True
    assert do(reference)["ended"] is True
    assert happened(reference).count("decision.made") == happened(reference).count("task.completed") == 1
    decision = decision_of(load_file(reference))
    assert decision is not None
    assert (decision.outcome, decision.rule.rows, decision.rule.table) == (Outcome.GRANT, ("few",), "small")


def test_where_no_rule_decides_a_clerk_does_and_sees_what_the_rules_said(aws: Aws, release: dict[str, Any]) -> None:
    publish(aws, release)
    reference = applied(100)
    assert do(reference)["ended"] is False
    refused = post_completion(reference, "01", claims=a_clerk(agency="licensing"), results={"outcome": "refuse"})
    assert refused["statusCode"] == 400
    done = post_completion(reference, "01", claims=a_clerk(agency="licensing"), results={"outcome": "grant"})
    assert done["statusCode"] == 200, done["body"]
    assert happened(reference)[-3:] == ["decision.proposed", "decision.made", "task.completed"]


def test_four_eyes_are_two_people(aws: Aws, release: dict[str, Any]) -> None:
    publish(aws, release)
    reference = applied(900)
    do(reference)
    one, two = a_clerk(agency="licensing", sub="ana"), a_clerk(agency="licensing", sub="li")
    granted = {"results": {"outcome": "grant"}}
    assert post_completion(reference, "01", claims=one, **granted)["statusCode"] == 200
    assert post_completion(reference, "01", claims=one, **granted)["statusCode"] == 409
    assert post_completion(reference, "01", claims=two, **granted)["statusCode"] == 200
    decision = decision_of(load_file(reference))
    assert decision is not None
    assert decision.by == ("staff:ana", "staff:li")
