"""`onestop route explain REFERENCE`: what the tables say of a case, told."""

from __future__ import annotations

import pytest

from onestop_cli.problems import CannotContinue
from onestop_cli.route.explain_command import read_case
from onestop_cli.route.explain_decision import as_json, tell_parts
from tests.aws_in_memory import Aws
from tests.functional.stories import PLACE, open_case, route


def test_a_case_is_explained_from_what_was_decided(aws: Aws) -> None:
    reference = open_case(service_code="dangerous-building", description="The wall bulges.", place=PLACE)["reference"]
    route(reference)
    told = as_json(tell_parts(*read_case(reference), "en"))
    assert (told["what"]["code"], told["where"]["code"], told["urgent"]["code"]) == (
        "dangerous-building", "old-town", "urgent",
    )  # fmt: skip
    assert told["what"]["why"] == ["The resident chose this service."]
    assert told["who"]["code"][:2] == ["buildings", "streets"]


def test_a_case_that_a_person_must_decide_says_so(aws: Aws) -> None:
    reference = open_case(description="It is not as it should be.")["reference"]
    route(reference)
    told = as_json(tell_parts(*read_case(reference), "en"))
    assert (told["what"]["code"], told["when"]["code"]) == ("triage", None)


def test_a_case_that_there_is_not_is_refused(aws: Aws) -> None:
    with pytest.raises(CannotContinue, match="no case"):
        read_case("NO-SUCH-CASE")
