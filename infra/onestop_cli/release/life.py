"""Checks of life events: does the form ask everything that the services it opens need, and does every part end?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onestop.domain.cases.tasks.service_parts import answers_named
from onestop_cli.release.faults import FileFault, find_places, name_choices, show_value
from onestop_cli.release.plans import ServiceDocument

LETTER = "letters/life-ended.yaml"


def check_life(documents: dict[str, Any]) -> Iterator[FileFault]:
    """Each life event opens other services, gives each what it asks for, and asks for that in its form."""
    services = {file: each for file, each in documents.items() if file.startswith("services/") and is_whole(each)}
    by_code = {str(each.get("code")): each for each in services.values()}
    for file, service in sorted(services.items()):
        for path, task in tasks_of(service):
            yield from check_part(file, path, task, service, by_code)
        if service.get("life") is True:
            yield from check_event(file, service, documents)


def is_whole(service: Any) -> bool:
    """Return whether the shape is right enough to check; the faults of others are reported by their schema."""
    return isinstance(service, dict) and isinstance(service.get("plan"), list)


def tasks_of(service: ServiceDocument) -> list[tuple[str, ServiceDocument]]:
    return [(path, task) for path, task in find_places(service, "plan[].tasks[]") if isinstance(task, dict)]


def check_event(file: str, service: ServiceDocument, documents: Mapping[str, Any]) -> Iterator[FileFault]:
    """Check that a life event has one form, and a plan of parts that ends however each part ends."""
    form = documents.get(f"forms/{service.get('form')}.yaml")
    if "form" not in service:
        yield FileFault(file, "form", "it is missing", "the form of the questions that all its parts share")
    elif isinstance(form, dict):
        asked = {str(at).partition(".")[0] for _, at in find_places(form, "pages[].fields[].at")}
        for path, code in find_places(service, "questions[].code"):
            if str(code) not in asked:
                yield FileFault(file, path, f"the form does not ask for {show_value(code)}", name_choices(code, asked))
    for path, task in tasks_of(service):
        if task.get("done_by") != "service" or "gives" not in task:
            right = "done_by: service, and what is given to that service"
            yield FileFault(file, path, "the plan of a life event opens other services and does nothing else", right)
    for path, stage in find_places(service, "plan[]"):
        if isinstance(stage, dict) and stage.get("complete") != "ended":
            wrong = "a part that cannot be done would keep the outcome of the others from being told"
            yield FileFault(file, f"{path}.complete", wrong, "ended")
    if LETTER not in documents:
        yield FileFault(LETTER, "", "the file is missing", "the letter that says how all parts of a life event ended")


def check_part(
    file: str, path: str, task: ServiceDocument, service: ServiceDocument, services: Mapping[str, ServiceDocument]
) -> Iterator[FileFault]:
    """Check that everything given to another service exists, and is all that it asks for."""
    gives, other = task.get("gives"), services.get(str(task.get("service")))
    if not isinstance(gives, dict):
        return
    if task.get("done_by") != "service":
        yield FileFault(file, f"{path}.gives", "no other service does this task", "nothing, or done_by: service")
    if other is None:
        return  # an unknown service has its own fault
    own = questions_of(service)
    said = {path: text for path, text in find_places(gives, "description.*") if isinstance(text, str)}
    for code in sorted(answers_named(said) - own.keys()):
        yield FileFault(
            file, f"{path}.gives.description", f"there is no question {show_value(code)}", choose(code, own)
        )
    place = gives.get("place")
    if place is not None and own.get(str(place), {}).get("kind") != "text":
        texts_asked = [code for code, each in own.items() if each.get("kind") == "text"]
        wrong = f"no question {show_value(place)} is answered in words"
        yield FileFault(file, f"{path}.gives.place", wrong, name_choices(place, texts_asked))
    if other.get("place") == "required" and place is None and service.get("place") != "required":
        yield FileFault(file, f"{path}.gives.place", "it is missing", "the question that says where it is")
    yield from check_answers(file, f"{path}.gives.answers", given_answers(gives), own, questions_of(other))


def check_answers(
    file: str,
    path: str,
    given: Mapping[str, Any],
    own: Mapping[str, ServiceDocument],
    theirs: Mapping[str, ServiceDocument],
) -> Iterator[FileFault]:
    for there, here in ((str(there), str(here)) for there, here in given.items()):
        if there not in theirs:
            yield FileFault(file, f"{path}.{there}", "that service has no such question", choose(there, theirs))
        elif here not in own:
            yield FileFault(file, f"{path}.{there}", f"there is no question {show_value(here)}", choose(here, own))
        elif own[here].get("kind") != theirs[there].get("kind"):
            right = f"a question of the kind {theirs[there].get('kind')}"
            yield FileFault(file, f"{path}.{there}", "the answer is of another kind than that service asks for", right)
        elif more := sorted(choices_of(own[here]) - choices_of(theirs[there])):
            right = name_choices(more[0], choices_of(theirs[there]))
            yield FileFault(
                file, f"{path}.{there}", f"that service does not know the answer {show_value(more[0])}", right
            )
    for code, question in theirs.items():
        if question.get("required") and code not in given:
            yield FileFault(file, f"{path}.{code}", "it is missing", "the question here that has the answer")


def given_answers(gives: ServiceDocument) -> Mapping[str, Any]:
    answers = gives.get("answers")
    return answers if isinstance(answers, dict) else {}


def questions_of(service: ServiceDocument) -> dict[str, ServiceDocument]:
    return {str(each.get("code")): each for _, each in find_places(service, "questions[]") if isinstance(each, dict)}


def choices_of(question: ServiceDocument) -> set[str]:
    return {str(code) for _, code in find_places(question, "choices[].code")}


def choose(code: str, known: Mapping[str, ServiceDocument]) -> str:
    return name_choices(code, known)
