"""The hazards of a jurisdiction: the usual ones, and what its jurisdiction.yaml adds."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from onestop.domain.catalogue.catalogue import Sayable
from onestop.domain.hazards.find_danger import DangerFinder, FoundHazard
from onestop.domain.hazards.first_words import NAMES
from onestop.domain.hazards.speech import Speech
from onestop.domain.hazards.usual import ALWAYS, MAY_BE_OVER, SPEECH, USUAL
from onestop.domain.translation import Phrase

if TYPE_CHECKING:
    from onestop.domain.catalogue.jurisdiction import Emergency, Jurisdiction, OwnHazard

# The default, by the country code of our own telephone number; elsewhere 112 reaches help from any mobile telephone
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
# Who writes nothing but these calls for help: some believe that our number is that of the emergency
CRIES, SIGN = ("911", "sos"), "🆘"
CRY, SHORT = "emergency", 20


@dataclass(frozen=True)
class Hazards:
    """The words that name danger and those that do not, and for each hazard its name and the number to call."""

    words: Mapping[str, Mapping[str, Sequence[str]]]
    speech: Mapping[str, Speech]
    number: str
    numbers: Mapping[str, str]
    names: Mapping[str, Sayable]

    @cached_property
    def finder(self) -> DangerFinder:
        """Returns the finder, built when the first text is read: callers who only need a number do not wait for it."""
        return DangerFinder(self.words, self.speech, MAY_BE_OVER, ALWAYS)

    def find(self, text: str) -> FoundHazard | None:
        """Returns the hazard that a text names."""
        return self.finder.find(text)

    def find_cry(self, text: str) -> FoundHazard | None:
        """Returns the hazard if somebody says an emergency number and nothing else, in no language: of an answer to a
        question it may be the number of a house."""
        cried = re.sub(r"\W", "", text).casefold() if len(text) <= SHORT else ""
        if SIGN not in text and cried not in {*CRIES, self.number, *self.numbers.values()}:
            return None
        return FoundHazard(code=CRY, language="")

    def number_of(self, code: str) -> str:
        """Returns the number to call; the general one for a hazard that the jurisdiction no longer has."""
        return self.numbers.get(code, self.number)

    def name_of(self, code: str) -> Sayable:
        """Returns the name of the hazard, for the catalogue to say; its code if it has none."""
        return self.names.get(code) or Phrase(code)


def read_hazards(jurisdiction: Jurisdiction) -> Hazards:
    """Reads the hazards of a jurisdiction. Its own words are added to the usual ones, unless it says `usual: false`."""
    return hazards_of(json.dumps(jurisdiction.get("emergency") or {}), jurisdiction["phone"])


@lru_cache(maxsize=4)
def hazards_of(emergency: str, phone: str) -> Hazards:
    """Returns the hazards from the `emergency` part of jurisdiction.yaml, as JSON. Kept, because there are many words
    and few releases change them."""
    said: Emergency = json.loads(emergency)
    own = said.get("hazards", ())
    usual = said.get("usual", True)
    words: dict[str, Mapping[str, Sequence[str]]] = dict(USUAL) if usual else {}
    for hazard in own:
        words[hazard["code"]] = together(words.get(hazard["code"], {}), hazard.get("words", {}))
    return Hazards(
        words=words,
        speech=speech_of(own),
        number=said.get("number") or usual_number(phone),
        numbers={hazard["code"]: hazard["number"] for hazard in own if "number" in hazard},
        names={**NAMES} | {hazard["code"]: hazard["name"] for hazard in own if "name" in hazard},
    )


def together(some: Mapping[str, Sequence[str]], more: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Returns the phrases of two tables, by language."""
    languages = dict.fromkeys((*some, *more))
    return {language: (*some.get(language, ()), *more.get(language, ())) for language in languages}


def speech_of(own: Sequence[OwnHazard]) -> dict[str, Speech]:
    """Returns how each language denies danger, with the phrases that the jurisdiction calls harmless."""
    speech = dict(SPEECH)
    for hazard in own:
        for language, phrases in hazard.get("harmless", {}).items():
            known = speech.get(language, Speech())
            speech[language] = replace(known, harmless=(*known.harmless, *phrases))
    return speech


def usual_number(phone: str) -> str:
    """Returns the emergency number of a telephone number's country."""
    digits = phone.replace(" ", "")
    known = (
        number
        for prefix, number in sorted(NUMBERS.items(), key=lambda each: -len(each[0]))
        if digits.startswith(prefix)
    )
    return next(known, ANYWHERE)
