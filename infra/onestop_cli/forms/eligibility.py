"""What is wrong with `eligibility.yaml`: its questions as those of a form, its offers one by one, and its own tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onestop.contracts.forms.check_answers import judge_answers
from onestop.domain.forms.eligibility import form_data_of, judge_offers
from onestop.domain.forms.form import read_form
from onestop_cli.file_complaint import FileComplaint
from onestop_cli.forms.conditions import check_rule
from onestop_cli.forms.lint_form import A_DAY, lint_form
from onestop_cli.release.faults import name_choices, show_value

FILE = "eligibility.yaml"


def lint_eligibility(given: Mapping[str, Any]) -> Iterator[FileComplaint]:
    """Everything that is wrong with one that is right in shape."""
    found = [*_lint_questions(given), *check_offers(given)]
    yield from found
    if not found:
        yield from run_tests(given)


def _lint_questions(given: Mapping[str, Any]) -> Iterator[FileComplaint]:
    for place, wrong, right in lint_form(form_data_of(given)):
        yield place.replace("pages[0].fields", "questions"), wrong, right


def check_offers(given: Mapping[str, Any]) -> Iterator[FileComplaint]:
    """Each offer is there once, looks only at what is asked, and has an answer for everybody."""
    known = {"today", *(question["at"] for question in given["questions"])}
    seen: set[str] = set()
    for at, offer in enumerate(given["offers"]):
        place = f"offers[{at}]"
        if offer["code"] in seen:
            yield f"{place}.code", f"{show_value(offer['code'])} is there twice", "another code"
        seen.add(offer["code"])
        for number, rule in enumerate(offer["rules"]):
            yield from check_rule(rule.get("when"), known, f"{place}.rules[{number}].when")
            if rule.get("when") is None and number < len(offer["rules"]) - 1:
                wrong = "it always holds, so the rules after it never count"
                yield f"{place}.rules[{number}]", wrong, "a condition, or the last place"
        if offer["rules"][-1].get("when") is not None:
            right = "a last rule without a condition, such as maybe"
            yield f"{place}.rules", "somebody for whom none of them holds is told nothing", right


def run_tests(given: Mapping[str, Any]) -> Iterator[FileComplaint]:
    """Returns a fault for each test of the file whose answers do not open the offers that they should."""
    form = read_form(form_data_of(given))
    for number, test in enumerate(given.get("tests", ())):
        today = test.get("today", A_DAY)
        asked, mistakes = judge_answers(form, test["answers"], today)
        if mistakes:
            wrong = ", ".join(f"{each.place} {each.kind}" for each in mistakes)
            yield f"tests[{number}]", f"{test['name']}: {wrong} is found", "answers that are valid"
            continue
        found = {offer.code: offer.may for offer in judge_offers(form, asked, today)}
        for code, may in test["may"].items():
            if code not in found:
                yield f"tests[{number}].may", f"no offer is called {show_value(code)}", name_choices(code, found)
            elif found[code] != may:
                yield f"tests[{number}]", f"{test['name']}: {code} is {found[code]}", may
