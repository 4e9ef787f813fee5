"""Conversations by text message: what we last asked a number, about which case, until when; and who wants no messages.

One row a number in the Messages table, under the keyed hash of the number and never the number itself. A row that is
no longer live can be overwritten unread, so a new conversation may start without reading it first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import msgspec
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition

from onestop.storage.guards import Guard, put_guarded
from onestop.storage.people.contact_details import load_person, person_rows
from onestop.storage.tables import ENDPOINT, REGION, FromEnvironment, Row
from onestop.storage.transactions import refused, try_again

TALK = "talk"  # the name of the guard
KEPT_ASKED = 5  # questions of ours that may be open at once; older ones are dropped
KEPT_HEARD = 8  # messages that are recognised if they come twice
HOUR = timedelta(hours=1)
FORGOTTEN = timedelta(days=400)  # a row untouched this long says nothing about the number's present owner
FOR_EVER = "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingQuestion:
    """Something that we asked and that a short answer may answer.

    `kind` is question or task (of a case that waits for the resident), survey, pick (of `choices`: cases), language
    (of `choices`: languages) or helped (whether an article did: its code and version).
    """

    kind: str
    until: datetime
    reference: str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The state of a talk with one number. `about` is the case that messages belong to until `about_until`; `language`
    is the one that they chose, `spoken` the one that they or we used last; `answered` is when we sent automatic answers
    within the last hour; `stopped` is that they want no messages."""

    identity: str
    asked: tuple[PendingQuestion, ...] = ()
    about: str | None = None
    about_until: datetime | None = None
    language: str | None = None
    spoken: str | None = None
    stopped: bool = False
    heard: tuple[str, ...] = ()
    answered: tuple[datetime, ...] = ()

    def live_until(self) -> str:
        """Returns until when this must not be overwritten unread: for ever if they told us something about
        themselves."""
        if self.stopped or self.language:
            return FOR_EVER
        moments = (*(asked.until for asked in self.asked), *(each + HOUR for each in self.answered))
        return max((each.isoformat() for each in (*moments, *filter(None, (self.about_until,)))), default="")


class TalkRow(Row):
    """A conversation as a row of the Messages table."""

    class Meta:
        table_name = FromEnvironment("MESSAGES_TABLE")
        region = REGION
        host = ENDPOINT

    live_until = UnicodeAttribute(null=True)
    expires_at = NumberAttribute(null=True)


def talk_row(talk: Talk, at: datetime) -> TalkRow:
    """Returns the row of a conversation."""
    row = TalkRow(*talk_key(talk.identity), body=msgspec.json.encode(talk).decode())
    row.live_until = talk.live_until() or at.isoformat()
    if not talk.stopped:
        row.expires_at = int((at + FORGOTTEN).timestamp())
    return row


def talk_key(identity: str) -> tuple[str, str]:
    return f"TALK#{identity}", "TALK"


def is_stopped(body: str) -> bool:
    """Whether the stored conversation says that its number wants no messages."""
    return msgspec.json.decode(body, type=Talk).stopped


def begins(talk: Talk, at: datetime) -> Guard:
    """Returns a guard that keeps a new conversation in the transaction of the case that it opens, unless another one is
    live."""
    return put_guarded(TALK, talk_row(talk, at), TalkRow.pk.does_not_exist() | (TalkRow.live_until < at.isoformat()))


def goes_on(talk: Talk, before: Talk, at: datetime) -> Guard:
    """Returns a guard that keeps the changed conversation in the transaction of the case that it opens."""
    return put_guarded(TALK, talk_row(talk, at), unchanged(before))


def unchanged(before: Talk) -> Condition:
    condition: Condition = TalkRow.pk.does_not_exist() | (TalkRow.body == msgspec.json.encode(before).decode())
    return condition


def find_talk(identity: str) -> Talk:
    """Returns the conversation with a number; an empty one for an unknown number: one Query."""
    rows = list(TalkRow.query(f"TALK#{identity}", TalkRow.sk == "TALK", consistent_read=True))
    return read_talk({"body": rows[0].body} if rows else {}, identity)


def read_talk(row: Mapping[str, Any], identity: str) -> Talk:
    """Reads a conversation from its row."""
    return msgspec.json.decode(row["body"], type=Talk) if row.get("body") else Talk(identity=identity)


def change_talk(known: Talk, become: Callable[[Talk], Talk], at: datetime) -> Talk:
    """Keeps the changed conversation: one call, two more for each time that somebody else was faster."""
    seen = [known]  # the row as last read

    def write() -> Talk:
        before = seen.pop() if seen else find_talk(known.identity)
        talk = become(before)
        talk_row(talk, at).save(condition=unchanged(before))
        return talk

    return try_again(write, refused)


def with_question_asked(talk: Talk, asked: PendingQuestion, at: datetime) -> Talk:
    """Returns the conversation with a new question of ours: the newest last, expired questions and earlier copies left
    out."""
    others = (each for each in talk.asked if each.until > at and not same(each, asked))
    return replace(talk, asked=(*others, asked)[-KEPT_ASKED:])


def with_question_answered(talk: Talk, asked: PendingQuestion) -> Talk:
    """Returns the conversation without a question that was answered."""
    return replace(talk, asked=tuple(each for each in talk.asked if not same(each, asked)))


def same(one: PendingQuestion, other: PendingQuestion) -> bool:
    """Whether both ask the same: a reminder replaces its question, a new choice replaces the one before."""
    return (one.kind, one.reference) == (other.kind, other.reference)


def speak(person_id: str, language: str) -> None:
    """Keeps the language that a person wants us to use."""
    person = load_person(person_id)
    for row in person_rows(replace(person, language=language), reference=""):
        row.save()
