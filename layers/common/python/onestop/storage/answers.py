"""The articles of a jurisdiction, each version in a row of its own in the Catalogue table, and what they are found by
beside the release: functions that answer nobody never read either."""

from __future__ import annotations

import hashlib
import json
from base64 import b85decode, b85encode
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from onestop.domain.catalogue.catalogue import Catalogue, version_of
from onestop.domain.errors import NotFound
from onestop.storage.tables import CatalogueRow

if TYPE_CHECKING:
    from onestop.domain.answers.article import Article
    from onestop.domain.answers.index import AnswerIndex

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
