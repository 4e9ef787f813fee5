"""Finds danger in words: a phrase of a hazard, unless it is part of something harmless, denied, hypothetical or long
past.

In doubt it counts as danger: an emergency number too many costs a resident one glance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onestop.domain.hazards.find_phrases import DangerPhrase, Index, Reading, TokenPositions, index_of
from onestop.domain.hazards.phrases import length_of, read_phrases
from onestop.domain.hazards.speech import Speech
from onestop.domain.hazards.tokens import Token, fold_text, tokens_of, words_in
from onestop.domain.hazards.typos import Typos

SUPPOSED_WITHIN = 6.0  # words between an introduction ("in case of") and what is hypothetical
FILLED_WITH = 5  # words that may come between a denial and what it denies
LONG = 200.0  # words of a long letter: in it, only danger at the beginning, or said to be now, counts
BEGINNING = 20  # words of a long letter that are its beginning
KNOWN_WORDS = 4096  # words whose meanings are cached: most words of a text occur in every text


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundHazard:
    """A hazard by its code, and the language of the words that named it."""

    code: str
    language: str


class DangerFinder:
    """Finds danger: made once from a catalogue's tables, and then only read."""

    def __init__(
        self,
        hazards: Mapping[str, Mapping[str, Sequence[str]]],
        speech: Mapping[str, Speech],
        may_be_over: Iterable[str] = (),
        always: Iterable[str] = (),
    ) -> None:
        spoken = list(speech.values())
        self._order = {code: number for number, code in enumerate(hazards)}
        self._may_be_over = frozenset(may_be_over)
        self._always = frozenset(always)
        self._dangers = Index()
        for code, words in hazards.items():
            for language, phrases in words.items():
                for slots in read_phrases(phrases):
                    self._dangers.add(slots, code, language)
        self._harmless = index_of(phrase for each in spoken for phrase in each.harmless)
        self._over = index_of(phrase for each in spoken for phrase in each.over)
        self._supposes = index_of(phrase for each in spoken for phrase in each.supposes)
        self._past = index_of(phrase for each in spoken for phrase in each.past)
        self._still = index_of(phrase for each in spoken for phrase in each.still)
        self._denies = index_of(phrase for each in spoken for phrase in each.denies)
        self._asks = index_of(phrase for each in spoken for phrase in each.asks)
        self._no = frozenset(self._denies.by_first)
        self._small = {
            language: frozenset(word for fill in each.fills for word in words_in(fold_text(fill)))
            for language, each in speech.items()
        }
        self._fills = frozenset(word for words in self._small.values() for word in words)
        self._typos = Typos(
            {word for each in spoken for word in each.mistyped}, {word for each in spoken for word in each.real}
        )
        self._meant = lru_cache(KNOWN_WORDS)(self.meanings_of)

    def meanings_of(self, word: str) -> frozenset[str]:
        """Returns what a word may mean: itself, and what it may be a typing error for."""
        return frozenset((word, *self._typos.meant_by(word)))

    def find(self, text: str) -> FoundHazard | None:
        """Returns the hazard that a text names, the first of the tables if it names several; None if it names none."""
        tokens = tokens_of(text)
        meant = [self._meant(token.word) for token in tokens]
        reading = Reading(tokens, meant, self._no)
        dangers = list(reading.all_of(self._dangers))
        if not dangers:
            return None
        harmless = [frozenset(places) for _, places in reading.all_of(self._harmless)]
        named = [phrase for phrase, places in dangers if self.is_meant(reading, phrase, places, harmless)]
        first = min(named, key=lambda phrase: self._order[phrase.code], default=None)
        return FoundHazard(code=first.code, language=self.language_of(tokens, named)) if first else None

    def language_of(self, tokens: list[Token], named: list[DangerPhrase]) -> str:
        """Returns the language of what was found: that of most phrases, and if two languages share the word, such as
        explosion, that of most small words around it."""
        counts = Counter(phrase.language for phrase in named)
        small = {code: sum(token.word in self._small.get(code, ()) for token in tokens) for code in counts}
        return max(counts, key=lambda code: (counts[code], small[code]))

    def is_told(self, reading: Reading, start: int) -> bool:
        """Says whether a long letter only reports it. People in danger write little, or say so first."""
        sentence = reading.tokens[start].sentence
        if start < BEGINNING or sentence == 0 or reading.said_in(sentence, self._still):
            return False
        return sum(length_of(token.word) for token in reading.tokens) > LONG

    def is_meant(
        self, reading: Reading, phrase: DangerPhrase, places: TokenPositions, harmless: list[frozenset[int]]
    ) -> bool:
        """Says whether a phrase that was found is about here and now."""
        own = set(places)
        if any(other & own and not other <= own for other in harmless):
            return False
        if self.is_denied(reading, phrase, places[0]) or self.is_supposed(reading, places):
            return False
        if phrase.code in self._may_be_over and reading.begins_at(places[-1] + 1, self._over):
            return False
        if phrase.code not in self._always and self.is_told(reading, places[0]):
            return False
        sentence = reading.tokens[places[0]].sentence
        return not reading.said_in(sentence, self._past) or reading.said_in(sentence, self._still)

    def is_denied(self, reading: Reading, phrase: DangerPhrase, start: int) -> bool:
        """Says whether "no", "not any" or the like comes before it. A phrase that itself contains "not", such as
        "not breathing", is not denied by another one."""
        if not self._no.isdisjoint(phrase.slots[0].by_first):
            return False
        end, clause = start - 1, reading.tokens[start].clause
        for _ in range(FILLED_WITH + 1):
            if end < 0 or reading.tokens[end].clause != clause:
                return False
            if reading.ends_at(end, self._asks):
                return False
            if reading.ends_at(end, self._denies):
                return True
            if reading.tokens[end].word not in self._fills:
                return False
            end -= 1
        return False

    def is_supposed(self, reading: Reading, own: TokenPositions) -> bool:
        """Says whether it is only feared or talked about: said shortly before it or in it, in the same clause."""
        clause, left, place = reading.tokens[own[0]].clause, SUPPOSED_WITHIN, own[0]
        while place > 0 and left > 0 and reading.tokens[place - 1].clause == clause:
            place -= 1
            left -= length_of(reading.tokens[place].word)
        said = (places for _, places in reading.all_of(self._supposes, range(place, own[-1])))
        return any(places[-1] <= own[-1] for places in said)
