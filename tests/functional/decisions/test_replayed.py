"""What the rules decided is decided again years later, by the table of that day, whatever table is in force."""

from __future__ import annotations

from typing import Any

from onestop.domain.decisions.outcome import Outcome
from onestop.storage.cases.read_case import load_file
from onestop_cli.decisions.decide_again import replay
from tests.aws_in_memory import Aws
from tests.functional.decisions.test_decided_by_rule import TABLE, applied, do, publish


def test_a_decision_is_replayed_by_the_table_of_its_day_and_compared_with_the_one_in_force(
    aws: Aws, release: dict[str, Any]
) -> None:
    publish(aws, release)
    reference = applied(20)
    do(reference)
    stricter = {**TABLE, "rows": [{"code": "none", "outcome": "refuse", "reason": {"en": "No more events."}}]}
    publish(aws, release, decisions={"small": stricter})
    [found] = replay(load_file(reference))
    assert found.same
    assert found.again is not None
    assert found.now is not None
    assert (found.again.outcome, found.now.outcome) == (Outcome.GRANT, Outcome.REFUSE)
    assert found.as_json()["said"] == {"outcome": "grant", "rows": ("few",), "fee": "0.00"}
