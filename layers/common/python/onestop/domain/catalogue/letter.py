"""What a resident is told at one moment of a case, as `letters/<code>.yaml` gives it, with its ((placeholders)).
For the type checker (see `catalogue.jurisdiction`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NotRequired, TypedDict

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
    routes: NotRequired[Sequence[str]]  # email, sms, call; one after the other
