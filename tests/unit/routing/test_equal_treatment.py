"""Equal treatment over thousands of pairs: who asks, how kindly, the language we answer in, the channel change nothing.

Each pair is one need twice, as two cases; they must get the same service, agencies, priority and deadlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from onestop.domain.cases.case import CaseFile, Place
from onestop.domain.cases.lifecycle import Status
from onestop.domain.cases.progress import RoutingDecision, promised
from onestop.domain.catalogue.catalogue import Catalogue
from routing.deciding import decide_service
from routing.facts import facts_of
from routing.locating import locate
from tests.builders import NOW, a_case, a_file, a_request, an_act
from tests.depth import tries

PAIRS = tries(10_000)
NAMES = ("Wei Zhang", "María del Carmen López", "John Smith", "Oluwaseun Adeyemi", "Fatima al-Sayed", "李娜", "O'Brien")
KIND = (
    "Dear Sir or Madam, {} Thank you so much!",
    "hello, {} please",
    "您好，{}谢谢！",
    "Buenos días: {} Muchas gracias.",
)
RUDE = ("{} Do your job for once!", "{} you lazy people", "{}你们是干什么吃的", "{} ¡Inútiles!")
CHANNELS = ("web", "email", "sms", "phone", "counter", "open311", "kiosk")
LANGUAGES = ("en", "zh-Hans", "es", "fr", "ar")
WORDS = ("A street light is out", "涂鸦", "Hay ratas", "a deep pothole", "It is not as it should be.", "")

Change = Callable[[CaseFile, Random], CaseFile]


def with_text(file: CaseFile, text: str) -> CaseFile:
    return replace(file, request=replace(file.request, description=text))


def named(file: CaseFile, chance: Random) -> CaseFile:
    """Another person, whose name stands below the words where a service was chosen."""
    name = chance.choice(NAMES)
    file = replace(file, case=replace(file.case, person=f"person-{name}"))
    return with_text(file, f"{file.request.description} {name}") if file.request.service else file


def toned(file: CaseFile, chance: Random) -> CaseFile:
    """Kinder or ruder words where a service was chosen."""
    if not file.request.service:
        return file
    return with_text(file, chance.choice(KIND + RUDE).format(file.request.description))


def from_elsewhere(file: CaseFile, chance: Random) -> CaseFile:
    return replace(file, case=replace(file.case, channel=chance.choice(CHANNELS)))


def speaking(file: CaseFile, chance: Random) -> CaseFile:
    language, unsure = chance.choice(LANGUAGES), chance.random() < 0.5
    changed = replace(file, case=replace(file.case, language=language))
    return replace(changed, request=replace(changed.request, language_unsure=unsure))


def all_at_once(file: CaseFile, chance: Random) -> CaseFile:
    for change in (named, toned, from_elsewhere, speaking):
        file = change(file, chance)
    return file


GROUPS: dict[str, Change] = {
    "name": named,
    "politeness": toned,
    "channel": from_elsewhere,
    "language": speaking,
    "all at once": all_at_once,
}


def treated(file: CaseFile, catalogue: Catalogue) -> Any:
    """What a case gets: all that was decided and promised; for what waits for a person, why and what is proposed."""
    made = decide_service(facts_of(file, locate(file.request.place, catalogue, file.request.description)), catalogue)
    if not isinstance(made, RoutingDecision):
        return made
    act = an_act(catalogue=catalogue)
    return made.service, made.plan, made.priority, made.district, made.survey, promised(file, made, act)


@pytest.fixture(scope="module")
def files(catalogue: Catalogue) -> list[CaseFile]:
    """Needs of each service by its choice and by words, in all districts and in none."""
    chance = Random(14)
    places = [None, *(Place(lat=44.6 + 0.1 * chance.random(), long=-63.7 + 0.2 * chance.random()) for _ in range(9))]
    needs = [(code, words) for code in sorted(catalogue.services) for words in WORDS] + [(None, text) for text in WORDS]
    return [
        a_file(
            case=a_case(status=Status.OPEN, service=None, due_at=None, opened_at=NOW),
            request=a_request(service=service, description=text, place=chance.choice(places)),
        )
        for service, text in needs
    ]


def test_who_asks_and_how_changes_nothing_in_thousands_of_pairs(files: list[CaseFile], catalogue: Catalogue) -> None:
    chance, pairs, unequal = Random(2026), Counter[str](), Counter[str]()
    before = [treated(file, catalogue) for file in files]
    chosen = sum(file.request.service is not None for file in files)  # these come first
    changes = list(GROUPS.items())
    for number in range(PAIRS):
        group, change = changes[number % len(changes)]
        at = chance.randrange(len(files) if group != "politeness" else chosen)  # words decide where nothing was chosen
        pairs[group] += 1
        unequal[group] += treated(change(files[at], chance), catalogue) != before[at]
    print({group: f"{unequal[group]} unequal of {pairs[group]}" for group in GROUPS})
    assert pairs.total() == PAIRS
    assert unequal.total() == 0
    assert any(isinstance(each, tuple) for each in before)
