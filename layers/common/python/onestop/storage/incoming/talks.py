"""Conversations by text message: what we asked a number last, about which case, until when; and who wants none.

One row a number in the Messages table, under the keyed hash of the number and never the number itself. A row that is
not live says nothing any more, so an opening that finds none live may put its own over it without reading it first.
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
KEPT_ASKED = 5  # questions of ours that may be open at once, the newest kept
KEPT_HEARD = 8  # messages that are known again when they come twice
HOUR = timedelta(hours=1)
FORGOTTEN = timedelta(days=400)  # what nobody has touched so long says nothing about the number's owner any more
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
    """What is under way with one number. `about` is the case that what follows until `about_until` belongs to;
    `language` is the one that they chose, `spoken` the one that they or we used last; `answered` is when we answered by
    ourselves within the last hour; `stopped` is that they want no messages."""

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
        """Until when this must not be written over unread: for ever where they told us something about themselves."""
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
    """The row of a conversation."""
    row = TalkRow(*talk_key(talk.identity), body=msgspec.json.encode(talk).decode())
    row.live_until = talk.live_until() or at.isoformat()
    if not talk.stopped:
        row.expires_at = int((at + FORGOTTEN).timestamp())
    return row


def talk_key(identity: str) -> tuple[str, str]:
    return f"TALK#{identity}", "TALK"


def is_stopped(body: str) -> bool:
    """Whether a conversation, as it is kept, says that its number wants no messages."""
    return msgspec.json.decode(body, type=Talk).stopped


def begins(talk: Talk, at: datetime) -> Guard:
    """Keeps a conversation in the same transaction as the case that it opens, unless another one is live."""
    return put_guarded(TALK, talk_row(talk, at), TalkRow.pk.does_not_exist() | (TalkRow.live_until < at.isoformat()))


def goes_on(talk: Talk, before: Talk, at: datetime) -> Guard:
    """Keeps what a conversation became in the same transaction as the case that it opens."""
    return put_guarded(TALK, talk_row(talk, at), unchanged(before))


def unchanged(before: Talk) -> Condition:
    condition: Condition = TalkRow.pk.does_not_exist() | (TalkRow.body == msgspec.json.encode(before).decode())
    return condition


def find_talk(identity: str) -> Talk:
    """What is under way with a number; nothing for one that is not known: one Query."""
    rows = list(TalkRow.query(f"TALK#{identity}", TalkRow.sk == "TALK", consistent_read=True))
    return read_talk({"body": rows[0].body} if rows else {}, identity)


def read_talk(row: Mapping[str, Any], identity: str) -> Talk:
    """A conversation as its row says."""
    return msgspec.json.decode(row["body"], type=Talk) if row.get("body") else Talk(identity=identity)


def change_talk(known: Talk, become: Callable[[Talk], Talk], at: datetime) -> Talk:
    """Keeps what a conversation becomes: one call, two more for each time that somebody was faster."""
    seen = [known]  # what was read last

    def write() -> Talk:
        before = seen.pop() if seen else find_talk(known.identity)
        talk = become(before)
        talk_row(talk, at).save(condition=unchanged(before))
        return talk

    return try_again(write, refused)


def with_question_asked(talk: Talk, asked: PendingQuestion, at: datetime) -> Talk:
    """The conversation once we have asked something: the newest last, what is past or asked before left out."""
    others = (each for each in talk.asked if each.until > at and not same(each, asked))
    return replace(talk, asked=(*others, asked)[-KEPT_ASKED:])


def with_question_answered(talk: Talk, asked: PendingQuestion) -> Talk:
    """The conversation once something that we asked is answered."""
    return replace(talk, asked=tuple(each for each in talk.asked if not same(each, asked)))


def same(one: PendingQuestion, other: PendingQuestion) -> bool:
    """Whether both ask the same: a reminder takes the place of its question, a new choice that of the one before."""
    return (one.kind, one.reference) == (other.kind, other.reference)


def speak(person_id: str, language: str) -> None:
    """Keeps which language a person wants to hear from us in."""
    person = load_person(person_id)
    for row in person_rows(replace(person, language=language), reference=""):
        row.save()
