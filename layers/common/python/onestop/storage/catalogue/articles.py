"""The articles of a jurisdiction, each version in a row of its own in the Catalogue table, and what they are found by
beside the release: functions that answer nobody never read either."""

from __future__ import annotations

import hashlib
import json
from base64 import b85decode, b85encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from onestop.domain.catalogue.catalogue import Catalogue, version_of
from onestop.domain.errors import NotFound
from onestop.storage.catalogue.classifiers import classifier_of
from onestop.storage.tables import CaseRow, CatalogueRow

if TYPE_CHECKING:
    from onestop.domain.answers.article import Article
    from onestop.domain.answers.article_by_channel import ToldArticle
    from onestop.domain.answers.index import AnswerIndex, FoundArticle

ROW_LETTERS = 300_000  # of a row of the index, which is ASCII; a row holds 400 KB at most
KEPT = 64  # articles that this process remembers

_indexes: dict[str, AnswerIndex] = {}
_articles: dict[tuple[str, str], Article] = {}


def save_answers(articles: Mapping[str, Article], index: bytes) -> str:
    """Writes articles and their index before the release is pointed to; the same ones again change nothing. Gives the
    name of the index."""
    name, written = hashlib.sha256(index).hexdigest()[:16], b85encode(index).decode()
    with CatalogueRow.batch_write() as batch:
        for code, article in articles.items():
            body = json.dumps(article, ensure_ascii=False)
            batch.save(CatalogueRow(f"ANSWER#{code}", version_of(article), body=body))
        for start in range(0, len(written), ROW_LETTERS):
            row = f"{start // ROW_LETTERS:04d}"
            batch.save(CatalogueRow(f"ANSWERS#{name}", row, body=written[start : start + ROW_LETTERS]))
    return name


def index_of(catalogue: Catalogue) -> AnswerIndex | None:
    """What the articles of a release are found by; None for a release without any. One Query, the first time."""
    name = catalogue.release.get("answer_index")
    if not name:
        return None
    if name not in _indexes:
        from onestop.domain.answers.index_file import read_index  # late: for those only who look for an answer

        rows = CatalogueRow.query(f"ANSWERS#{name}", consistent_read=True)
        written = "".join(row.body or "" for row in rows)
        if not written:
            return None
        _indexes.clear()  # one is in force at a time
        _indexes[name] = read_index(b85decode(written))
    return _indexes[name]


def load_article(code: str, version: str) -> Article:
    """One version of an article: one GetItem the first time. Raises NotFound."""
    if (code, version) not in _articles:
        row = next(iter(CatalogueRow.query(f"ANSWER#{code}", CatalogueRow.sk == version)), None)
        if row is None or not row.body:
            raise NotFound(f"There is no article {code} in version {version}.", "answer")
        while len(_articles) >= KEPT:
            del _articles[next(iter(_articles))]
        _articles[code, version] = cast("Article", json.loads(row.body))
    return _articles[code, version]


def article_in_force(code: str, catalogue: Catalogue) -> tuple[Article, str]:
    """An article as it is in force, with its version. Raises NotFound."""
    index = index_of(catalogue)
    known = index.by_code.get(code) if index else None
    if known is None:
        raise NotFound(f"There is no article {code}.", "answer")
    return load_article(code, known["version"]), known["version"]


def find_answers(question: str, catalogue: Catalogue, most: int = 3) -> list[FoundArticle]:
    """The articles that may answer a question, the best first: the one search of every channel."""
    index = index_of(catalogue)
    return index.find(question, classifier_of(catalogue), most) if index and question.strip() else []


def sure_answer(question: str, catalogue: Catalogue) -> str | None:
    """The article that surely answers a question and may be told without a person; None where a person should look, or
    where somebody wants work done and no answer."""
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
    """An article as it is in force, in words. Raises NotFound."""
    from onestop.domain.answers.article_by_channel import tell_article  # late, as above

    article, version = article_in_force(code, catalogue)
    return tell_article(article, version, catalogue, language, now)


def count_answer(code: str, version: str, channel: str, at: datetime, *, helped: bool) -> None:
    """Counts that an article helped somebody, or did not: one UpdateItem, and nothing of who it was."""
    row = CaseRow(f"ANSWERED#{code}", f"{at:%Y-%m-%d}#{version}#{channel}#{'yes' if helped else 'no'}", kind="answered")
    row.update(actions=[CaseRow.amount.add(1), CaseRow.kind.set("answered")])


def counts_of_answer(code: str) -> list[AnswerCount]:
    """How often an article helped or did not, by day, version and channel: one Query."""
    rows = CaseRow.query(f"ANSWERED#{code}", consistent_read=True)
    parts = ((row.sk.split("#"), int(row.amount or 0)) for row in rows)
    return [AnswerCount(day, version, channel, said == "yes", count) for (day, version, channel, said), count in parts]


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """How many people said on one day, on one channel, that one version of an article helped, or did not."""

    day: str
    version: str
    channel: str
    helped: bool
    count: int
