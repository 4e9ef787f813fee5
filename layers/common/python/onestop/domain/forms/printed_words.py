"""Recognises what we printed on a form, to tell it from what somebody wrote on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from onestop.domain.catalogue.catalogue import Sayable
from onestop.domain.forms import paper_words
from onestop.domain.forms.condition_words import say_only_if
from onestop.domain.forms.form import Field, Form, texts_of
from onestop.domain.forms.paper import MARK, mark_of, numbers_for
from onestop.domain.translation import SayPhrase

PART = 15  # letters from which a part of a printed line counts as ours; a shorter one may be handwritten
LIKE = 0.75  # similarity from which read text counts as printed


def printed_on(form: Form, say: SayPhrase) -> frozenset[str]:
    """Returns all that is printed on a form in any of its languages, as it is compared."""
    texts = [words for _, texts in texts_of(form) for words in texts.values()]
    titles = [f"{at} {words}" for at, page in enumerate(form.pages, 1) for words in page.title.values()]
    every = [*form.fields.values(), *(inner for each in form.fields.values() for inner in each.fields)]
    texts += [words for each in every for words in labels(each, say)]
    examples = [each.example for each in every if each.example]
    beside = [*examples, mark_of(form)]
    for language in form.title:
        beside += [say(words, language) for words in paper_words.ALWAYS]
        beside += [say(paper_words.SUCH_AS, language).format(example=example) for example in examples]
        beside += _conditions(form, language, say)
    return frozenset(filter(None, map(plain_letters, (*texts, *titles, *beside))))


def _conditions(form: Form, language: str, say: SayPhrase) -> Iterator[str]:
    def in_one(said: Sayable) -> str:
        return say(said, language) if isinstance(said, str) else said.get(language, "")

    for rule in (*(each.when for each in form.pages), *(each.when for each in form.fields.values())):
        if rule is not None:
            yield say_only_if(rule, numbers_for(form), in_one)
    for group in form.fields.values():
        for inner in group.fields:
            if inner.when is not None:
                yield say_only_if(inner.when, numbers_for(form, group), in_one)


def is_printed(line: str, ours: Iterable[str]) -> bool:
    """Says whether we printed a line: all of it, or a part of a text that continues on the next line."""
    plain = plain_letters(line)
    return not plain or plain in ours or bool(MARK.search(line)) or is_part(plain, ours)


def is_part(plain: str, ours: Iterable[str]) -> bool:
    """Says whether words, as they are compared, are a part of printed text that nobody would write by chance."""
    return len(plain) >= PART and any(plain in each for each in ours)


def labels(each: Field, say: SayPhrase) -> Iterator[str]:
    """Yields the words of a question in every language, with the note that follows optional ones."""
    for language, words in each.label.items():
        yield words
        yield f"{words} ({say(paper_words.SKIP, language)})"


def is_like(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other[: len(one) + 4]).ratio() >= LIKE


def plain_letters(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())
