"""Finds the articles that answer a question: by BM25 weights, computed when a release is loaded, summed over the
terms of the question. Tolerates spelling mistakes in unknown words. Pure, standard library only."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from typing import TYPE_CHECKING, Any

from onestop.domain.answers.terms import HAS_CHARACTERS, idea, look_up, phrases_in
from onestop.domain.slips import slips
from onestop.domain.understanding.typing_mistakes import letters_of, mistakes_allowed

if TYPE_CHECKING:
    from onestop.domain.understanding.classifier import Classifier

MOST = 5  # articles returned
LONGEST = 500  # letters of a question that are read
MOST_TERMS = 60  # terms of a question that are read
MISTAKEN = (1.0, 0.85, 0.6)  # weight of a word with 0, 1 and 2 spelling mistakes
NEAREST = 3  # known words tried for a misspelt one
MEANT = 5.0  # points for an article about the service that the classifier is sure of
SURELY_MEANT = 0.15  # probability of a service from which it adds points
SURE_POINTS = 8.0  # points below which nothing is sure, nor worth a clerk's look
SURE_SHARE, SURE_LEAD = 0.5, 1.25  # to answer automatically: share of the question covered, lead over the next
OF_BEST = 0.25  # articles with a smaller share of the best one's points are left out
OF_MORE_WORDS, MOST_OF_PHRASE = 0.4, 2.0  # weight added by each further word of a phrase, and the most
FEW, COMMON = 200, 0.4  # in a release with more articles than FEW, a term in this share of them is ignored
UNIT = 16.0  # points are kept as integers, multiplied by this


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article that may answer, with its points and the share of the question that it covers."""

    code: str
    points: float
    share: float


