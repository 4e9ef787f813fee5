"""The letter about a notice: its own words, and around them where to read more and how to stop such letters. These few
words are ours and no letter of the catalogue, for a release without it would leave a city without notices."""

from __future__ import annotations

from notifications.letters import Message
from notifications.news_words import city_of
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.notices.notice import Level, Notice
from onestop.domain.translation import NC_, Phrase
from onestop.runtime.notice_links import notice_page
from onestop.runtime.settings import setting
from onestop.runtime.subscription_links import manage_link, stop_link

READ: Phrase = NC_("notice", "Read it on our page:")
SUBSCRIBED: Phrase = NC_("notice", "You get this because you subscribed. To see what you get, or to stop it:")
RESIDENT: Phrase = NC_("notice", "You get this because you have an open request there. To choose what we write about:")
PREFERENCES = "/my/preferences"


def message_for(notice: Notice, channel: str, language: str, subscriber: str, catalogue: Catalogue) -> Message:
    """A notice as it leaves on a channel, in the language of who reads it if it was written in that."""
    spoken = catalogue.language(language)
    words, link = notice.said(spoken, catalogue.jurisdiction["default_language"]), notice_page(notice.id, spoken)
    city = city_of(catalogue, spoken)
    if channel == "sms":
        return Message("", f"{city}: {words.short} {link}", language=spoken)
    why, choose = (
        (SUBSCRIBED, manage_link(subscriber, spoken))
        if subscriber
        else (RESIDENT, f"{setting('PUBLIC_URL').rstrip('/')}{PREFERENCES}?lang={spoken}")
    )
    body = "\n\n".join(
        (
            words.text.strip(),
            f"{catalogue.say(READ, spoken)}\n{link}",
            f"{catalogue.say(why, spoken)}\n{choose}",
            city,
        )
    )
    # what presses is not stopped by the button of a mail program: it would stop everything that was asked for
    stop = stop_link(subscriber) if subscriber and notice.level is Level.NEWS else ""
    return Message(words.headline, f"{body}\n", stop=stop, language=spoken)
