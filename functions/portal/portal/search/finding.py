"""What words lead to: a case, or services with why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onestop.domain.cases.references import read_reference
from onestop.domain.catalogue.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onestop.contracts.answers.services import SuggestedService, Suggestions
    from onestop.domain.understanding.proposing import ProposedService

LONGEST = 200  # letters; what a need says is said by then
AT_ONCE = 6  # suggestions, as many as fit below the box of a telephone
AMONG_WORDS = re.compile(r"[0-9A-Za-z]{4}(?:[-\s]?[0-9A-Za-z]{4}){2}[-\s]?[0-9A-Za-z]\b")


def reference_in(text: str) -> str | None:
    """The reference that was typed, alone or among other words: its check character says that it is one."""
    return next(filter(None, map(read_reference, [text, *AMONG_WORDS.findall(text)])), None)


def find_for(text: str, catalogue: Catalogue) -> Sequence[ProposedService]:
    """The services that a whole text may be about."""
    from onestop.domain.understanding.finding import find_services  # late: for those only who look for something
    from onestop.storage.classifiers import classifier_of

    return find_services(text, catalogue, classifier_of(catalogue)) if text else ()


def suggest(text: str, catalogue: Catalogue, language: str) -> Suggestions:
    """What a text may be about while it is typed. An answer to programs too."""
    from onestop.domain.understanding.finding import suggest_services  # late, as above
    from onestop.storage.classifiers import classifier_of

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
    return {"language": language, "reference": reference, "services": services}
