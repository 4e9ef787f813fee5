"""Services proposed to the triage desk for a need, ranked, each with the reason: read from the history of the case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onestop.domain.cases.reasons import REASONS
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.languages import say_list
from onestop.domain.translation import N_, Phrase

MOST = 9  # there are this many keys to choose them with
ONE_OF_SEVERAL: Phrase = N_("It fits the description as well as others do.")
AS_A_WHOLE: Phrase = N_("The description as a whole reads like it.")
BY_MODEL: Phrase = N_("A language model reads it so.")
DECIDED_BEFORE: Phrase = N_("It was decided so before.")


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """A service that may be meant: its code, and the reason in words."""

    code: str
    name: str
    about: str
    why: str


def proposals_of(history: Sequence[Mapping[str, Any]], catalogue: Catalogue, language: str) -> list[ShownProposal]:
    """Returns the proposals for a case with this history, the best first, each service once. Services that are no
    longer in the catalogue are left out."""
    found: dict[str, str] = {}
    for code, why in sources(history, catalogue, language):
        if code in catalogue.services:
            found.setdefault(code, why)
    return [proposed(code, why, catalogue, language) for code, why in list(found.items())[:MOST]]


def proposed(code: str, why: str, catalogue: Catalogue, language: str) -> ShownProposal:
    """Returns a service of the catalogue, in words."""
    service = catalogue.services[code]
    return ShownProposal(
        code, catalogue.say(service["name"], language), catalogue.say(service["description"], language), why
    )


def sources(history: Sequence[Mapping[str, Any]], catalogue: Catalogue, language: str) -> Iterator[tuple[str, str]]:
    """Yields codes with why they are proposed: the rules' last proposals, then earlier decisions, then the
    resident's own choice. An older version, which kept no proposals, named the candidates in its reason."""

    def said(name: str, *words: str) -> str:
        return catalogue.say(REASONS[name], language).format(words=say_list(words, language))

    picked = {event.get("service") for event in history if event["type"] == "case.opened"}
    for event in reversed(history):
        if event["type"] == "case.triaged":
            for proposal in event.get("proposals") or ():
                words = proposal["words"]
                if words:
                    yield proposal["service"], said("keywords", *words)
                elif proposal.get("model"):
                    yield proposal["service"], catalogue.say(BY_MODEL, language)
                elif proposal["service"] in picked:
                    yield proposal["service"], said("chosen")
                else:
                    yield proposal["service"], catalogue.say(AS_A_WHOLE, language)
            for reason in event.get("reasons") or ():
                if reason["code"] == "ambiguous":
                    yield from ((code, catalogue.say(ONE_OF_SEVERAL, language)) for code in reason["words"])
    for event in reversed(history):
        if event["type"] == "case.routed":
            yield event["service"], catalogue.say(DECIDED_BEFORE, language)
        elif event["type"] == "case.opened" and event.get("service"):
            yield event["service"], said("chosen")
