"""Finds which service an answer means, after we asked: by its number, by its name, or by what the words say."""

from __future__ import annotations

from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.lifecycle import WaitsFor
from onestop.domain.catalogue.catalogue import Catalogue


def service_answered(file: CaseFile, words: str, catalogue: Catalogue) -> str | None:
    """The service that a resident says they need; None if we did not ask, or their words do not tell."""
    waiting = (task for task in file.open_tasks() if task.offered and task.waits_for is WaitsFor.RESIDENT)
    offered = next((task.offered for task in waiting), ())
    if not offered:
        return None
    there = tuple(code for code in offered if code in catalogue.services)  # without those withdrawn meanwhile
    from intake.sms.said_number import read_said_number  # late: few are asked, and these words take time to load

    number = read_said_number(words)
    if number and number.short and not number.rest:
        chosen = offered[(number.number or 0) - 1 : number.number or 0]
        return next((code for code in chosen if code in there), None)
    return named(words, there, catalogue) or meant(file, words, catalogue)


def named(words: str, offered: tuple[str, ...], catalogue: Catalogue) -> str | None:
    """The one service whose name, in any language, is the answer; None if there is none."""
    said = folded(words)
    found = [code for code in offered if said in map(folded, catalogue.services[code]["name"].values())]
    return found[0] if len(found) == 1 else None


def folded(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(".!。！")


def meant(file: CaseFile, words: str, catalogue: Catalogue) -> str | None:
    """The service that an answer in other words surely means, alone or together with what was said first."""
    from onestop.domain.understanding.meaning import understand_need  # late: few are asked
    from onestop.storage.catalogue.classifiers import classifier_of

    classifier = classifier_of(catalogue)
    both = f"{file.request.description}\n{words}"
    understood = (understand_need(text, catalogue, classifier).service for text in (words, both))
    return next((service for service in understood if service), None)
