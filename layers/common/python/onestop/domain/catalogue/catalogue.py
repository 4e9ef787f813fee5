"""What a jurisdiction offers: its services, agencies, calendars and rules, as data.

Built from a *release* (a plain dict checked by `onestop load` against `infra/jurisdictions/schema`); texts are dicts
from language code to words.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from onestop.domain.catalogue.whereabouts import Area, area_of
from onestop.domain.pseudo_languages import PSEUDO_LANGUAGES
from onestop.domain.time.calendars import Calendar, read_calendar
from onestop.domain.translation import OwnWords, Phrase, Plural, translate, translate_count

if TYPE_CHECKING:
    from onestop.domain.catalogue.agency import Agency
    from onestop.domain.catalogue.jurisdiction import Jurisdiction
    from onestop.domain.catalogue.letter import LetterWords
    from onestop.domain.catalogue.release import Release
    from onestop.domain.catalogue.service import Service
    from onestop.domain.catalogue.survey import Survey
    from onestop.domain.hazards.jurisdiction import Hazards
    from onestop.domain.understanding.keywords import KeywordIndex
    from onestop.domain.understanding.service_names import ServiceNames

Texts = Mapping[str, str]  # the jurisdiction's words, by language
Sayable = Texts | Phrase  # or our own words, which are translated


def version_of(release: Mapping[str, Any]) -> str:
    """Returns a name for a release computed from its content: the same files give the same version."""
    canonical = json.dumps(release, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Catalogue:
    """One release of the catalogue. `version` names it; a case remembers the version it was opened under."""

    version: str
    release: Release

    @cached_property
    def services(self) -> dict[str, Service]:
        """Returns the services by code, in the order of the release."""
        return {service["code"]: service for service in self.release["services"]}

    @cached_property
    def agencies(self) -> dict[str, Agency]:
        """Returns the agencies by code."""
        return {agency["code"]: agency for agency in self.release["agencies"]}

    @cached_property
    def letters(self) -> dict[str, LetterWords]:
        """Returns the texts of our messages by code."""
        return {letter["code"]: letter for letter in self.release["letters"]}

    @cached_property
    def surveys(self) -> dict[str, Survey]:
        """Returns the surveys by code."""
        return {survey["code"]: survey for survey in self.release["surveys"]}

    @property
    def jurisdiction(self) -> Jurisdiction:
        """Returns the government that runs this installation."""
        return self.release["jurisdiction"]

    @cached_property
    def calendars(self) -> dict[str, Calendar]:
        """Returns the calendars by name; cached, because each parses its periods."""
        zone = self.jurisdiction["time_zone"]
        return {name: read_calendar(calendar, zone) for name, calendar in self.release["calendars"].items()}

    @cached_property
    def area(self) -> Area:
        """Returns the area in which places are plausible; cached, because districts have many corners."""
        return area_of(self.release["boundaries"])

    @cached_property
    def hazards(self) -> Hazards:
        """Returns what finds danger in words, and the numbers to call; cached, because there are many words."""
        from onestop.domain.hazards.jurisdiction import (
            read_hazards,  # imported here: many words, only needed where needs are taken in
        )

        return read_hazards(self.jurisdiction)

    @cached_property
    def keywords(self) -> KeywordIndex:
        """Returns the index of services' keywords; cached, because there are many."""
        from onestop.domain.understanding.keywords import KeywordIndex  # imported here: only for those who read words

        return KeywordIndex.of(self.release["services"])

    @cached_property
    def names(self) -> ServiceNames:
        """Returns the search for services by typed words; cached, because there are many words."""
        from onestop.domain.understanding.service_names import (
            ServiceNames,  # imported here: only needed to search services
        )

        return ServiceNames(self.release["services"])

    def calendar_of(self, agency: str) -> Calendar:
        """Returns the working hours of an agency; the triage desk's if the agency has left the catalogue."""
        known = self.agencies.get(agency) or self.agencies[self.jurisdiction["triage_agency"]]
        return self.calendars[known["calendar"]]

    def language(self, *wanted: str | None) -> str:
        """Returns the first wanted language that the jurisdiction speaks (`es-MX` finds `es`, `zh-CN` finds
        `zh-Hans`)."""
        offered = self.jurisdiction["languages"]  # of two variants of a language, the first stands for both
        spoken = {code.lower().split("-")[0]: code for code in reversed(offered)}
        spoken |= {code.lower(): code for code in offered}
        for tag in wanted:
            found = tag and (spoken.get(tag.lower()) or spoken.get(tag.lower().split("-")[0]))
            if found:
                return str(found)
        return str(self.jurisdiction["default_language"])

    def say(self, said: Sayable, language: str) -> str:
        """Returns the words in a language; if missing, the jurisdiction's in its default language, ours in English."""
        if isinstance(said, str):
            return translate(said, language, self.own_words(language))
        default: str = self.jurisdiction["default_language"]
        if language in PSEUDO_LANGUAGES:
            return PSEUDO_LANGUAGES[language](said[default])
        return said.get(language) or said[default]

    def say_count(self, plural: Plural, count: int, language: str, **filled: object) -> str:
        """Returns a sentence of ours with a number of things, in a language."""
        return translate_count(plural, count, language, self.own_words(language), **filled)

    def saying(self, language: str) -> Callable[[Sayable], str]:
        """Returns a function that says words in one language, for code that builds a page or a letter and has no
        catalogue."""
        return lambda said: self.say(said, language)

    def own_words(self, language: str) -> OwnWords | None:
        """Returns the jurisdiction's words that replace ours in a language."""
        return self.release.get("words", {}).get(language)

    def name_of(self, kind: str, code: str | None, language: str) -> str:
        """Returns the name of a service or agency; its code if the catalogue no longer has it."""
        known = (self.services if kind == "service" else self.agencies).get(code or "")
        return self.say(known["name"], language) if known else (code or "")
