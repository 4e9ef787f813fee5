"""Articles made into what they are found by. What each term is worth in each article is worked out here, once: BM25
over fields, of which titles say most."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from onestop.domain.answers.index import UNIT, AnswerIndex
from onestop.domain.answers.terms import idea, look_up, phrases_in
from onestop.domain.catalogue.catalogue import version_of
from onestop.domain.understanding.classifier_file import read_classifier
from onestop_cli.answers.thesaurus import OURS, Thesaurus, read_thesaurus
from onestop_cli.release.files import THESAURUS

if TYPE_CHECKING:
    from onestop.domain.answers.article import Article, ArticleLine
    from onestop.domain.catalogue.release import Release
    from onestop.domain.understanding.classifier import Classifier

OF_TITLE, OF_OTHER_WAYS, OF_SHORT, OF_TEXT = 4.0, 3.0, 1.25, 1.0  # how much what is said in a field counts
FREQUENCY, LENGTH = 1.6, 0.6  # k1 and b of BM25
ROOT_WORTH, IDEA_WORTH, LITTLE_WORTH = 0.4, 1.3, 0.4  # against a word itself
LEARNED = 0.35  # how likely a service must be for an article to be about it
NO_SERVICE = frozenset({"information", "vague", "elsewhere", "spam"})
MOST_POINTS = 65_535


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One article as the search sees it: for each language its title, other ways to ask, the short answer and the
    rest."""

    code: str
    title: Mapping[str, str]
    fields: Sequence[tuple[float, str]]
    about: Mapping[str, Any] = field(default_factory=dict)
    services: Sequence[str] = ()


def make_index(
    articles: Sequence[ArticleText], thesaurus: Thesaurus, classifier: Classifier | None = None
) -> AnswerIndex:
    """The index of articles."""
    phrases, little = thesaurus.phrases, {idea(number) for number in thesaurus.little}
    counted = [count_terms(article.fields, phrases) for article in articles]
    has: Counter[str] = Counter(term for counts in counted for term in counts)
    lengths = [sum(counts[term] for term in counts if term[0] != "@" and term[-1] != "-") for counts in counted]
    usual = sum(lengths) / max(1, len(lengths)) or 1.0
    posted: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, (counts, length) in enumerate(zip(counted, lengths, strict=True)):
        damp = FREQUENCY * (1 - LENGTH + LENGTH * length / usual)
        for term, count in counts.items():
            rare = log(1 + (len(articles) - has[term] + 0.5) / (has[term] + 0.5))
            worth = rare * count * (FREQUENCY + 1) / (count + damp) * worth_of(term, little) * UNIT
            posted[term].append((place, min(MOST_POINTS, max(1, round(worth)))))
    terms = sorted(posted)
    starts, postings, points = array("L", [0]), array("H"), array("H")
    for term in terms:
        postings.extend(place for place, _ in posted[term])
        points.extend(worth for _, worth in posted[term])
        starts.append(len(postings))
    known = {phrase: kept for phrase, ideas in phrases.items() if (kept := [n for n in ideas if idea(n) in posted])}
    shown = [
        {"code": each.code, "title": each.title, **each.about, "services": services_of(each, classifier)}
        for each in articles
    ]
    return AnswerIndex(shown, {term: number for number, term in enumerate(terms)}, starts, postings, points, known)


def worth_of(term: str, little: Collection[str]) -> float:
    if term[0] == "@":
        return LITTLE_WORTH if term in little else IDEA_WORTH
    return ROOT_WORTH if term[-1] == "-" else 1.0


def count_terms(fields: Iterable[tuple[float, str]], phrases: Mapping[str, Sequence[int]]) -> dict[str, float]:
    """Counts how often an article has each term, by the part it is in."""
    counts: dict[str, float] = defaultdict(float)
    for worth, text in fields:
        for line in text.splitlines():
            taken = look_up(line)
            for term in (*taken.words, *taken.roots):
                counts[term] += worth
            for _, ideas in phrases_in(taken, phrases):
                for number in ideas:
                    counts[idea(number)] += worth
    return counts


def services_of(article: ArticleText, classifier: Classifier | None) -> dict[str, float]:
    """The services that an article is about: those that it names, and those that its titles mean."""
    about = dict.fromkeys(article.services, 1.0)
    if classifier is not None:
        for title in article.title.values():
            code, share = classifier.likely(title)[0]
            if share >= LEARNED and code not in NO_SERVICE:
                about[code] = max(about.get(code, 0.0), round(share, 2))
    return about


def index_of_release(release: Release, folder: Path, learned: bytes | None = None) -> AnswerIndex:
    """The index of a release's articles, by our thesaurus and that of its jurisdiction."""
    own = folder / THESAURUS
    thesaurus = read_thesaurus(OURS, *([own] if own.is_file() else []))
    articles = [text_of_article(cast("Article", article)) for article in release.get("answers", {}).values()]
    return make_index(articles, thesaurus, read_classifier(learned) if learned else None)


def text_of_article(article: Article) -> ArticleText:
    """Returns an article of a release as the search sees it: links and facts do not count as its words."""
    fields = [(OF_OTHER_WAYS, way) for ways in article.get("also", {}).values() for way in ways]
    for words in article["languages"].values():
        fields += [(OF_TITLE, words["title"]), (OF_SHORT, written(words["short"]))]
        fields += [(OF_TEXT, written(line)) for block in words["blocks"] for line in block["lines"]]
    titles = {language: words["title"] for language, words in article["languages"].items()}
    about = {"version": version_of(article), "automatic": article.get("allow_automatic", False)}
    return ArticleText(article["code"], titles, fields, about, article.get("services", ()))


def written(line: ArticleLine) -> str:
    return "".join(piece.get("text", " ") for piece in line)
