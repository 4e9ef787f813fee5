"""The articles of a jurisdiction, each version in its own row of the Catalogue table, with their search index apart
from the release: functions that answer no questions never read either."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from onestop.domain.catalogue.catalogue import Catalogue, version_of
from onestop.domain.errors import NotFound
from onestop.storage.catalogue.classifiers import classifier_of
from onestop.storage.catalogue.rows_of_bytes import load_bytes, save_bytes
from onestop.storage.tables import CaseRow, CatalogueRow

if TYPE_CHECKING:
    from onestop.domain.answers.article import Article
    from onestop.domain.answers.article_by_channel import ToldArticle
    from onestop.domain.answers.index import AnswerIndex, FoundArticle

KEPT = 64  # articles that this process caches

_indexes: dict[str, AnswerIndex] = {}
_articles: dict[tuple[str, str], Article] = {}


def save_answers(articles: Mapping[str, Article], index: bytes) -> str:
    """Writes articles and their index before the release is pointed to; safe to repeat. Returns the name of the
    index."""
    name = hashlib.sha256(index).hexdigest()[:16]
    with CatalogueRow.batch_write() as batch:
        for code, article in articles.items():
            body = json.dumps(article, ensure_ascii=False)
            batch.save(CatalogueRow(f"ANSWER#{code}", version_of(article), body=body))
    save_bytes(f"ANSWERS#{name}", index)
    return name


def index_of(catalogue: Catalogue) -> AnswerIndex | None:
    """Returns the search index for the articles of a release; None for a release without any. One Query, the first
    time."""
    name = catalogue.release.get("answer_index")
    if not name:
        return None
    if name not in _indexes:
        from onestop.domain.answers.index_file import read_index  # late: only needed by those who look for an answer

        data = load_bytes(f"ANSWERS#{name}")
        if data is None:
            return None
        _indexes.clear()  # only one is in force at a time
        _indexes[name] = read_index(data)
    return _indexes[name]


def load_article(code: str, version: str) -> Article:
    """Reads one version of an article: one GetItem the first time. Raises NotFound."""
    if (code, version) not in _articles:
        row = next(iter(CatalogueRow.query(f"ANSWER#{code}", CatalogueRow.sk == version)), None)
        if row is None or not row.body:
            raise NotFound(f"There is no article {code} in version {version}.", "answer")
        while len(_articles) >= KEPT:
            del _articles[next(iter(_articles))]
        _articles[code, version] = cast("Article", json.loads(row.body))
    return _articles[code, version]


def article_in_force(code: str, catalogue: Catalogue) -> tuple[Article, str]:
    """Returns an article as it is in force, with its version. Raises NotFound."""
    index = index_of(catalogue)
    known = index.by_code.get(code) if index else None
    if known is None:
        raise NotFound(f"There is no article {code}.", "answer")
    return load_article(code, known["version"]), known["version"]


def find_answers(question: str, catalogue: Catalogue, most: int = 3) -> list[FoundArticle]:
    """Returns the articles that may answer a question, the best first: every channel uses this one search."""
    index = index_of(catalogue)
    return index.find(question, classifier_of(catalogue), most) if index and question.strip() else []


def sure_answer(question: str, catalogue: Catalogue) -> str | None:
    """Returns the code of the article that surely answers a question and may be sent without a person; None if a person
    should look, or if the words ask for work rather than an answer."""
    index = index_of(catalogue)
    if index is None:
        return None
    from onestop.domain.answers.index import is_sure
    from onestop.domain.answers.only_questions import may_be_answered  # late, as above

    found = find_answers(question, catalogue)
    if not is_sure(found) or not index.by_code[found[0].code]["automatic"]:
        return None
    return found[0].code if may_be_answered(question, catalogue, classifier_of(catalogue)) else None


def told_in_force(code: str, catalogue: Catalogue, language: str, now: datetime) -> ToldArticle:
    """Returns an article as it is in force, in words. Raises NotFound."""
    from onestop.domain.answers.article_by_channel import tell_article  # late, as above

    article, version = article_in_force(code, catalogue)
    return tell_article(article, version, catalogue, language, now)


def count_answer(code: str, version: str, channel: str, at: datetime, *, helped: bool) -> None:
    """Counts that an article helped somebody, or did not: one UpdateItem, without saying who."""
    row = CaseRow(f"ANSWERED#{code}", f"{at:%Y-%m-%d}#{version}#{channel}#{'yes' if helped else 'no'}", kind="answered")
    row.update(actions=[CaseRow.amount.add(1), CaseRow.kind.set("answered")])


def counts_of_answer(code: str) -> list[AnswerCount]:
    """Returns how often an article helped or did not, by day, version and channel: one Query."""
    rows = CaseRow.query(f"ANSWERED#{code}", consistent_read=True)
    parts = ((row.sk.split("#"), int(row.amount or 0)) for row in rows)
    return [AnswerCount(day, version, channel, said == "yes", count) for (day, version, channel, said), count in parts]


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """How many people said on one day, on one channel, that one version of an article helped or did not."""

    day: str
    version: str
    channel: str
    helped: bool
    count: int
