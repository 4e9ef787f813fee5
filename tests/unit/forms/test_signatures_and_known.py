"""Who has to sign with these answers, and what need not be asked once more."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from onestop.domain.forms.asked_fields import find_asked_fields
from onestop.domain.forms.form import Form, read_form
from onestop.domain.forms.once_only import AnswerSource, fill_in, known_from, offer_known
from onestop.domain.forms.signatures import answers_fingerprint, signatures_wanted
from onestop_cli.forms.diff_forms import diff_forms
from onestop_cli.forms.files import read_form_file
from onestop_cli.forms.lint_form import lint_form
from tests.fixtures import SAMPLE

TODAY = "2026-11-28"


def shipped(code: str) -> Form:
    return read_form(read_form_file(SAMPLE / "forms" / f"{code}.yaml"))


def wanted(form: Form, answers: dict[str, Any]) -> list[tuple[str, str]]:
    return [(each.id, each.name) for each in signatures_wanted(form, find_asked_fields(form, answers, TODAY), TODAY)]


def test_somebody_signs_where_the_answers_name_them() -> None:
    form = shipped("child-health-cover")
    partner = {"partner-is": {"first": "Luis", "last": "Ruiz"}}
    assert wanted(form, {"partner": True, **partner}) == [("partner", "Luis Ruiz")]
    assert wanted(form, {"partner": False, **partner}) == []
    assert wanted(form, {}) == []


def test_each_of_several_people_signs_for_themselves() -> None:
    form = shipped("business-licence")
    owners = [{"name": "Ana"}, {"name": "Luis"}]
    assert wanted(form, {"form": "partners", "owners": owners}) == [("owner-1", "Ana"), ("owner-2", "Luis")]
    assert wanted(form, {"form": "alone", "owners": owners}) == []


def test_a_signature_is_for_the_answers_as_they_count_and_for_no_others() -> None:
    form = shipped("child-health-cover")
    before = answers_fingerprint(form, find_asked_fields(form, {"partner": True, "phone": "555 0100"}, TODAY))
    assert answers_fingerprint(form, find_asked_fields(form, {"phone": "555 0100", "partner": True}, TODAY)) == before
    assert answers_fingerprint(form, find_asked_fields(form, {"partner": True, "phone": "555 0101"}, TODAY)) != before
    left = {"partner": True, "phone": "555 0100", "email": "a@resident.example"}  # not asked: contact by another way
    assert answers_fingerprint(form, find_asked_fields(form, left, TODAY)) == before


def test_what_was_told_once_is_offered_where_it_is_asked_again_and_never_over_an_answer() -> None:
    event, health = shipped("street-event-permit"), shipped("child-health-cover")
    told = known_from(health, {"phone": "555 0100", "address": {"city": "Port Ellery"}, "applicant": {"first": "Ana"}})
    assert told == {"first-name": "Ana", "city": "Port Ellery", "phone": "555 0100"}
    earlier = AnswerSource(known=told, reference="7KQ2-M4TX-9BWD-D", service="child-health-cover", day="2026-03-01")
    proved = AnswerSource(known={"email": "ana@resident.example", "phone": "555 0199"})
    asked = [path for path in event.fields if path[0] == "organiser"]
    offered = offer_known(event, asked, {"organiser": {"name": "Elm Street"}}, (earlier, proved))
    assert [(each.path, each.value, each.source.reference) for each in offered] == [
        (("organiser", "phone"), "555 0100", "7KQ2-M4TX-9BWD-D"),
        (("organiser", "email"), "ana@resident.example", ""),
    ]
    answers = {"organiser": {"name": "Elm Street"}}
    assert fill_in(answers, offered[1:]) == {"organiser": {"name": "Elm Street", "email": "ana@resident.example"}}
    assert answers == {"organiser": {"name": "Elm Street"}}
    assert offer_known(event, asked, {}, ()) == []


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"name": ["partner-is.nobody"]}, "signatures[0].name[0]"),
        ({"when": {"var": "nobody"}}, "signatures[0].when"),
        ({"each": "partner"}, "signatures[0].each"),
    ],
)
def test_a_signature_of_nobody_is_said_to_who_makes_the_form(change: dict[str, Any], place: str) -> None:
    given = copy.deepcopy(dict(shipped("child-health-cover").given))
    given["signatures"][0].update(change)
    assert [where for where, _, _ in lint_form(given)] == [place]


def test_a_signature_more_or_less_is_told_among_the_changes() -> None:
    given = dict(shipped("child-health-cover").given)
    without = {name: value for name, value in given.items() if name != "signatures"}
    assert list(diff_forms(without, given)) == ["The signature partner is needed now."]
    assert list(diff_forms(given, without)) == ["The signature partner is not needed any more."]
