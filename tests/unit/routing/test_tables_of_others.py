"""Decision tables of other governments, written as our rules, decide every row as they do."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from onestop.domain.cases.progress import RoutingDecision
from onestop.domain.catalogue.catalogue import Catalogue
from onestop_cli.release.answers import check_answers
from onestop_cli.release.schema import compare_with_schema
from routing.deciding import decide_service
from routing.facts import RoutingFacts
from tests.builders import NOW

TABLES = Path(__file__).parents[4] / "shared" / "data" / "routing_rules"
SECTIONS = TABLES / "doj_section_assignment_expected.csv"
CATEGORIES = TABLES / "amsterdam_categories_nl.json"
BECAUSE = {"en": "The table says so."}

Row = dict[str, str]
Answers = dict[str, tuple[str, ...]]


def code_of(words: str) -> str:
    """Words as a code of the catalogue."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def a_service(catalogue: Catalogue, code: str, agencies: int, **other: Any) -> dict[str, Any]:
    """A service whose plan has a task for each of so many agencies, all of which the rules must name."""
    [stage, *_] = catalogue.services["street-light"]["plan"]
    tasks = [{**stage["tasks"][0], "code": f"part-{part}", "agency": "nobody"} for part in range(agencies)]
    return {**catalogue.services["street-light"], "code": code, "plan": [{**stage, "tasks": tasks}], **other}


def a_rule(code: str, agencies: list[str], **when: Any) -> dict[str, Any]:
    named = {f"part-{part}": agency for part, agency in enumerate(agencies)}
    return {"code": code, "when": when, "agency": named, "because": BECAUSE}


def with_rules(catalogue: Catalogue, services: list[dict[str, Any]], rules: list[dict[str, Any]]) -> Catalogue:
    """A catalogue of these alone, after the checks that `onestop load` makes of the rules."""
    routing = {"rules": rules}
    files = {f"services/{service['code']}.yaml": service for service in services}
    assert not compare_with_schema("routing.yaml", routing, "routing", frozenset({"en"}))
    assert not list(check_answers({"routing.yaml": routing, **files}))
    return Catalogue("x", {**catalogue.release, "services": services, "rules": rules, "urgency": ()})


def agencies_for(catalogue: Catalogue, service: str, answers: Answers) -> list[str]:
    made = decide_service(RoutingFacts(text="", opened_at=NOW, service=service, answers=answers), catalogue)
    assert isinstance(made, RoutingDecision)
    return [task.agency for stage in made.plan for task in stage.tasks]


def answers_of(row: Row) -> Answers:
    """What the resident answered: several reasons at once stand beside one another; what was not asked is not there."""
    given = {code_of(asked): said.split("|") for asked, said in row.items() if asked != "Section assignment"}
    return {asked: tuple(map(code_of, said)) for asked, said in given.items() if said not in ([""], ["n/a"])}


def rules_of(rows: list[Row]) -> list[dict[str, Any]]:
    """A rule for each situation and section, with all the reasons that lead there, from the rows with one reason.

    The section for immigrants at work comes last: who names another reason beside goes where that one belongs.
    """
    alike: dict[tuple[tuple[tuple[str, tuple[str, ...]], ...], str], list[str]] = defaultdict(list)
    for row in rows:
        answers = answers_of(row)
        reasons = answers.pop("protected-class")
        alike[tuple(answers.items()), code_of(row["Section assignment"])] += reasons
    ordered = sorted(alike.items(), key=lambda each: each[0][1] == "ier")
    return [
        a_rule(f"row-{at}", [section], answer={**dict(situation), "protected-class": reasons})
        for at, ((situation, section), reasons) in enumerate(ordered)
    ]


@pytest.mark.skipif(not SECTIONS.exists(), reason="the shared data are not here")
def test_the_section_of_each_complaint_is_the_one_of_the_table_also_for_several_reasons(catalogue: Catalogue) -> None:
    with SECTIONS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    choices: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for asked, said in answers_of(row).items():
            choices[asked].update(said)
    questions = [
        {"code": asked, "kind": "choices", "choices": [{"code": code, "name": BECAUSE} for code in sorted(codes)]}
        for asked, codes in choices.items()
    ]
    rules = rules_of([row for row in rows if "|" not in row["Protected class"]])
    ours = with_rules(catalogue, [a_service(catalogue, "complaint", 1, questions=questions)], rules)
    wrong = [
        row for row in rows if agencies_for(ours, "complaint", answers_of(row)) != [code_of(row["Section assignment"])]
    ]
    assert (len(rows), wrong) == (261, [])
    assert len(rules) < 30  # far fewer than rows: the rules say what the table means


@pytest.mark.skipif(not CATEGORIES.exists(), reason="the shared data are not here")
def test_each_category_of_amsterdam_goes_to_its_departments(catalogue: Catalogue) -> None:
    fields = {each["pk"]: each["fields"] for each in json.loads(CATEGORIES.read_text(encoding="utf-8"))}
    subs = [each for each in fields.values() if each["parent"] is not None]
    expected = {
        code_of(f"{fields[sub['parent']]['slug']}-{sub['slug']}"): [f"department-{n}" for n in sub["departments"]]
        for sub in subs
    }
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for service, departments in expected.items():
        alike[tuple(departments)].append(service)
    rules = [a_rule(f"row-{at}", list(each), service=named) for at, (each, named) in enumerate(alike.items())]
    services = [a_service(catalogue, service, len(departments)) for service, departments in expected.items()]
    ours = with_rules(catalogue, services, rules)
    assert len(expected) == len(subs) == 77
    assert {service: agencies_for(ours, service, {}) for service in expected} == expected


def test_a_rule_with_an_answer_is_for_those_who_gave_it_and_for_nobody_else(catalogue: Catalogue) -> None:
    service = a_service(catalogue, "lamp", 1, questions=[{"code": "wires", "kind": "yesno"}])
    ours = with_rules(catalogue, [service], [a_rule("wires", ["electricians"], answer={"wires": ["yes"]})])
    assert agencies_for(ours, "lamp", {"wires": ("yes",)}) == ["electricians"]
    assert agencies_for(ours, "lamp", {"wires": ("no",)}) == agencies_for(ours, "lamp", {}) == ["nobody"]
