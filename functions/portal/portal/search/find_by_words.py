"""What words lead to: a case, or services with the reasons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onestop.domain.answers.article import language_among
from onestop.domain.cases.references import read_reference
from onestop.domain.catalogue.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onestop.contracts.answers.services import SuggestedAnswer, SuggestedService, Suggestions
    from onestop.domain.understanding.propose_services import ProposedService

LONGEST = 200  # characters: enough to say any need
ANSWERS = 3  # articles shown with the services
AT_ONCE_ANSWERS = 2
LEAST_ASKED = 3  # characters from which on articles are suggested
AT_ONCE = 6  # suggestions, as many as fit below the box on a telephone
AMONG_WORDS = re.compile(r"[0-9A-Za-z]{4}(?:[-\s]?[0-9A-Za-z]{4}){2}[-\s]?[0-9A-Za-z]\b")


def reference_in(text: str) -> str | None:
    """The reference that was typed, alone or among other words; its check character proves that it is one."""
    return next(filter(None, map(read_reference, [text, *AMONG_WORDS.findall(text)])), None)


def find_for(text: str, catalogue: Catalogue) -> Sequence[ProposedService]:
    """The services that a whole text may be about."""
    from onestop.domain.understanding.find_services import find_services  # late: only a search needs it
    from onestop.storage.catalogue.classifiers import classifier_of

    return find_services(text, catalogue, classifier_of(catalogue)) if text else ()


def find_answers_for(text: str, catalogue: Catalogue) -> list[str]:
    """The articles that may answer what was typed, as their codes."""
    from onestop.storage.catalogue.articles import find_answers  # late, as above

    return [each.code for each in find_answers(text, catalogue, ANSWERS)]


def suggest_answers(text: str, catalogue: Catalogue, language: str) -> list[SuggestedAnswer]:
    """The articles that match what is typed so far: by their titles alone, because it runs at each letter."""
    from onestop.storage.catalogue.articles import index_of  # late, as above

    index, default = index_of(catalogue), catalogue.jurisdiction["default_language"]
    if index is None or len(text) < LEAST_ASKED:
        return []
    found = (index.by_code[each.code] for each in index.find(text, most=AT_ONCE_ANSWERS))
    titles = ((each["code"], each["title"][language_among(each["title"], language, default)]) for each in found)
    return [{"code": code, "title": title} for code, title in titles]


def suggest_for(text: str, catalogue: Catalogue, language: str) -> Suggestions:
    """What a text may be about while it is typed: the page's suggestions, and the answer to programs."""
    from onestop.domain.understanding.find_services import suggest_services  # late, as above
    from onestop.storage.catalogue.classifiers import classifier_of

    reference = reference_in(text)
    none = reference or not text
    found = () if none else suggest_services(text, catalogue, classifier_of(catalogue), AT_ONCE)
    services: list[SuggestedService] = [
        {
            "service_code": each.service,
            "service_name": catalogue.name_of("service", each.service, language),
            "because": list(each.because),
        }
        for each in found
    ]
    answers = [] if none else suggest_answers(text, catalogue, language)
    return {"language": language, "reference": reference, "services": services, "answers": answers}
