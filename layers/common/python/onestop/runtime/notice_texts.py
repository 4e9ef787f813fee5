"""The letter about a notice: its own words, and around them where to read more and how to stop such letters. These few
words are ours and not a letter of the catalogue, because a release without it would leave a city without notices."""

from __future__ import annotations

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.notices.notice import Notice, NoticeText
from onestop.domain.translation import NC_, Phrase
from onestop.runtime.notice_links import notice_page
from onestop.runtime.settings import setting

READ: Phrase = NC_("notice", "Read it on our page:")
SUBSCRIBED: Phrase = NC_("notice", "You get this because you subscribed. To see what you get, or to stop it:")
RESIDENT: Phrase = NC_("notice", "You get this because you have an open request there. To choose what we write about:")
PREFERENCES = "/my/preferences"


def words_in(notice: Notice, language: str, catalogue: Catalogue) -> NoticeText:
    """Returns the words of a notice in a language of the jurisdiction."""
    return notice.said(language, catalogue.jurisdiction["default_language"])


def text_message(notice: Notice, language: str, catalogue: Catalogue) -> str:
    """Returns the words of a text message."""
    city = catalogue.say(catalogue.jurisdiction["name"], language)
    return f"{city}: {words_in(notice, language, catalogue).short} {notice_page(notice.id, language)}"


def mail_body(notice: Notice, language: str, stop: str, catalogue: Catalogue) -> str:
    """Returns the words of an e-mail; its subject is the headline. `stop` is where a subscriber unsubscribes; without
    it, the mail is to a resident with an open case."""
    choose = stop or f"{setting('PUBLIC_URL').rstrip('/')}{PREFERENCES}?lang={language}"
    parts = (
        words_in(notice, language, catalogue).text.strip(),
        f"{catalogue.say(READ, language)}\n{notice_page(notice.id, language)}",
        f"{catalogue.say(SUBSCRIBED if stop else RESIDENT, language)}\n{choose}",
        catalogue.say(catalogue.jurisdiction["name"], language),
    )
    return "\n\n".join(parts) + "\n"
