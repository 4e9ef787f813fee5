"""Who listens to which event: read from the tables that say so, for docs/events.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dispatch.stream_records import MOVES_WORKFLOW
from intake.open311.updates import STATUS
from notifications.owed.which_letters import FOLLOWERS, LETTERS, NEWS, OwedLetter
from onestop.domain.cases.event_words import EVENT_WORDS
from onestop.domain.cases.events import EVENTS
from onestop.domain.time.night import BY_NIGHT
from onestop.storage.cases.case_rows import PUBLISHED
from tests.contract.template import NESTED

HEAD = (
    "event",
    "the workflow",
    "the resident is sent",
    "joined residents are sent",
    "subscribers are told",
    "by night",
    "timeline",
    "Open311",
    "queues",
)


def queues_of(event: str) -> list[str]:
    """Those of our queues that the topic passes an event to."""
    subscriptions = (
        entry["Properties"]
        for entry in NESTED["messaging"]["Resources"].values()
        if entry["Type"] == "AWS::SNS::Subscription"
    )
    return sorted(each["Endpoint"]["Fn::GetAtt"][0] for each in subscriptions if event in each["FilterPolicy"]["type"])


def letters_for(event: str, letters: Mapping[str, OwedLetter]) -> str:
    """Returns the letters about an event; if they depend on more than its type, each with what it depends on."""
    found = [(kind.partition("/")[2], letter.code) for kind, letter in letters.items() if kind.split("/")[0] == event]
    return ", ".join(f"`{code}`" + (f" ({detail})" if detail else "") for detail, code in found)


def name_of(move: Callable[..., object] | None) -> str:
    return move.__name__.replace("_", " ") if move else ""


def table_of_listeners() -> str:
    """The table, in Markdown."""
    rows = [
        (
            f"[`{event.type}`](#{event.type.replace('.', '')})",
            name_of(MOVES_WORKFLOW.get(event.type)),
            letters_for(event.type, LETTERS),
            letters_for(event.type, FOLLOWERS),
            f"it is {NEWS[event.type]}" if event.type in NEWS else "",
            BY_NIGHT[event.type].value if event.type in BY_NIGHT else "",
            "yes" if event.type in EVENT_WORDS else "",
            STATUS.get(event.type, "open") if event.type in PUBLISHED else "",
            ", ".join(queues_of(event.type)),
        )
        for event in EVENTS
    ]
    lines = [HEAD, ("---",) * len(HEAD), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
