"""The hazards of a jurisdiction: those that everybody looks for, and what its jurisdiction.yaml says beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from onestop.domain.catalogue.catalogue import Sayable
from onestop.domain.hazards.find_danger import DangerFinder, FoundHazard
from onestop.domain.hazards.first_words import NAMES
from onestop.domain.hazards.speech import Speech
from onestop.domain.hazards.usual import ALWAYS, MAY_BE_OVER, SPEECH, USUAL
from onestop.domain.translation import Phrase

if TYPE_CHECKING:
    from onestop.domain.catalogue.jurisdiction import Emergency, Jurisdiction, OwnHazard

# Where nothing is said, by how our own telephone number begins; 112 reaches help from any mobile telephone elsewhere
NUMBERS: Mapping[str, str] = {
    "+1": "911",
    "+44": "999",
    "+52": "911",
    "+61": "000",
    "+64": "111",
    "+65": "995",
    "+852": "999",
    "+86": "110",
    "+886": "119",
}
ANYWHERE = "112"


@dataclass(frozen=True)
class Hazards:
    """What names danger and what does not, and for each hazard the number to call and its name."""

    words: Mapping[str, Mapping[str, Sequence[str]]]
    speech: Mapping[str, Speech]
    number: str
    numbers: Mapping[str, str]
    names: Mapping[str, Sayable]

    @cached_property
    def finder(self) -> DangerFinder:
        """Made at the first text: whoever only needs a number need not wait for it."""
        return DangerFinder(self.words, self.speech, MAY_BE_OVER, ALWAYS)

    def find(self, text: str) -> FoundHazard | None:
        """The hazard that a text names."""
        return self.finder.find(text)

    def number_of(self, code: str) -> str:
        """The number to call; the general one for a hazard that the jurisdiction no longer has."""
        return self.numbers.get(code, self.number)

    def name_of(self, code: str) -> Sayable:
        """What the hazard is called, for the catalogue to say; its code where nobody has named it."""
        return self.names.get(code) or Phrase(code)


def read_hazards(jurisdiction: Jurisdiction) -> Hazards:
    """The hazards of a jurisdiction. Its own words are added to the usual ones, unless it says `usual: false`."""
    said: Emergency = jurisdiction.get("emergency") or {}
    own = said.get("hazards", ())
    usual = said.get("usual", True)
    words: dict[str, Mapping[str, Sequence[str]]] = dict(USUAL) if usual else {}
    for hazard in own:
        words[hazard["code"]] = together(words.get(hazard["code"], {}), hazard.get("words", {}))
    return Hazards(
        words=words,
        speech=speech_of(own),
        number=said.get("number") or usual_number(jurisdiction["phone"]),
        numbers={hazard["code"]: hazard["number"] for hazard in own if "number" in hazard},
        names={**NAMES} | {hazard["code"]: hazard["name"] for hazard in own if "name" in hazard},
    )


def together(some: Mapping[str, Sequence[str]], more: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The phrases of two tables, by language."""
    languages = dict.fromkeys((*some, *more))
    return {language: (*some.get(language, ()), *more.get(language, ())) for language in languages}


def speech_of(own: Sequence[OwnHazard]) -> dict[str, Speech]:
    """How the languages say that something is not so, with what the jurisdiction calls harmless."""
    speech = dict(SPEECH)
    for hazard in own:
        for language, phrases in hazard.get("harmless", {}).items():
            known = speech.get(language, Speech())
            speech[language] = replace(known, harmless=(*known.harmless, *phrases))
    return speech


def usual_number(phone: str) -> str:
    """The emergency number where a telephone number is from."""
    digits = phone.replace(" ", "")
    known = (
        number
        for prefix, number in sorted(NUMBERS.items(), key=lambda each: -len(each[0]))
        if digits.startswith(prefix)
    )
    return next(known, ANYWHERE)
