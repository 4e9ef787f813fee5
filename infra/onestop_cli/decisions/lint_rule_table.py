"""Faults of a rule table, in words that say what would be right. The shape of the file is checked before
(`decision.schema.json`); these are the faults that only show when its parts are compared with one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onestop.domain.decisions.apply_rule_table import OURS, RuleResult, apply_table, facts_for
from onestop.domain.decisions.rule_table import Hit, RuleTable, read_table
from onestop_cli.file_complaint import FileComplaint
from onestop_cli.forms.conditions import check_rule
from onestop_cli.release.faults import name_choices, show_value

A_DAY = "2026-11-28"  # of a test that names none


def lint_table(given: Mapping[str, Any], form: Mapping[str, Any] | None) -> Iterator[FileComplaint]:
    """Returns all faults of a table. `form` is the one whose answers it uses; names of answers are not
    checked without it."""
    found = [*check_rows(given), *check_expressions(given, form)]
    yield from found
    if not found:  # what cannot be worked out cannot be tried
        yield from run_tests(given)


def check_rows(given: Mapping[str, Any]) -> Iterator[FileComplaint]:
    """Rows have codes of their own, each can be reached, and only what is granted has conditions."""
    seen: set[str] = set()
    always = None
    for at, row in enumerate(given["rows"]):
        if row["code"] in seen:
            yield f"rows[{at}].code", f"{show_value(row['code'])} is there twice", "another code"
        seen.add(row["code"])
        if row.get("conditions") and row["outcome"] != "grant":
            yield f"rows[{at}].conditions", "what is not granted has no conditions", "conditions where it is granted"
        if always is not None:
            wrong = f"no case comes here: the row {show_value(always)} before it holds always"
            yield f"rows[{at}]", wrong, "the row without a condition last"
        elif row.get("when") is None and given.get("hit", Hit.FIRST) == Hit.FIRST:
            always = row["code"]


def check_expressions(given: Mapping[str, Any], form: Mapping[str, Any] | None) -> Iterator[FileComplaint]:
    """Conditions are in the language of forms, and look at what is there."""
    known = None if form is None else answers_of(form)
    for name in sorted((known or set()) & {"result", "received"}):
        yield "form", f"the form asks {show_value(name)}, which means something else here", "another name in the form"
    names = None if known is None else known | set(OURS)
    for at, row in enumerate(given["rows"]):
        yield from check_rule(row.get("when"), names, f"rows[{at}].when")
    yield from check_rule(given.get("fee"), names, "fee")


def answers_of(form: Mapping[str, Any]) -> set[str]:
    """The places of all that a form asks."""
    return {field["at"] for page in form["pages"] for field in page["fields"]}


def run_tests(given: Mapping[str, Any]) -> Iterator[FileComplaint]:
    """Returns a fault for each test in the table's file that is not decided as it should be."""
    table = read_table(given)
    known: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
    for number, test in enumerate(given.get("tests", ())):
        like = test.get("like")
        if like and like not in known:
            yield f"tests[{number}].like", f"no earlier test is called {show_value(like)}", name_choices(like, known)
            continue
        before = known[like] if like else ({}, {})
        answers, results = {**before[0], **test["answers"]}, {**before[1], **test.get("results", {})}
        known[test["name"]] = answers, results
        today = test.get("today", A_DAY)
        verdict = apply_table(table, facts_for(answers, results, today, test.get("received", today)))
        yield from (
            (f"tests[{number}].{name}", f"{test['name']}: {got}", str(wanted))
            for name, got, wanted in differences(test, verdict)
        )


def differences(test: Mapping[str, Any], verdict: RuleResult) -> Iterator[tuple[str, str, str]]:
    """Returns where a decision is not what a test asks for."""
    if verdict.outcome != test["outcome"]:
        yield "outcome", f"{verdict.outcome} by {', '.join(verdict.codes) or 'no row'}", test["outcome"]
    if "rows" in test and list(verdict.codes) != list(test["rows"]):
        yield "rows", ", ".join(verdict.codes) or "no row", ", ".join(test["rows"]) or "no row"
    if "fee" in test and verdict.fee != test["fee"]:
        yield "fee", verdict.fee, test["fee"]


def never_tried(table: RuleTable) -> list[str]:
    """Returns the rows that no test of the table names: nothing has shown that they do what they should."""
    tried = {code for test in table.given.get("tests", ()) for code in test.get("rows", ())}
    return [row.code for row in table.rows if row.code not in tried]
