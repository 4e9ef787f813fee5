"""What staff do to cases and tasks over HTTPS, each act as it would come from the desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from casework import handler as casework
from casework.people.find_cases import MOST_CASES
from intake import handler as intake
from onestop.domain.people.person import identity_of
from onestop.runtime import links
from onestop.runtime.keys import identity_key
from onestop.storage.people.contact_details import identity_row
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_clerk, a_reference, an_administrator, an_api_event, an_auditor, said
from tests.functional.desk.desking import signed_in
from tests.functional.problems import fields_of
from tests.functional.stories import (
    CONTACT,
    POTHOLE,
    case_file,
    history,
    in_progress,
    open_case,
    resolved,
    route,
    take_step,
    types,
)

STREETS, PARKS, DESK = a_clerk(), a_clerk(agency="parks"), a_clerk(agency="contact-centre")
CHIEF = a_clerk(role="supervisor", sub="supervisor-1")
RECEPTION = a_clerk(agency="contact-centre", role="reception", sub="reception-1")


def act(path: str, body: Any = None, *, claims: Mapping[str, Any] = STREETS, **headers: str) -> dict[str, Any]:
    sent = {"Content-Type": "application/json"} | {name.replace("_", "-"): value for name, value in headers.items()}
    event = an_api_event("POST", f"/api/staff/cases/{path}", body=body or {}, headers=sent, claims=claims)
    return casework.handle(event, None)


def look(path: str, claims: Mapping[str, Any] = STREETS, **query: str) -> dict[str, Any]:
    return casework.handle(an_api_event("GET", f"/api/staff/{path}", query=query or None, claims=claims), None)


def tell(reference: str, path: str, **body: Any) -> dict[str, Any]:
    """The resident does something with the secret of their case."""
    sent = {"secret": links.secret_of(links.TRACK, reference)} | body
    return intake.handle(an_api_event("POST", f"/api/cases/{reference}/{path}", body=sent), None)


def task(reference: str, task_id: str = "01") -> Any:
    return next(task for task in case_file(reference).tasks if task.id == task_id)


def ok(answer: dict[str, Any]) -> Any:
    assert answer["statusCode"] == 200, answer["body"]
    return said(answer)


def test_a_task_is_taken_found_among_ones_own_and_given_back(aws: Aws) -> None:
    reference = in_progress()["reference"]
    assert [task["reference"] for task in ok(look("tasks", view="unassigned"))["tasks"]] == [reference]
    ok(act(f"{reference}/tasks/01/assignment", {"assignee": "me"}))
    assert ok(look("tasks", view="unassigned"))["tasks"] == []
    assert [task["assignee"] for task in ok(look("tasks", view="mine"))["tasks"]] == ["clerk-1"]
    ok(act(f"{reference}/tasks/01/assignment", {}))
    assert ok(look("tasks", view="mine"))["tasks"] == []


def test_only_a_supervisor_takes_a_task_from_a_colleague(aws: Aws) -> None:
    reference = in_progress()["reference"]
    ok(act(f"{reference}/tasks/01/assignment", {"assignee": "me"}))
    other = a_clerk(sub="clerk-2")
    assert act(f"{reference}/tasks/01/assignment", {"assignee": "me"}, claims=other)["statusCode"] == 403
    ok(act(f"{reference}/tasks/01/assignment", {"assignee": "clerk-2"}, claims=CHIEF))
    assert task(reference).assignee == "clerk-2"


def test_a_transfer_reaches_the_other_inbox_with_its_reason_as_a_note_and_not_in_the_event(aws: Aws) -> None:
    reference = in_progress()["reference"]
    ok(act(f"{reference}/tasks/01/transfer", {"agency": "parks", "reason": "Roots of Ana's tree."}))
    assert ok(look("tasks"))["tasks"] == []
    assert [task["reference"] for task in ok(look("tasks", PARKS))["tasks"]] == [reference]
    (note,) = ok(look(f"cases/{reference}", PARKS))["notes"]
    assert (note["text"], note["about"]) == ("Roots of Ana's tree.", "transferred")
    assert "Ana's" not in repr(history(reference))


def test_a_task_that_goes_round_in_a_circle_ends_at_the_triage_desk_which_may_send_it_on(aws: Aws) -> None:
    reference = in_progress()["reference"]
    ok(act(f"{reference}/tasks/01/transfer", {"agency": "parks", "reason": "Trees."}))
    ok(act(f"{reference}/tasks/01/transfer", {"agency": "streets", "reason": "Asphalt."}, claims=PARKS))
    assert task(reference).agency == "contact-centre"
    assert history(reference)[-1].data["looped"] is True
    ok(act(f"{reference}/tasks/01/transfer", {"agency": "streets", "reason": "It is asphalt."}, claims=DESK))
    assert task(reference).agency == "streets"


def test_a_question_stops_the_clock_and_the_answer_on_any_channel_starts_it_again(aws: Aws) -> None:
    reference = in_progress()["reference"]
    ok(act(f"{reference}/tasks/01/question", {"question": "Which lane?"}))
    assert task(reference).waits_for == "resident"
    status = said(
        intake.handle(
            an_api_event("GET", f"/api/cases/{reference}", query={"secret": links.secret_of(links.TRACK, reference)}),
            None,
        )
    )
    assert (status["asked"][0]["text"], status["status_text"]) == ("Which lane?", "Waiting for your answer")
    ok(tell(reference, "messages", text="The left one.", channel="chat"))
    assert task(reference).waits_for is None
    contacts = ok(look(f"cases/{reference}"))["contacts"]
    assert [(contact["direction"], contact["text"]) for contact in contacts] == [
        ("out", "Which lane?"),
        ("in", "The left one."),
    ]


def test_a_case_without_an_address_cannot_be_asked(aws: Aws) -> None:
    reference = in_progress(**(POTHOLE | {"contact": None}))["reference"]
    assert act(f"{reference}/tasks/01/question", {"question": "Who are you?"})["statusCode"] == 409


def test_one_message_of_the_resident_is_seen_by_every_agency_on_the_case(aws: Aws) -> None:
    reference = in_progress(service_code="dangerous-building", description="It leans.", place=POTHOLE["place"])[
        "reference"
    ]
    ok(tell(reference, "messages", text="A second wall is moving."))
    for one in case_file(reference).tasks:
        view = ok(look(f"cases/{reference}", a_clerk(agency=one.agency)))
        assert [contact["text"] for contact in view["contacts"]] == ["A second wall is moving."]


def test_what_is_withdrawn_is_closed_and_no_agency_has_it_any_more(aws: Aws) -> None:
    reference = in_progress()["reference"]
    ok(tell(reference, "withdrawal", reason="My cousin filled it."))
    case = case_file(reference).case
    assert (case.status, case.because) == ("closed", "withdrawn")
    assert ok(look("tasks"))["tasks"] == []
    assert tell(reference, "withdrawal")["statusCode"] == 409
    assert take_step("advance", reference)["next"] == "end"


def test_a_reopened_case_is_worked_on_again_in_the_next_run(aws: Aws) -> None:
    reference = resolved()["reference"]
    ok(tell(reference, "reopening", reason="It is still there."))
    file = case_file(reference)
    assert (file.case.status, file.case.run) == ("in_progress", 2)
    assert [(one.id, one.status) for one in file.tasks] == [("01", "done"), ("02", "open")]
    assert "It is still there." in [note["text"] for note in ok(look(f"cases/{reference}"))["notes"]]


def test_a_step_of_the_run_before_changes_nothing_any_more(aws: Aws) -> None:
    reference = resolved()["reference"]
    ok(tell(reference, "reopening", reason="Still there."))
    ok(act(f"{reference}/tasks/02/completion", {"outcome": "done"}))
    take_step("advance", reference)
    answer = casework.handle({"step": "close", "reference": reference, "run": 1, "because": "reopened"}, None)
    assert answer["next"] == "end"
    assert case_file(reference).case.status == "resolved"


def test_two_cases_of_the_same_need_are_joined_in_one_transaction(aws: Aws, calls: Calls) -> None:
    first, second = in_progress()["reference"], in_progress()["reference"]
    calls.forget()
    ok(act(f"{second}/merging", {"into": first, "reason": "The same hole."}))
    assert calls.names == ["Query", "Query", "TransactWriteItems"]
    assert (case_file(second).case.status, case_file(second).case.merged_into) == ("closed", first)
    assert [(link.reference, link.kind) for link in case_file(first).case.links] == [(second, "joined")]
    assert types(second)[-3:] == ["case.merged", "task.cancelled", "case.closed"]


def test_a_case_that_was_joined_by_mistake_goes_on_as_it_stood_in_one_transaction(aws: Aws, calls: Calls) -> None:
    first, second = in_progress()["reference"], in_progress()["reference"]
    before = case_file(second)
    ok(act(f"{second}/merging", {"into": first, "reason": "The same hole."}))
    calls.forget()
    answers = [act(f"{second}/unmerging", {}, Idempotency_Key="taken-apart-once-only") for _ in range(2)]
    assert [answer["statusCode"] for answer in answers] == [200, 200]
    assert calls.names[:3] == ["Query", "Query", "TransactWriteItems"]
    assert calls.names.count("TransactWriteItems") == 1
    file = case_file(second)
    assert (file.tasks, file.case.due_at, file.case.status) == (before.tasks, before.case.due_at, before.case.status)
    assert types(second)[-2:] == ["case.unmerged", "task.resumed"]
    assert [task["reference"] for task in ok(look("tasks"))["tasks"]].count(second) == 1
    assert types(first)[-2:] == ["case.joined", "case.parted"]
    assert take_step("advance", second)["next"] == "tasks"
    assert act(f"{second}/unmerging", {})["statusCode"] == 409


def test_a_link_is_taken_back_on_both_cases_by_whoever_works_on_one(aws: Aws) -> None:
    first, second, third = (in_progress()["reference"] for _ in range(3))
    ok(act(f"{first}/links", {"reference": second}))
    ok(act(f"{first}/unlinking", {"reference": second}))
    assert (case_file(first).case.links, case_file(second).case.links) == ((), ())
    assert (types(first)[-1], types(second)[-1]) == ("case.unlinked", "case.unlinked")
    unlinked, nowhere = (act(f"{first}/unlinking", {"reference": one}) for one in (third, a_reference(77)))
    assert unlinked["statusCode"] == nowhere["statusCode"] == 404  # nobody learns which cases there are
    assert unlinked["body"].replace(third, "X") == nowhere["body"].replace(a_reference(77), "X")


def test_a_case_is_not_joined_with_one_that_the_caller_may_not_see(aws: Aws) -> None:
    mine = in_progress()["reference"]
    foreign = in_progress(service_code="stray-animal", description="A dog.", place=POTHOLE["place"])["reference"]
    answer = act(f"{mine}/merging", {"into": foreign, "reason": "The same?"})
    assert answer["statusCode"] in (404, 200)
    if answer["statusCode"] == 404:
        assert case_file(mine).case.status == "in_progress"


def test_an_outdated_version_is_refused_with_both_versions(aws: Aws) -> None:
    reference = in_progress()["reference"]
    ok(act(f"{reference}/notes", {"text": "First."}))
    answer = act(f"{reference}/notes", {"text": "Second."}, If_Match="3")
    assert answer["statusCode"] == 409
    assert (said(answer)["yours"], said(answer)["current"]) == (3, 4)
    ok(act(f"{reference}/notes", {"text": "Second."}, If_Match="4"))


def test_the_same_key_does_the_same_act_once(aws: Aws) -> None:
    reference = in_progress()["reference"]
    for _ in range(2):
        ok(act(f"{reference}/notes", {"text": "Once."}, Idempotency_Key="a-key-of-this-clerk-1"))
    assert types(reference).count("note.added") == 1
    assert act(f"{reference}/notes", {"text": "Other."}, Idempotency_Key="a-key-of-this-clerk-1")["statusCode"] == 422


def test_an_act_is_one_query_and_one_transaction(aws: Aws, calls: Calls) -> None:
    reference = in_progress()["reference"]
    for path, body in (("tasks/01/assignment", {"assignee": "me"}), ("notes", {"text": "Hello."})):
        calls.forget()
        ok(act(f"{reference}/{path}", body))
        assert calls.names == ["Query", "TransactWriteItems"]


def test_a_selection_is_done_item_by_item_and_each_says_what_became_of_it(aws: Aws) -> None:
    first, second = in_progress()["reference"], in_progress()["reference"]
    sent = {
        "action": "priority",
        "items": [{"reference": first, "version": 3}, {"reference": second, "version": 1}, {"reference": "7KQ2"}],
        "body": {"priority": "high", "reason": "Holidays."},
    }
    answer = ok(casework.handle(an_api_event("POST", "/api/staff/bulk", body=sent, claims=CHIEF), None))
    assert [result["status"] for result in answer["results"]] == [200, 409, 404]
    assert (case_file(first).case.priority, case_file(second).case.priority) == ("high", "normal")


def test_of_many_the_ones_that_were_done_are_told_when_the_tables_stop_answering_in_between(aws: Aws) -> None:
    cases = [str(in_progress()["reference"]) for _ in range(3)]
    sent = {
        "action": "priority",
        "items": [{"reference": reference} for reference in cases],
        "body": {"priority": "high", "reason": "Holidays."},
    }
    with aws.failing("dynamodb", "TransactWriteItems", "InternalServerError", after=1):
        answer = ok(casework.handle(an_api_event("POST", "/api/staff/bulk", body=sent, claims=CHIEF), None))
    assert [result["status"] for result in answer["results"]] == [200, 503, 503]
    assert {result["problem"]["type"] for result in answer["results"][1:]} == {"/problems/unavailable"}
    assert [case_file(reference).case.priority for reference in cases] == ["high", "normal", "normal"]


def test_a_person_is_found_by_address_or_number_and_their_cases_with_them(aws: Aws, calls: Calls) -> None:
    reference = open_case(**(POTHOLE | {"contact": CONTACT | {"phone": "+1 902 555 0199"}}))["reference"]
    for person, forms in (("ANA@resident.example ", 1), ("1-902-555-0199", 2)):  # a number may have an older form
        calls.forget()
        found = ok(look("cases", RECEPTION, person=person, purpose="caller"))["cases"]
        assert [case["reference"] for case in found] == [reference]
        assert calls.names == ["TransactWriteItems", *["Query"] * forms, "BatchGetItem"]
    dialled = look("cases", RECEPTION, person="(902) 555\u20110199 x4", purpose="caller")
    assert [case["reference"] for case in ok(dialled)["cases"]] == [reference]
    assert ok(look("cases", RECEPTION, person="nobody@resident.example", purpose="caller"))["cases"] == []
    assert fields_of(look("cases", RECEPTION, person="Ana", purpose="caller")) == {"person"}


def test_of_somebody_who_brought_very_many_cases_it_is_said_that_there_are_more(
    aws: Aws, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity = identity_of(CONTACT["email"], identity_key())
    for number in range(MOST_CASES):
        identity_row(identity, a_reference(number), "person-1", (NOW - timedelta(days=number)).isoformat()).save()
    assert ok(look("cases", RECEPTION, person=CONTACT["email"], purpose="caller"))["more"] is False
    open_case(**(POTHOLE | {"contact": CONTACT}))
    found = ok(look("cases", RECEPTION, person=CONTACT["email"], purpose="caller"))
    assert found["more"] is True
    monkeypatch.setenv("CLOCK", "stated")
    shown = signed_in(agency="contact-centre", role="reception").submit(
        "/desk/people", [("person", CONTACT["email"]), ("purpose", "caller")], seen="/desk/people"
    )
    assert "They have brought more cases." in shown["body"]


def test_a_list_is_searched_by_words_and_by_place(aws: Aws, calls: Calls) -> None:
    here = in_progress()["reference"]
    there = in_progress(**(POTHOLE | {"description": "A sinkhole.", "place": {"lat": 44.70, "long": -63.62}}))[
        "reference"
    ]
    calls.forget()
    assert [one["reference"] for one in ok(look("tasks", text="SINKHOLE"))["tasks"]] == [there]
    assert calls.names == ["Query", "PutItem"]
    assert [one["reference"] for one in ok(look("tasks", near="44.62,-63.62", within="300"))["tasks"]] == [here]
    assert look("tasks", near="here")["statusCode"] == 400


def test_every_look_is_recorded_and_the_auditor_reads_who_saw_and_did_what(aws: Aws) -> None:
    reference = in_progress()["reference"]
    ok(look(f"cases/{reference}"))
    purpose = {"purpose": "The gate is locked, we must call."}
    assert ok(act(f"{reference}/disclosure", purpose))["contact"]["name"] == "Ana Rivas"
    trail = ok(look(f"cases/{reference}/audit", an_auditor()))
    assert [(one["by"], one["purpose"]) for one in trail["looks"]] == [
        ("staff:auditor-1", "audit"),
        ("staff:clerk-1", "The gate is locked, we must call."),
        ("staff:clerk-1", None),
    ]
    assert [one["type"] for one in trail["acts"]] == types(reference)
    assert act(f"{reference}/disclosure", {"purpose": "why not"})["statusCode"] == 400


def test_who_moves_a_deadline_gives_the_reason_and_the_open_tasks_move_along(aws: Aws) -> None:
    reference = in_progress()["reference"]
    before, due_at = task(reference).due_at, case_file(reference).case.due_at
    assert due_at
    later = due_at + timedelta(days=365)
    answer = act(f"{reference}/extension", {"due_at": later.isoformat(), "reason": "The law."}, claims=CHIEF)
    assert answer["statusCode"] == 200
    assert case_file(reference).case.due_at == later
    assert task(reference).due_at > before


def test_time_that_passes_is_told_once_and_closes_what_was_never_answered(aws: Aws) -> None:
    reference = in_progress()["reference"]
    for _ in range(2):
        casework.handle({"clock": {"reference": reference}}, None)
    assert types(reference)[-1] == "task.opened"
    ok(act(f"{reference}/tasks/01/question", {"question": "Which lane?"}))
    assert casework.handle({"clock": {}}, None)["cases"] == 0


def test_an_administrator_may_do_what_anybody_may_in_every_agency(aws: Aws) -> None:
    reference = in_progress()["reference"]
    ok(act(f"{reference}/tasks/01/completion", {"outcome": "done"}, claims=an_administrator()))


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("tasks/01/transfer", {"agency": "horse-tramways", "reason": "x"}, "agency"),
        ("tasks/01/transfer", {"agency": "parks"}, "reason"),
        ("tasks/01/splitting", {"agencies": ["parks"], "reason": "x"}, "agencies"),
        ("tasks/01/splitting", {"agencies": ["water", "parks", "water"], "reason": "x"}, "agencies[2]"),
        ("tasks/01/splitting", {"agencies": ["streets", "streets"], "reason": "x"}, "agencies[1]"),
        ("tasks/01/waiting", {"reason": "x"}, "until"),
        ("tasks/01/waiting", {"reason": "x", "until": "2001-01-01T00:00:00Z"}, "until"),
        ("tasks/01/waiting", {"reason": "x", "until": "tomorrow"}, "until"),
        ("tasks/01/completion", {"outcome": "done", "results": {"colour": "red"}}, "results.colour"),
        ("notes", {"text": ""}, "text"),
        ("notes", {"text": " \n"}, "text"),
        ("notes", {"text": "\u2060"}, "text"),
        ("tasks/01/transfer", {"agency": "parks", "reason": "\u200b"}, "reason"),
        ("tasks/01/question", {"question": "\u200b \u3164"}, "question"),
        ("merging", {"into": "nonsense", "reason": "x"}, "into"),
    ],
)
def test_what_is_wrong_with_an_act_is_named(aws: Aws, path: str, body: Any, field: str) -> None:
    reference = in_progress()["reference"]
    answer = act(f"{reference}/{path}", body)
    assert answer["statusCode"] in (400, 404), answer["body"]
    assert {error["field"] for error in said(answer)["errors"]} == {field}


def test_a_sub_service_is_a_case_of_its_own_that_ends_the_task_of_its_parent(aws: Aws) -> None:
    child_services = [
        (service["code"], task["service"])
        for service in aws_catalogue()
        for stage in service["plan"]
        for task in stage["tasks"]
        if task.get("done_by") == "service"
    ]
    assert child_services, "the sample city shows a sub-service"


def aws_catalogue() -> Any:
    from onestop.storage.catalogue.releases import current

    return current().services.values()


def test_routing_again_does_nothing(aws: Aws) -> None:
    reference = in_progress()["reference"]
    version = case_file(reference).case.version
    route(reference)
    assert case_file(reference).case.version == version
