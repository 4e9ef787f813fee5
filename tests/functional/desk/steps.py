"""Steps from the inbox to where an act is done: one table for the tests that count them on the pages, for the bench
that prints them, and for docs/desk.md.

Those of django-helpdesk are counted in its own templates, as docs/desk.md says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The steps of one act here, by clicks and by keys, and by clicks in django-helpdesk. `beside` is what is also
    chosen in both; `then` are keys that send the form that is open. `most` is the promised maximum."""

    act: str
    here: tuple[str, ...]
    there: tuple[str, ...]
    most: int
    keys: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    beside: tuple[str, str] = ("", "")
    each: str = ""


STEPS: Mapping[str, Steps] = {
    "done": Steps(
        act="a simple task is done",
        here=("the case", "Done"),
        there=("the ticket", "Respond", "Resolved", "Update This Ticket"),
        most=2,
        keys=("j", "Enter", "d"),
    ),
    "transfer": Steps(
        act="it goes to another department",
        here=("the case", "Pass it on", "Pass it on"),
        there=("the ticket", "Respond", "Update ticket details", "Update This Ticket"),
        most=3,
        keys=("j", "Enter", "t"),
        then=("Tab", "Tab", "Enter"),
        beside=("the agency", "the queue"),
    ),
    "ask": Steps(
        act="the resident is asked with a prepared text",
        here=("the case", "the text", "Ask the resident"),
        there=("the ticket", "Respond", "the pre-set reply", "Update This Ticket"),
        most=3,
        keys=("j", "Enter", "1"),
        then=("Tab", "Enter"),
    ),
    "bulk": Steps(
        act="many are done at once",
        here=("what", "Go on", "Do it"),
        there=("Actions", "Close", "Go"),
        most=3,
        each="a tick each and ",
    ),
}


def as_markdown() -> str:
    """The table as docs/desk.md has it."""
    head = "| | here, clicks | here, keys | django-helpdesk, clicks |\n|---|---|---|---|\n"
    return head + "\n".join(line_of(steps) for steps in STEPS.values())


def line_of(steps: Steps) -> str:
    ours, theirs = (f" and {what}" if what else "" for what in steps.beside)
    here = f"{steps.each}{len(steps.here)}{ours}: {', '.join(steps.here)}"
    there = f"{steps.each}{len(steps.there)}{theirs}: {', '.join(steps.there)}"
    keys = f" {len(steps.keys)}{ours}: {marked(steps.keys)}" if steps.keys else ""
    then = f"; then {marked(steps.then)}" if steps.then else ""
    return f"| {steps.act} | {here} |{keys}{then} | {there} |"


def marked(keys: tuple[str, ...]) -> str:
    return " ".join(f"`{key}`" for key in keys)
