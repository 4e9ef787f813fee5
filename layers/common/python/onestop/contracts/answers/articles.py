"""Answers to anybody who asks a question: articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

from msgspec import Meta


class AnswerLine(TypedDict):
    """An article that may answer a question."""

    code: str
    version: Annotated[str, Meta(description="Names what it says: the same on every channel.")]
    language: Annotated[str, Meta(description="In which it is told: the jurisdiction's own where it has no other.")]
    title: Annotated[str, Meta(description="The question that it answers.")]
    short: Annotated[str, Meta(description="The short answer.")]


class AnswersFound(TypedDict):
    """The articles that may answer a question, the likeliest first."""

    language: str
    answers: Sequence[AnswerLine]


class ArticleShown(AnswerLine):
    """An article with a part for each channel, all with the same words."""

    text: Annotated[str, Meta(description="For a letter, an e-mail or a chat.")]
    html: Annotated[str, Meta(description="For a page: paragraphs, lists, bold words and links, and nothing else.")]
    sms: Annotated[str, Meta(description="For a text message.")]
    speech: Annotated[str, Meta(description="For a voice, as SSML.")]
    translated: Annotated[bool, Meta(description="Whether it is in the language that was asked for.")]
    outdated: Annotated[bool, Meta(description="Whether its translation is older than the words that it translates.")]
    agency: Annotated[str, Meta(description="Who keeps it right.")]
    review: Annotated[str, Meta(description="The day on which they look at it again.", examples=["2027-06-30"])]
    services: Annotated[Sequence[str], Meta(description="The services that it is about.")]
