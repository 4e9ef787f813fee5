"""The first words to somebody who names a danger, in each language of the jurisdiction."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, Phrase, SayPhrase

FIRST: Phrase = N_("Call {number} now if anybody is in danger.")
CALL: Phrase = N_("Call {number} now.")
# A message to us sends no help: whoever reads that we have it must not wait for us.
NOT_US: Phrase = N_("We do not send emergency help.")
KEPT: Phrase = N_("We keep your case {reference}, and whoever is on duty looks at it first.")
NAMES: Mapping[str, Phrase] = {
    "gas": N_("gas"),
    "fire": N_("fire"),
    "explosion": N_("explosion"),
    "weapon": N_("a weapon"),
    "violence": N_("violence"),
    "suicide": N_("suicide"),
    "medical": N_("a life in danger"),
    "monoxide": N_("carbon monoxide"),
    "wires": N_("live wires"),
    "collapse": N_("collapse"),
    "water": N_("drowning or flood"),
    "chemical": N_("chemicals"),
    "child": N_("a missing person"),
    "emergency": N_("an emergency"),
}


def first_words(number: str, language: str, say: SayPhrase, reference: str | None = None) -> str:
    """Returns the emergency number, then that the case is kept. `say`: the catalogue's, because a city may use its
    own words."""
    told = [say(FIRST, language).format(number=number), say(NOT_US, language)]
    if reference:
        told.append(say(KEPT, language).format(reference=reference))
    return ("" if language.startswith("zh") else " ").join(told)


def call_now(number: str, language: str, say: SayPhrase) -> str:
    """Returns the number alone, for a subject line."""
    return say(CALL, language).format(number=number)


def spoken_number(number: str) -> str:
    """Returns a number to be spoken digit by digit: not nine hundred and eleven."""
    return " ".join(number)
