"""Macros of agencies as they are loaded: a step without what its act needs is refused with what would be right."""

from __future__ import annotations

from typing import Any

import pytest

from onestop_cli.release.macros import check_macros


def documents(step: dict[str, Any]) -> dict[str, Any]:
    return {"agencies.yaml": [{"code": "streets", "macros": [{"code": "a", "steps": [step]}]}]}


@pytest.mark.parametrize(("step", "wrong"), [
    ({"act": "ask"}, "the act ask needs text"),
    ({"act": "transfer", "text": {"en": "x"}}, "the act transfer needs agency"),
    ({"act": "wait", "text": {"en": "x"}}, "the act wait needs days"),
    ({"act": "note", "days": 3, "text": {"en": "x"}}, "only the act wait has days"),
    ({"act": "take", "text": {"en": "x"}}, "who takes a task writes nothing"),
    ({"act": "note", "text": {"en": "((nobody))"}}, "there is no placeholder ((nobody))"),
    ({"act": "note", "text": {"en": "((place)"}}, "a placeholder is not closed or not opened"),
])  # fmt: skip
def test_a_step_that_cannot_be_is_refused(step: dict[str, Any], wrong: str) -> None:
    assert [fault.wrong for fault in check_macros(documents(step))] == [wrong]


def test_steps_that_have_what_they_need_are_taken() -> None:
    steps = [
        {"act": "take"},
        {"act": "done"},
        {"act": "wait", "days": 3, "text": {"en": "Frost at ((place))."}},
        {"act": "transfer", "agency": "water", "text": {"en": "Theirs."}},
    ]
    assert not [fault for step in steps for fault in check_macros(documents(step))]
