"""The one way in which a command says that it cannot continue."""

from __future__ import annotations


class CannotContinue(Exception):
    """An expected failure, told to the person at the terminal in one sentence and never as a stack trace.

    ``details`` are further lines a person may need (what failed, the last lines of a log).
    """

    def __init__(self, sentence: str, details: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.details = details
