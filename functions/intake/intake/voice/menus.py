"""What can be chosen by keypad: some services, and the caller's own cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from intake.numbers import identities_of
from intake.sms.status_in_words import OPEN, newest_first, service_words, status_words
from intake.voice.texts import PROMPTS
from onestop.domain.cases.case import Case
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.storage.cases.read_case import load_cases
from onestop.storage.people.contact_details import cases_of_forms

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Service

MOST = 8  # services; 9 is kept for everything else
READ = 25


def phone_menu(catalogue: Catalogue) -> list[Service]:
    """The services that can be chosen by keypad: those that the jurisdiction lists for it, else the first ones."""
    named = [
        catalogue.services[code] for code in catalogue.jurisdiction.get("phone_menu", ()) if code in catalogue.services
    ]
    return (named or list(catalogue.services.values()))[:MOST]


def chosen_service(pressed: str, catalogue: Catalogue) -> Service | None:
    """The service with the number that was pressed."""
    menu = phone_menu(catalogue)
    return menu[int(pressed) - 1] if len(pressed) == 1 and 1 <= int(pressed) <= len(menu) else None


def say_services(catalogue: Catalogue, language: str) -> str:
    """The menu of services, read out."""
    names = (catalogue.say(service["name"], language) for service in phone_menu(catalogue))
    return say_choices(names, catalogue, language) + catalogue.say(PROMPTS["other_service"], language)


def say_cases(cases: Sequence[Case], catalogue: Catalogue, language: str) -> str:
    """The caller's cases, read out, each with its status."""
    names = (f"{service_words(case, catalogue, language)}, {status_words(case, catalogue, language)}" for case in cases)
    return say_choices(names, catalogue, language)


def say_choices(names: Iterable[str], catalogue: Catalogue, language: str) -> str:
    choice = catalogue.say(PROMPTS["choice"], language)
    return "".join(choice.format(name=name, key=key) for key, name in enumerate(names, start=1))


def cases_of(number: str | None, catalogue: Catalogue) -> list[Case]:
    """The cases of a number, the open ones first, then the newest first: three calls."""
    if number is None:
        return []
    return newest_first(load_cases(cases_of_forms(identities_of(number, catalogue), READ, own=True)))


def read_out(cases: Sequence[Case]) -> Sequence[Case]:
    """Those of a caller's cases that are read out: the open ones, else the last one."""
    return [case for case in cases if case.status in OPEN][: MOST + 1] or cases[:1]
