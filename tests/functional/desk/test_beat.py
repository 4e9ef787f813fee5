"""An open page asks whether its case has moved on and who else looks: cheap, and never more than one may know."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_reference
from tests.functional.desk.desking import signed_in
from tests.functional.desk.test_case_acts import a_case_that, done, page_of, send


def test_it_is_two_reads_beside_the_session_and_one_write_in_half_a_minute(aws: Aws, calls: Calls) -> None:
    browser, path = signed_in(), f"/desk/cases/{a_case_that('open')}/beat"
    browser.get("/desk")
    calls.forget()
    first = browser.get(path)
    assert calls.names == ["GetItem", "Query", "Query", "PutItem"]
    calls.forget()
    again = browser.get(path, headers={"If-None-Match": first["headers"]["ETag"]})
    assert (again["statusCode"], again["body"]) == (304, "")
    assert calls.names == ["GetItem", "Query", "Query"]


def test_it_tells_that_the_case_moved_on_and_who_else_is_looking_for_as_long_as_they_are(aws: Aws) -> None:
    ana, bo, reference = signed_in(), signed_in(sub="bo"), a_case_that("open")
    path = f"/desk/cases/{reference}/beat"
    before = json.loads(ana.get(path)["body"])
    assert before["looking"] == ""
    bo.get(path)
    done(send(bo, page_of(bo, reference), "take"))
    after = json.loads(ana.get(path)["body"])
    assert after == {"version": before["version"] + 1, "looking": "bo is looking at this case."}
    later = replace(ana, at=NOW + timedelta(seconds=90))
    assert json.loads(later.get(path)["body"])["looking"] == ""


def test_others_learn_nothing_by_it_and_contractors_not_who_works_on_a_case(aws: Aws) -> None:
    ana, reference = signed_in(), a_case_that("open")
    ana.get(f"/desk/cases/{reference}/beat")
    foreign = signed_in(agency="water", sub="w")
    answers = [foreign.get(f"/desk/cases/{each}/beat") for each in (reference, a_reference(77))]
    assert [answer["statusCode"] for answer in answers] == [404, 404]
    contractor = signed_in(role="contractor", sub="x")
    assert json.loads(contractor.get(f"/desk/cases/{reference}/beat")["body"])["looking"] == ""
