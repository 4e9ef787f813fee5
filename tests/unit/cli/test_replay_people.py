"""The residents and staff that a replay plays are invented, and the same for the same row."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import msgspec

from onestop.contracts.api import CaseBody
from onestop_cli.front.outbox import SentMessage
from onestop_cli.replay.families import Families
from onestop_cli.replay.people import invent_contact
from onestop_cli.replay.residents import choose_answers, find_links
from onestop_cli.replay.rows import RowNeed
from onestop_cli.replay.run import Run
from onestop_cli.replay.staff import decide_task_end
from onestop_cli.replay.submit import body_of

RUN = Run(id="0123abcd", source="export.csv", began_at=datetime(2026, 11, 23, tzinfo=UTC))
NEEDS = [
    RowNeed(row=row, id=f"r-{row}", description="A hole", channel="phone" if row % 2 else "web")
    for row in range(1, 301)
]


def test_the_same_row_has_the_same_resident_in_every_run() -> None:
    assert [invent_contact(need, "t") for need in NEEDS] == [invent_contact(need, "t") for need in NEEDS]


def test_nobody_real_can_be_reached() -> None:
    for need in NEEDS:
        contact = invent_contact(need, RUN.tag(need.row))
        assert (contact.email is None) == (need.channel == "phone")
        assert contact.email is None or contact.email.endswith("@resident.example")
        assert contact.phone is None or re.fullmatch(r"\+1 \d{3} 555 01\d\d", contact.phone)


def test_residents_speak_all_languages_and_a_language_of_the_row_is_kept() -> None:
    assert {invent_contact(need, "t").language for need in NEEDS} == {"en", "zh-Hans", "es"}
    told = RowNeed(row=1, id="1", description="?", channel="web", language="fr")
    assert invent_contact(told, "t").language == "fr"


def test_what_is_submitted_is_a_request_that_the_door_takes() -> None:
    for need in NEEDS:
        msgspec.convert(body_of(RUN, need), CaseBody)


def test_each_row_has_its_own_key_even_if_the_export_repeats_an_id_or_has_an_odd_one() -> None:
    odd = [
        RowNeed(row=row, id=name, description="?", channel="web") for row, name in enumerate(("a", "a", "é", "x" * 300))
    ]
    keys = [RUN.key(need) for need in odd]
    assert len(set(keys)) == 4
    assert all(key.isascii() and key.isprintable() and len(key) <= 255 for key in keys)


def test_the_triage_desk_gives_a_third_of_the_rows_a_service_and_answers_the_rest() -> None:
    first, later = {"triage": True, "task": "01"}, {"triage": True, "task": "02"}
    outcomes = [decide_task_end(RUN, need, first, ("pothole", "noise")) for need in NEEDS]
    assert sum("service_code" in outcome for outcome in outcomes) == 100
    assert {outcome.get("service_code") for outcome in outcomes} == {None, "pothole", "noise"}
    assert not any("service_code" in decide_task_end(RUN, need, later, ("pothole",)) for need in NEEDS)


def test_the_triage_desk_gives_a_service_to_all_that_is_handed_on_or_merged_later() -> None:
    task = {"triage": True, "task": "01"}
    handed = RowNeed(row=1, id="1", description="?", channel="web", handed_to="Roads")
    assert "service_code" in decide_task_end(RUN, handed, task, ("pothole",))
    family = replace(RUN, families=Families({7: 4}))
    decided = {need.row: decide_task_end(family, need, task, ("pothole",)) for need in NEEDS[:8]}
    assert [row for row, outcome in decided.items() if "service_code" in outcome] == [3, 4, 6, 7]


def test_a_few_agencies_decline_what_they_are_asked_first_and_nobody_declines_triage() -> None:
    first, later = {"triage": False, "task": "01"}, {"triage": False, "task": "02"}
    declined = [need for need in NEEDS if decide_task_end(RUN, need, first, ())["outcome"] == "declined"]
    assert len(declined) == 12
    assert all(decide_task_end(RUN, need, later, ())["outcome"] == "done" for need in declined)
    assert all(decide_task_end(RUN, need, {"triage": True, "task": "01"}, ())["outcome"] == "done" for need in declined)


def test_nobody_declines_where_the_export_says_who_did_the_work() -> None:
    told = replace(RUN, declines=False)
    task = {"triage": False, "task": "01"}
    assert {decide_task_end(told, need, task, ())["outcome"] for need in NEEDS} == {"done"}


def test_survey_links_are_found_in_mail_and_sms_and_tracking_links_are_not() -> None:
    def message(body: str) -> SentMessage:
        return SentMessage("1", "sms", "+15550100", "", body, 0.0)

    sent = [
        message("Tell us: http://localhost/survey/7KQ2-M4TX-9BWD-R?secret=aB_-9&lang=es"),
        message("请评价：http://localhost/survey/7KQ2-M4TX-9BWD-S?secret=x"),
        message("See http://localhost/track/7KQ2-M4TX-9BWD-R?secret=y"),
    ]
    assert list(find_links(sent)) == [("7KQ2-M4TX-9BWD-R", "aB_-9"), ("7KQ2-M4TX-9BWD-S", "x")]


def test_residents_answer_what_is_required_with_scores_from_1_to_5() -> None:
    questions = [
        {"code": "satisfaction", "kind": "scale", "required": True},
        {"code": "ease", "kind": "scale", "required": False},
        {"code": "comment", "kind": "text", "required": False},
    ]
    answers = [choose_answers(need, {"questions": questions, "language": "es"}) for need in NEEDS]
    assert all(1 <= answer["satisfaction"] <= 5 for answer in answers)
    assert {answer["satisfaction"] for answer in answers} == {1, 2, 3, 4, 5}
    assert 0 < sum("comment" in answer for answer in answers) < len(answers)
    assert 0 < sum("ease" not in answer for answer in answers) < len(answers)
