"""Whether every message is translated to every language that we ship: none missing, in doubt or left over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from onestop_cli.words.files import files_of
from onestop_cli.words.gather import is_complete, messages_of, read_words

FILLED_IN = re.compile(r"\{(\w+)[^{}]*\}")


def find_faults(project: Path) -> Iterator[str]:
    """What is wrong with the words of each language, one line each."""
    messages = messages_of(project)
    for locale, file in files_of(project):
        for fault in faults_of(messages, read_words(file, locale)):
            yield f"{file.relative_to(project)}: {fault}"


def faults_of(messages: Catalog, words: Catalog) -> Iterator[str]:
    """What is wrong with one language's words, beside the messages of the code."""
    for message in messages:
        if not message.id:
            continue
        said = words.get(message.id, message.context)
        if said is None or not is_complete(said.string):
            yield f"not translated: {shown(message)}"
        elif said.fuzzy:
            yield f"marked fuzzy, for somebody to look at: {shown(message)}"
        elif filled_in(message.id) != filled_in(said.string):
            yield f"other {{names}} than in English: {shown(message)}"
    known = {(message.id, message.context) for message in messages}
    for said in [*words, *words.obsolete.values()]:
        if said.id and (said.id, said.context) not in known:
            yield f"no longer in the code: {shown(said)}"


def filled_in(said: str | tuple[str, ...] | list[str] | None) -> set[str]:
    """The names of what is filled in."""
    return set(FILLED_IN.findall(said if isinstance(said, str) else (said or [""])[-1]))


def shown(message: Message) -> str:
    """A message as a person finds it again."""
    text = message.id if isinstance(message.id, str) else message.id[0]
    return f"{text!r}" + (f" (in: {message.context})" if message.context else "")
