"""The checks of life events: what the services that one opens would miss is said before anybody fills the form in."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from onestop_cli.release.life import check_life


def a_field(code: str, kind: str, *choices: str, **more: Any) -> dict[str, Any]:
    listed = {"choices": [{"code": each} for each in choices]} if choices else {}
    return {"code": code, "kind": kind, **listed, **more}


def documents() -> dict[str, Any]:
    """A life event of two parts in which nothing is wrong."""
    given = {
        "description": {"en": "From ((day)) on."},
        "place": "street",
        "answers": {"size": "wanted-size", "people": "people"},
    }
    moving = {
        "code": "moving",
        "life": True,
        "form": "moving",
        "place": "optional",
        "questions": [
            a_field("day", "date"),
            a_field("street", "text"),
            a_field("wanted-size", "choice", "small"),
            a_field("people", "number"),
        ],
        "plan": [
            {
                "code": "parts",
                "complete": "ended",
                "tasks": [
                    {"code": "cart", "done_by": "service", "service": "cart", "gives": given},
                    {"code": "ask", "done_by": "service", "service": "ask", "gives": {"description": {"en": "Why?"}}},
                ],
            }
        ],
    }
    cart = {
        "code": "cart",
        "place": "required",
        "questions": [a_field("size", "choice", "small", "large"), a_field("people", "number", required=True)],
        "plan": [],
    }
    asked = [{"at": "day"}, {"at": "street"}, {"at": "wanted-size"}, {"at": "people"}]
    return {
        "services/moving.yaml": moving,
        "services/cart.yaml": cart,
        "services/ask.yaml": {"code": "ask", "place": "none", "plan": []},
        "forms/moving.yaml": {"pages": [{"fields": asked}]},
        "letters/life-ended.yaml": {},
    }


GIVES = ("services/moving.yaml", "plan", 0, "tasks", 0, "gives")
# what is put where, and where the fault is found with which words
WRONG: dict[str, tuple[tuple[Any, ...], Any, str, str]] = {
    "a question that nobody asked": ((*GIVES, "description", "en"), "((week))", "gives.description", "'week'"),
    "a place that is no text": ((*GIVES, "place"), "day", "gives.place", "answered in words"),
    "no place where one is needed": ((*GIVES, "place"), None, "gives.place", "missing"),
    "a question that is not asked there": ((*GIVES, "answers", "colour"), "day", "answers.colour", "no such question"),
    "an answer that is not asked here": ((*GIVES, "answers", "size"), "colour", "answers.size", "no question 'colour'"),
    "an answer of another kind": ((*GIVES, "answers", "people"), "street", "answers.people", "another kind"),
    "an answer that is no choice there": (
        ("services/moving.yaml", "questions", 2, "choices", 0, "code"),
        "huge",
        "answers.size",
        "'huge'",
    ),
    "no answer where one is required": ((*GIVES, "answers"), {"size": "wanted-size"}, "answers.people", "missing"),
    "a form that does not ask": (("forms/moving.yaml", "pages", 0, "fields"), [{"at": "day"}], "questions", "not ask"),
    "no form": (("services/moving.yaml", "form"), None, "form", "missing"),
    "a task of its own": (("services/moving.yaml", "plan", 0, "tasks", 1, "done_by"), "agency", "tasks[1]", "opens"),
    "a stage that may never end": (("services/moving.yaml", "plan", 0, "complete"), "all", "complete", "keep"),
    "no letter at the end": (("letters/life-ended.yaml",), None, "", "missing"),
}


def put(document: Any, keys: tuple[Any, ...], value: Any) -> None:
    for key in keys[:-1]:
        document = document[key]
    if value is None:
        del document[keys[-1]]
    else:
        document[keys[-1]] = value


def test_nothing_is_found_in_one_that_is_whole() -> None:
    assert list(check_life(documents())) == []


@pytest.mark.parametrize("name", WRONG)
def test_what_a_part_would_miss_is_said_with_its_place(name: str) -> None:
    keys, value, where, words = WRONG[name]
    wrong = deepcopy(documents())
    put(wrong, keys, value)
    found = [str(fault) for fault in check_life(wrong)]
    assert any(where in fault and words in fault for fault in found), found
