"""What somebody who names danger is told before anything else, in each language we ship."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, Phrase, translate

Texts = Mapping[str, str]

FIRST: Phrase = N_("Call {number} now if anybody is in danger.")
CALL: Phrase = N_("Call {number} now.")
# A message to us sends nobody out: whoever reads that we have it must not wait for us.
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


def in_words(texts: Texts | Phrase, language: str) -> str:
    """The words in a language, in English where we do not have them, and in any where there is no English."""
    if isinstance(texts, str):
        return translate(texts, language)
    return texts.get(language) or texts.get("en") or next(iter(texts.values()))


def first_words(number: str, language: str, reference: str | None = None) -> str:
    """The emergency number, then that the case is kept."""
    told = [in_words(FIRST, language).format(number=number), in_words(NOT_US, language)]
    if reference:
        told.append(in_words(KEPT, language).format(reference=reference))
    return ("" if language.startswith("zh") else " ").join(told)


def call_now(number: str, language: str) -> str:
    """The number alone, for a subject."""
    return in_words(CALL, language).format(number=number)


def spoken_number(number: str) -> str:
    """A number as it is said, digit by digit: not nine hundred and eleven."""
    return " ".join(number)
