"""What a resident is told at one moment of a case, as `letters/<code>.yaml` gives it, with its ((placeholders)).
For the type checker (see `catalogue.jurisdiction`)."""

from __future__ import annotations

from typing import TypedDict

from onestop.domain.catalogue.catalogue import Texts


class EmailWords(TypedDict):
    """The letter as an e-mail, in plain text."""

    subject: Texts
    body: Texts


class LetterWords(TypedDict):
    """The words of a notification, per channel and language."""

    code: str
    email: EmailWords
    sms: Texts
