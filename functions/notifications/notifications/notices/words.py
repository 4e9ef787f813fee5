"""A notice as it is sent on a channel, in the reader's language if it was written in that."""

from __future__ import annotations

from notifications.words.letter import Message
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.notices.notice import Notice, NoticeLevel
from onestop.runtime.notice_texts import mail_body, text_message, words_in
from onestop.runtime.subscription_links import manage_link, stop_link


def message_for(notice: Notice, channel: str, language: str, subscriber: str, catalogue: Catalogue) -> Message:
    spoken = catalogue.language(language)
    if channel == "sms":
        return Message("", text_message(notice, spoken, catalogue), language=spoken)
    # no unsubscribe button for an urgent notice: it would stop everything that was subscribed to
    stop = stop_link(subscriber) if subscriber and notice.level is NoticeLevel.NEWS else ""
    manage = manage_link(subscriber, spoken) if subscriber else ""
    headline = words_in(notice, spoken, catalogue).headline
    return Message(headline, mail_body(notice, spoken, manage, catalogue), stop=stop, language=spoken)
