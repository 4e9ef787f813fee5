"""What an agency may ask for: the filter policies of docs/subscribing.md, each under a short name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from onestop.domain.cases.events import EVENTS, Event

Policy = dict[str, Any]
ATTRIBUTES, BODY = "MessageAttributes", "MessageBody"
OF_ALL_EVENTS = ("type", "agency", "service", "priority", "channel", "data", "subject")


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedEvents:
    """What an agency asks for by name, with the parameters that some policies need."""

    agency: str
    also: str = ""
    service: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A filter policy under a name. It is narrowed to what the agency has, unless it is about cases that none has yet.
    `needs` names the part of a wish without which there is no policy."""

    title: str
    policy: Callable[[WantedEvents], Policy]
    narrowed: bool = True
    needs: str = ""
    scope: str = ATTRIBUTES


RECIPES: Mapping[str, Recipe] = {
    "own": Recipe("What one agency has", lambda wish: {"agency": [wish.agency]}, False),
    "two": Recipe("What two agencies have", lambda wish: {"agency": [wish.agency, wish.also]}, False, "also"),
    "new": Recipe("New cases", lambda _: {"type": ["case.opened"]}, False),
    "tasks": Recipe("All that happens to tasks", lambda _: {"type": [{"prefix": "task."}]}),
    "task-ends": Recipe(
        "Tasks that begin and end, of one agency",
        lambda wish: {
            "agency": [wish.agency],
            "type": ["task.opened", "task.completed", "task.declined", "task.cancelled"],
        },
        False,
    ),
    "case-ends": Recipe("How cases end", lambda _: {"type": ["case.resolved", "case.closed"]}),
    "service": Recipe("One service", lambda wish: {"service": [wish.service]}, False, "service"),
    "not-service": Recipe(
        "All services but one", lambda wish: {"service": [{"anything-but": [wish.service]}]}, True, "service"
    ),
    "urgent": Recipe("What is urgent", lambda _: {"priority": ["high", "urgent"]}),
    "not-routed": Recipe(
        "Cases that are not routed yet", lambda _: {"type": ["case.opened"], "service": [{"exists": False}]}, False
    ),
    "danger": Recipe("Danger of any kind", lambda _: {"hazard": [{"exists": True}]}, False),
    "by-voice": Recipe("What came by telephone or at the counter", lambda _: {"channel": ["phone", "counter"]}),
    "not-web": Recipe("Everything but what came by the web", lambda _: {"channel": [{"anything-but": ["web"]}]}),
    "late": Recipe("What is late", lambda _: {"type": ["task.escalated", "target.missed", "task.due_soon"]}),
    "by-residents": Recipe(
        "What residents did themselves (body)", lambda _: {"data": {"by": ["resident"]}}, scope=BODY
    ),
    "case": Recipe("One case (body)", lambda wish: {"subject": [wish.case]}, False, "case", BODY),
}


def policy_for(recipe: Recipe, wish: WantedEvents, *, of_all: bool) -> Policy:
    """The filter policy of a recipe, narrowed to what the agency has where that makes sense and is wanted."""
    policy = recipe.policy(wish)
    if of_all or not recipe.narrowed:
        return policy
    if recipe.scope == BODY:
        return {"data": {"agency": [wish.agency], **policy["data"]}}
    return {"agency": [wish.agency], **policy}


def kinds_taken(policy: Policy) -> list[type[Event]]:
    """The kinds of events that a policy can let through: those of its types that have what it looks at."""
    return [event for event in EVENTS if of_wanted_type(event, policy) and has_all(event, policy)]


def of_wanted_type(event: type[Event], policy: Policy) -> bool:
    wanted = policy.get("type")
    if wanted is None:
        return True
    return any(
        event.type.startswith(each["prefix"]) if isinstance(each, dict) else event.type == each for each in wanted
    )


def has_all(event: type[Event], policy: Policy) -> bool:
    own = {field.name for field in fields(event)}
    return all(name in OF_ALL_EVENTS or name in own for name in policy)
