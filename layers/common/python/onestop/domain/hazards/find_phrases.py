"""Searches phrases in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from onestop.domain.hazards.phrases import BETWEEN, PhraseWords, Slots, length_of, read_phrases
from onestop.domain.hazards.tokens import Token, is_chinese

TokenPositions = tuple[int, ...]
LONGEST = 6  # words of a phrase that is searched for backwards


@dataclass(frozen=True, slots=True)
class DangerPhrase:
    """A phrase that names a hazard."""

    slots: Slots
    code: str
    language: str


@dataclass(slots=True)
class Index:
    """Phrases by the words with which they can begin."""

    by_first: dict[str, list[DangerPhrase]] = field(default_factory=lambda: defaultdict(list))

    def add(self, slots: Slots, code: str = "", language: str = "") -> None:
        for word in slots[0].by_first:
            self.by_first[word].append(DangerPhrase(slots, code, language))


def index_of(written: Iterable[str]) -> Index:
    """Makes an index of phrases that name no hazard."""
    index = Index()
    for slots in read_phrases(written):
        index.add(slots)
    return index


@dataclass(frozen=True)
class Reading:
    """A text while phrases are searched in it: its words, what each may mean, and the words that deny."""

    tokens: list[Token]
    meant: list[frozenset[str]]
    no: frozenset[str]

    @cached_property
    def words(self) -> frozenset[str]:
        """Returns all words that are said or meant anywhere: a phrase must consist of these."""
        return frozenset().union(*self.meant)

    def may_hold(self, slots: Slots) -> bool:
        """Says whether each slot of a phrase can begin somewhere: a cheap test that nearly all phrases fail."""
        return not any(self.words.isdisjoint(slot.by_first) for slot in slots[1:])

    def all_of(self, index: Index, places: range | None = None) -> Iterator[tuple[DangerPhrase, TokenPositions]]:
        """Yields the phrases of an index that begin in a part of the text, with the positions of their words."""
        for place in places if places is not None else range(len(self.tokens)):
            for word in self.meant[place]:
                for phrase in index.by_first.get(word, ()):
                    if self.may_hold(phrase.slots) and (found := self.found_at(phrase.slots, 0, place)):
                        yield phrase, found

    def found_at(self, slots: Slots, number: int, place: int) -> TokenPositions | None:
        """Returns the positions of the words of a phrase from one of its slots on, which must begin at a position."""
        for word in self.meant[place]:
            for words in slots[number].by_first.get(word, ()):
                if not self.stands_at(words, place):
                    continue
                own = tuple(range(place, place + len(words)))
                if number + 1 == len(slots):
                    return own
                if rest := self.found_after(slots, number + 1, own[-1]):
                    return (*own, *rest)
        return None

    def found_after(self, slots: Slots, number: int, place: int) -> TokenPositions | None:
        """Returns the same for a slot that must follow the word at a position, directly or after a few words."""
        left, following = BETWEEN, place + 1
        while following < len(self.tokens) and self.tokens[following].clause == self.tokens[place].clause:
            if found := self.found_at(slots, number, following):
                return found
            word = self.tokens[following].word
            left -= length_of(word)
            if not slots[number].apart or left < 0 or (word in self.no and not is_chinese(word)):
                return None
            following += 1
        return None

    def stands_at(self, words: PhraseWords, place: int) -> bool:
        """Says whether words are at a position one after the other, in one clause."""
        if len(words) == 1:
            return True
        end = place + len(words)
        if end > len(self.tokens) or self.tokens[end - 1].clause != self.tokens[place].clause:
            return False
        return all(words[number] in self.meant[place + number] for number in range(1, len(words)))

    def begins_at(self, place: int, index: Index) -> bool:
        """Says whether a phrase of an index begins at a position, in the clause of the word before."""
        if place >= len(self.tokens) or self.tokens[place].clause != self.tokens[place - 1].clause:
            return False
        return any(True for _ in self.all_of(index, range(place, place + 1)))

    def ends_at(self, place: int, index: Index) -> bool:
        """Says whether a phrase of an index ends at a position."""
        begins = range(max(place - LONGEST + 1, 0), place + 1)
        return any(found[-1] == place for _, found in self.all_of(index, begins))

    def said_in(self, sentence: int, index: Index) -> bool:
        """Says whether a phrase of an index is in a sentence."""
        places = [place for place, token in enumerate(self.tokens) if token.sentence == sentence]
        return bool(places) and any(True for _ in self.all_of(index, range(places[0], places[-1] + 1)))
