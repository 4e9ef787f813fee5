"""Who chose to be called hears their letter, by day, once, without a link; whom no call reaches gets it another way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from notifications.channels import telephone
from notifications.handler import hear
from notifications.sending.send_to_everybody import tell_all
from notifications.words.letter import Message
from onestop.contracts.recorded import cloud_event
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.letters.delivery import LetterState
from onestop.domain.letters.preferences import Preferences
from onestop.domain.time.night import BY_NIGHT, leaves_at
from onestop.storage.letters.notifications import notifications_of
from onestop.storage.people.contact_details import prefer
from tests.aws_in_memory import Aws
from tests.contract.template import ROOT
from tests.functional.dialogue import ask, events_of
from tests.functional.notifications.providers import call_event, in_our_queue, taking
from tests.functional.stories import PLACE, case_file, in_progress, invite, resolved
from tests.unit.domain.test_night import MORNING, NIGHT

NUMBER = "+15550142777"
CONTACT = {"phone": NUMBER, "email": "ana@resident.example", "name": "Ana"}
FLOW = json.loads((ROOT / "infra" / "connect" / "outbound.json").read_text(encoding="utf-8"))


@pytest.fixture
def offered(post: Aws, release: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Aws:
    """A jurisdiction whose residents may be called."""
    monkeypatch.setenv("CLOCK", "stated")
    for name in (telephone.INSTANCE, telephone.FLOW):
        monkeypatch.setenv(name, "0f1e2d3c-0000-4000-8000-000000000000")
    monkeypatch.setenv(telephone.NUMBER, "+19025550100")
    post.publish({**release, "jurisdiction": {**release["jurisdiction"], "voice": True}})
    return post


@pytest.fixture
def calls(offered: Aws) -> Iterator[list[dict[str, Any]]]:
    """Amazon Connect calls; yields what it was asked."""
    assert offered
    with taking("connect", "StartOutboundVoiceContact", "ContactId", "contact") as asked:
        yield asked


def asked_by_call(language: str = "en", **told: Any) -> tuple[str, dict[str, Any], datetime]:
    """A question to somebody who wants to be called: the case, the event, and when it is told."""
    reference = str(in_progress(service_code="pothole", place=PLACE, contact=CONTACT, **told)["reference"])
    prefer(case_file(reference).case.person or "", language, "voice", Preferences())
    ask(reference, "Which lane?")
    found = events_of(reference, "case.opened", "resident.asked")
    opened, event = (cloud_event(each, "/onestop/test") for each in found)
    moment = datetime.fromisoformat(event["time"]) + timedelta(seconds=1)
    tell_all(opened, moment)
    return reference, event, moment


def ways(reference: str) -> list[tuple[str, LetterState]]:
    return [(each.channel, each.status) for each in notifications_of(reference) if each.letter == "resident-asked"]


def test_who_named_danger_is_written_to_for_as_long_as_there_is_danger(calls: list[Any]) -> None:
    reference, event, moment = asked_by_call(description="A hole in the road. I can smell gas in the house!")
    assert case_file(reference).case.endangered
    tell_all(event, moment)
    assert (calls, [channel for channel, _ in ways(reference)]) == ([], ["email"])


@pytest.mark.parametrize("answered", [True, False])
def test_a_letter_is_read_out_and_stands_by_whether_it_was_answered(
    calls: list[Any], post: Aws, answered: bool
) -> None:
    reference, event, moment = asked_by_call()
    assert (calls, len(post.emails())) == ([], 1)  # that it was opened is written: the law has us send it
    for _ in range(2):
        tell_all(event, moment)
    (called,) = calls
    assert called["DestinationPhoneNumber"] == NUMBER
    heard = called["Attributes"]["spoken"]
    assert "Which lane?" in heard
    assert telephone.spelled(reference) in heard
    assert not [word for word in ("://", "secret", reference, "<") if word in heard]
    assert ways(reference) == [("voice", LetterState.SENDING)]
    said = ["CONNECTED_TO_SYSTEM", "DISCONNECTED"] if answered else ["DISCONNECTED"]
    when = {"connectedToSystemTimestamp": moment.isoformat()} if answered else {}
    for each in said[:1] * 2:  # events come twice
        hear(in_our_queue(call_event("contact-1", each, moment, **when)), moment + timedelta(minutes=1))
    if answered:
        assert ways(reference) == [("voice", LetterState.DELIVERED)]
        with pytest.raises(ValueError, match="not enough values"):  # that it ended is no news
            in_our_queue(call_event("contact-1", "DISCONNECTED", moment, **when))
    else:
        assert sorted(ways(reference)) == [("email", LetterState.SENT), ("voice", LetterState.TEMPORARY)]


def test_where_nobody_can_be_called_the_letter_goes_the_next_way(
    calls: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(telephone.FLOW, "")
    reference, event, moment = asked_by_call()
    tell_all(event, moment)
    assert calls == []
    assert ways(reference) == [("voice", LetterState.FAILED), ("email", LetterState.SENT)]


def test_a_number_that_must_not_be_called_is_left_for_the_next_way(offered: Aws) -> None:
    reference, event, moment = asked_by_call()
    with offered.failing("connect", "StartOutboundVoiceContact", "DestinationNotAllowedException"):
        tell_all(event, moment)
    assert ways(reference) == [("voice", LetterState.FAILED), ("email", LetterState.SENT)]


@pytest.mark.parametrize("event", sorted(BY_NIGHT))
def test_nobody_is_called_by_night_whatever_they_did(catalogue: Catalogue, event: str) -> None:
    for asked_for in (True, False):
        assert leaves_at(event, "voice", NIGHT, catalogue, asked_for=asked_for) == MORNING


def test_what_is_read_out_ends_where_a_sentence_does_and_holds_no_link_nor_what_leads_to_one() -> None:
    link = "Answer here:\nhttps://city.example/track/x?secret=y"
    body = f"Hello Ana,\n\nWe need a word.\n{link}\n\n{'A sentence. ' * 300}"
    heard = telephone.spoken(Message("A question", body, language="en"))
    assert heard.startswith("A question. Hello Ana. We need a word. A sentence.")
    assert "here" not in heard
    assert len(heard) <= telephone.LONGEST + 1
    assert heard.endswith("A sentence.")


def test_the_flow_reads_what_is_sent_in_a_voice_of_each_language_and_always_ends(release: dict[str, Any]) -> None:
    blocks = {each["Identifier"]: each for each in FLOW["Actions"]}
    assert set(FLOW["Metadata"]["ActionMetadata"]) == set(blocks)
    (first,) = [each for each in blocks.values() if each["Type"] == "Compare"]
    chosen = {each["Condition"]["Operands"][0]: each["NextAction"] for each in first["Transitions"]["Conditions"]}
    assert set(release["jurisdiction"]["languages"]) <= set(chosen)
    for block in (FLOW["StartAction"], *chosen.values()):
        heard = 0
        while transitions := blocks[block]["Transitions"]:
            heard += blocks[block]["Parameters"].get("Text") == "$.Attributes.spoken"
            assert {each["NextAction"] for each in transitions["Errors"]} == {transitions["NextAction"]}
            block = transitions["NextAction"]
        assert (heard, blocks[block]["Type"]) == (2, "DisconnectParticipant")


def test_nobody_is_called_to_hear_that_we_would_ask_something(calls: list[Any]) -> None:
    """What they could answer are links, which nobody hears."""
    reference = str(resolved(service_code="pothole", place=PLACE, contact=CONTACT)["reference"])
    prefer(case_file(reference).case.person or "", "en", "voice", Preferences())
    invite(reference)
    for event in events_of(reference, "case.opened", "case.resolved", "survey.invited"):
        tell_all(cloud_event(event, "/onestop/test"), event.at + timedelta(seconds=1))
    told = {each.letter: each.channel for each in notifications_of(reference)}
    assert told == {"case-opened": "email", "case-resolved": "voice", "survey-invited": "email"}
    assert len(calls) == 1
