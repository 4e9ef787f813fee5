"""Events are a promise to whoever subscribed: what they carry changes only where a reviewer sees it."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, get_type_hints

import msgspec

from dispatch.stream_records import MOVES_WORKFLOW
from notifications.news import send_news
from notifications.owed.which_letters import FOLLOWERS, HEARD, LETTERS, OF_LIFE
from notifications.without_case import codes, drafts, signatures
from notifications.without_case import subscriptions as confirmations
from onestop.contracts.recorded import Recorded
from onestop.domain.cases.events import EVENTS, Event
from tests.builders import an_event
from tests.contract import architecture
from tests.contract.event_samples import EXAMPLES, PAGE, SAMPLES, page_text, sample_of, sample_text, type_name
from tests.contract.template import NESTED, ROOT
from tests.each import for_each

TYPES = {event.type for event in EVENTS}
BY_TYPE = for_each("event", EXAMPLES)
CODE = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*|[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]")
WORDS_OF_THE_CATALOGUE = "unsafe building"  # a keyword: ours, not the resident's
FREE_TEXT = {"description", "text", "note", "comment", "words", "name", "email", "phone", "address", "lat", "long",
             "person", "title", "summary", "message"}  # fmt: skip
HINT = "run: make docs, and look at the difference"


def texts(node: Any) -> list[str]:
    if isinstance(node, dict):
        return [text for value in node.values() for text in texts(value)]
    if isinstance(node, list):
        return [text for value in node for text in texts(value)]
    return [node] if isinstance(node, str) else []


def subscriptions() -> dict[str, set[str]]:
    """What each of our queues wants to hear, by its name."""
    return {
        entry["Properties"]["Endpoint"]["Fn::GetAtt"][0]: set(entry["Properties"]["FilterPolicy"]["type"])
        for entry in NESTED["messaging"]["Resources"].values()
        if entry["Type"] == "AWS::SNS::Subscription"
    }


def test_every_event_has_a_sample_and_every_sample_its_event() -> None:
    assert {type(event) for event in EXAMPLES} == set(EVENTS)
    assert {path.stem for path in SAMPLES.glob("*.json")} == TYPES


@BY_TYPE
def test_the_sample_is_what_is_published(event: Event) -> None:
    assert (SAMPLES / f"{event.type}.json").read_text(encoding="utf-8") == sample_text(event), HINT


def test_the_page_of_the_architecture_is_what_the_templates_say() -> None:
    text = architecture.page_text()
    assert architecture.PAGE.read_text(encoding="utf-8") == text, HINT
    readme = architecture.README.read_text(encoding="utf-8")
    assert architecture.in_readme(readme) == readme, HINT
    assert [file for file in re.findall(r"[\w/.]+\.py", text) if not (ROOT / file).is_file()] == []


def test_the_page_of_events_is_what_the_code_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page_text(), HINT


@BY_TYPE
def test_an_event_comes_back_from_json_as_it_was(event: Event) -> None:
    assert msgspec.json.decode(msgspec.json.encode(event), type=type(event)) == event


@BY_TYPE
def test_an_event_comes_back_from_the_table_as_it_was_kept(event: Event) -> None:
    kept = an_event(event, sequence=7, agency="streets", service="pothole")
    read = msgspec.json.decode(msgspec.json.encode(kept), type=Recorded)
    assert replace(read, data={}) == replace(kept, data={})
    assert msgspec.convert(read.data, type(event)) == event


@BY_TYPE
def test_a_sample_is_a_cloud_event(event: Event) -> None:
    message = sample_of(event)["message"]
    assert {"specversion", "id", "source", "type"} <= set(message)  # what CloudEvents 1.0 requires
    assert message["specversion"] == "1.0"
    assert datetime.fromisoformat(message["time"]).tzinfo is not None
    assert re.fullmatch(r"\d{6}", message["sequence"])
    assert all(re.fullmatch(r"[a-z0-9]{1,20}", name) for name in message)


@BY_TYPE
def test_an_event_has_no_field_for_words_of_people(event: Event) -> None:
    assert not {field.name for field in fields(type(event))} & FREE_TEXT
    assert not set(sample_of(event)["message"]["data"]) & FREE_TEXT


@BY_TYPE
def test_every_text_of_an_event_is_a_code_a_reference_or_a_time(event: Event) -> None:
    data = sample_of(event)["message"]["data"]
    strange = [text for text in texts(data) if not CODE.fullmatch(text) and text != WORDS_OF_THE_CATALOGUE]
    assert [text for text in strange if datetime.fromisoformat(text).tzinfo is None] == []


def test_the_same_field_means_the_same_in_every_event() -> None:
    kinds: dict[str, set[str]] = {}
    for event in EVENTS:
        hints = get_type_hints(event)
        for field in fields(event):
            kinds.setdefault(field.name, set()).add(type_name(hints[field.name]).removesuffix(" or null"))
    assert {name: kind for name, kind in kinds.items() if len(kind) > 1} == {}


def test_notifications_hear_just_what_they_have_letters_for() -> None:
    assert subscriptions()["Notifications"] == HEARD


def test_every_letter_that_is_owed_is_in_the_catalogue(release: dict[str, Any]) -> None:
    owed = {letter.code for letter in (*LETTERS.values(), *FOLLOWERS.values(), *OF_LIFE.values())}
    # to whoever it may be, about no case
    owed |= {codes.LETTER, confirmations.LETTER, send_news.LETTER, signatures.LETTER}
    owed |= set(drafts.LETTERS.values())
    assert owed == {letter["code"] for letter in release["letters"]}


def test_nobody_waits_for_an_event_that_does_not_exist() -> None:
    heard = set(MOVES_WORKFLOW) | HEARD | {type for types in subscriptions().values() for type in types}
    assert heard <= TYPES


def test_the_stream_lets_through_what_dispatch_follows() -> None:
    template = (ROOT / "template.yaml").read_text(encoding="utf-8")
    pattern = json.loads(re.search(r"Pattern: '(.*)'", template)[1])  # type: ignore[index]
    assert pattern == {"dynamodb": {"NewImage": {"kind": {"S": ["event", "token"]}}}}
