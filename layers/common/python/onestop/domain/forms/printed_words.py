"""What we printed on a form of ours, so that it is told from what somebody wrote on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from onestop.domain.catalogue.catalogue import Sayable
from onestop.domain.forms import paper_words
from onestop.domain.forms.condition_words import say_only_if
from onestop.domain.forms.form import Field, Form, texts_of
from onestop.domain.forms.paper import MARK, mark_of, numbers_for
from onestop.domain.translation import SayPhrase

PART = 15  # letters of a line that is a part of something printed; of fewer it may be what somebody wrote
LIKE = 0.75  # how like printed words what was read must be


def printed_on(form: Form, say: SayPhrase) -> frozenset[str]:
    """All that stands on a paper of this form in any of its languages, as it is compared."""
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
    """Whether we printed a line: all of it, or a part of something longer that went on in the next one."""
    plain = plain_letters(line)
    return not plain or plain in ours or bool(MARK.search(line)) or is_part(plain, ours)


def is_part(plain: str, ours: Iterable[str]) -> bool:
    """Whether words, as they are compared, are a part of what we printed that nobody wrote by chance."""
    return len(plain) >= PART and any(plain in each for each in ours)


def labels(each: Field, say: SayPhrase) -> Iterator[str]:
    """The words of a question in every language, with what stands behind those that may be left out."""
    for language, words in each.label.items():
        yield words
        yield f"{words} ({say(paper_words.SKIP, language)})"


def is_like(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other[: len(one) + 4]).ratio() >= LIKE


def plain_letters(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())
