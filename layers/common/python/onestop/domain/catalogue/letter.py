"""What a resident is told at one moment of a case, as `letters/<code>.yaml` gives it, with its ((placeholders)). For
the type checker (see `catalogue.jurisdiction`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NotRequired, TypedDict

from onestop.domain.catalogue.catalogue import Texts


class EmailWords(TypedDict):
    """The letter as an e-mail, in plain text."""

    subject: Texts
    body: Texts


class PaperWords(TypedDict):
    """The letter on paper, if it differs from the e-mail."""

    body: Texts


class LetterWords(TypedDict):
    """The words of a notification, per channel and language."""

    code: str
    email: EmailWords
    sms: Texts
    paper: NotRequired[PaperWords]
    routes: NotRequired[Sequence[str]]  # email, sms, letter, call; tried one after the other