@dataclass(frozen=True)
class AnswerIndex:
    """The search index of a release's articles. `postings` holds the positions of articles, `points` the weight of
    each term there; those of term n are from `starts[n]` to `starts[n + 1]`."""

    articles: Sequence[Mapping[str, Any]]  # code, version, title by language, services
    terms: Mapping[str, int]
    starts: array[int]
    postings: array[int]
    points: array[int]
    phrases: Mapping[str, Sequence[int]]  # phrase of the thesaurus -> ideas that articles contain

    @cached_property
    def by_code(self) -> Mapping[str, Mapping[str, Any]]:
        """Returns what is known about each article, by code."""
        return {article["code"]: article for article in self.articles}

    @cached_property
    def spelled(self) -> Mapping[str, Sequence[tuple[str, int]]]:
        """Returns the words with which misspelt ones are compared, with their letters, by their beginning and by
        their end."""
        kept: dict[str, list[tuple[str, int]]] = defaultdict(list)
        single = (phrase for phrase in self.phrases if " " not in phrase)
        for word in dict.fromkeys([*self.terms, *single]):
            if mistakes_allowed(word) and word.isalpha() and not HAS_CHARACTERS.match(word):
                letters = letters_of(word)
                kept[word[0]].append((word, letters))
                kept[f"-{word[-2:]}"].append((word, letters))
        return kept

    @cached_property
    def of_services(self) -> Mapping[str, Sequence[tuple[int, float]]]:
        """Returns the positions of the articles about each service, and how much each is about it."""
        kept: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, article in enumerate(self.articles):
            for code, share in article.get("services", {}).items():
                kept[code].append((place, share))
        return kept

    def find(self, question: str, classifier: Classifier | None = None, most: int = MOST) -> list[FoundArticle]:
        """Returns the articles that may answer a question, the best first."""
        asked = question[:LONGEST]
        pieces = list(self.asked_for(asked))
        sums = [0.0] * len(self.articles)
        for terms in pieces:
            for term, share in terms:
                for place, points in self.posted(term):
                    sums[place] += points * share
        if classifier is not None and any(sums):
            self.add_meant(asked, classifier, sums)
        ranked = [place for place in nlargest(most, range(len(sums)), key=sums.__getitem__) if sums[place]]
        least = sums[ranked[0]] * OF_BEST if ranked else 0.0
        return [
            FoundArticle(self.articles[place]["code"], round(sums[place] / UNIT, 2), self.share_of(pieces, place))
            for place in ranked
            if sums[place] >= least
        ]

    def share_of(self, pieces: Sequence[Sequence[tuple[str, float]]], place: int) -> float:
        """Returns the share of the question that an article covers."""
        said = heard = 0.0
        for terms in pieces:
            worth = max(share for _, share in terms)
            said += worth
            if any(self.has(term, place) for term, _ in terms):
                heard += worth
        return heard / said if said else 0.0

    def has(self, term: str, place: int) -> bool:
        """Says whether an article has a term; the positions of each term are sorted."""
        number = self.terms.get(term)
        if number is None:
            return False
        at = bisect_left(self.postings, place, self.starts[number], end := self.starts[number + 1])
        return at < end and self.postings[at] == place

    def asked_for(self, question: str) -> Iterator[Sequence[tuple[str, float]]]:
        """Yields the parts of a question, each as its terms with their weights."""
        taken = look_up(question)
        words = list(dict.fromkeys([*taken.words, *taken.roots]))[:MOST_TERMS]
        known_ideas: dict[int, float] = {}
        for phrase, numbers in phrases_in(taken, self.phrases):
            share = worth_of_phrase(phrase)
            for number in numbers:
                known_ideas[number] = max(share, known_ideas.get(number, 0.0))
        for word in words:
            if word in self.terms or word in self.phrases:
                yield [(word, 1.0)]
                continue
            near = self.mistyped(word)
            yield near or [(word, 1.0)]
            for other, share in near:
                for number in self.phrases.get(other, ()):
                    known_ideas.setdefault(number, share)
        for number, share in known_ideas.items():
            yield [(idea(number), share)]

    def posted(self, term: str) -> Iterable[tuple[int, int]]:
        """Yields the articles that have a term, with its weight there."""
        number = self.terms.get(term)
        if number is None:
            return ()
        start, end = self.starts[number], self.starts[number + 1]
        if end - start > COMMON * len(self.articles) and len(self.articles) > FEW:
            return ()
        return zip(self.postings[start:end], self.points[start:end], strict=True)

    def mistyped(self, word: str) -> list[tuple[str, float]]:
        """Returns the nearest known words for an unknown one."""
        allowed, letters = mistakes_allowed(word), letters_of(word)
        if not allowed or word.endswith("-") or HAS_CHARACTERS.match(word):
            return []
        near: dict[str, int] = {}
        for other, its in (*self.spelled.get(word[0], ()), *self.spelled.get(f"-{word[-2:]}", ())):
            if (letters ^ its).bit_count() <= 2 * allowed and (made := slips(word, other, allowed)) <= allowed:
                near[other] = made
        least = min(near.values(), default=0)
        return [(other, MISTAKEN[made]) for other, made in near.items() if made == least][:NEAREST]

    def add_meant(self, question: str, classifier: Classifier, sums: list[float]) -> None:
        """Adds the points of routing's classifier: to articles about the services that the words mean."""
        for code, share in classifier.likely(question)[:3]:
            if share >= SURELY_MEANT:
                for place, about in self.of_services.get(code, ()):
                    sums[place] += MEANT * UNIT * share * about


def worth_of_phrase(phrase: str) -> float:
    """Returns how much more a phrase of several words counts than one word; two characters count as a word."""
    words = len(phrase) / 2 if HAS_CHARACTERS.match(phrase) else phrase.count(" ") + 1
    return min(MOST_OF_PHRASE, 1.0 + OF_MORE_WORDS * max(0.0, words - 1.0))


def is_sure(found: Sequence[FoundArticle]) -> bool:
    """Says whether the first article may be sent without a person: it covers most of the question, and no other is
    near."""
    if not found or found[0].share < SURE_SHARE or found[0].points < SURE_POINTS:
        return False
    return len(found) < 2 or found[0].points >= SURE_LEAD * found[1].points
