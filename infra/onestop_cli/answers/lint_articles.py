"""What the owner of an article should look at: hard to read, too long for one text message, due for review, and
translations that are missing or older than what they translate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, cast

from onestop.domain.answers.article import Article, is_outdated
from onestop.domain.answers.article_by_channel import tell_article
from onestop.domain.answers.gsm import ANY_LETTERS, ONE_MESSAGE, messages_of
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.pseudo_languages import PSEUDO_LANGUAGES
from onestop_cli.answers.readability import PLAIN, reading_ease

if TYPE_CHECKING:
    from onestop.domain.catalogue.release import Release

LONGEST_SPOKEN = 1200  # letters: more than a minute and a half is not listened to


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about an article, in one language or in all."""

    code: str
    language: str | None
    wrong: str


def lint_articles(release: Release, today: date) -> Iterator[Remark]:
    """Returns everything that should be looked at in a release's articles."""
    catalogue = Catalogue("lint", release)
    offered = [name for name in catalogue.jurisdiction["languages"] if name not in PSEUDO_LANGUAGES]
    now = datetime.combine(today, time(12), tzinfo=UTC)
    for known in release.get("answers", {}).values():
        article = cast("Article", known)
        if article["review"] < today.isoformat():
            yield Remark(article["code"], None, f"its review was due on {article['review']}")
        for language in offered:
            yield from (
                Remark(article["code"], language, wrong) for wrong in lint_words(article, language, catalogue, now)
            )


def lint_words(article: Article, language: str, catalogue: Catalogue, now: datetime) -> Iterator[str]:
    """Returns what should be looked at in one language."""
    if language not in article["languages"]:
        yield "the translation is missing"
        return
    default = catalogue.jurisdiction["default_language"]
    if is_outdated(article, language, default):
        yield f"the translation is older than the words in {default}"
    told = tell_article(article, "", catalogue, language, now)
    if (count := messages_of(told.sms)) > 1:
        wrong = f"the short answer has {len(told.sms)} letters and takes {count} text messages"
        yield f"{wrong}; one holds {ONE_MESSAGE} letters, or {ANY_LETTERS} with other signs"
    if (ease := reading_ease(told.text, language)) < PLAIN:
        yield f"it is hard to read ({ease:.0f} of 100; plain is {PLAIN} and more): shorter sentences and words"
    if len(told.text) > LONGEST_SPOKEN:
        yield f"it has {len(told.text)} letters; at most {LONGEST_SPOKEN} are listened to on the telephone"
