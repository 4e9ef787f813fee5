"""The articles of a jurisdiction: what they name is there, and what is worth a warning is told."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from onestop_cli.release.faults import FileFault, find_places, name_choices, show_value

if TYPE_CHECKING:
    from onestop.domain.catalogue.release import Release

FOLDER = "answers/"
FACTS = "facts.yaml"
NEEDS = {"money": ("amount", "currency"), "hours": ("calendar",), "closed": ("calendar",), "days": ("days",)}
NEEDS |= {"phone": ("number",), "text": ("text",)}
OUTSIDE = re.compile(r"https://[^\s/]+\.[^\s/]+(?:/\S*)?")
OUR_PAGES = ("/", "/report", "/around", "/track", "/subscribe", "/my", "/answers", "/search")
TO_ARTICLE = re.compile(r"/answers/([a-z0-9-]+)")
TO_SERVICE = re.compile(r"/report\?service=([a-z0-9-]+)")


def articles_in(documents: Mapping[str, Any]) -> dict[str, Any]:
    """The articles that could be read, by their file."""
    return {file: each for file, each in documents.items() if file.startswith(FOLDER) and isinstance(each, dict)}


def check_articles(documents: dict[str, Any]) -> Iterator[FileFault]:
    """Every article speaks the jurisdiction's own language, and its links lead somewhere. Agencies, services and facts
    that it names are looked for with those of other files (`references`)."""
    services = {file[9:-5] for file in documents if file.startswith("services/")}
    codes = {file[len(FOLDER) : -3] for file in documents if file.startswith(FOLDER)}
    offered = [name for _, name in find_places(documents.get("jurisdiction.yaml"), "languages[]")]
    default = next((name for _, name in find_places(documents.get("jurisdiction.yaml"), "default_language")), None)
    for file, article in articles_in(documents).items():
        spoken, written, also = (_block(article, name) for name in ("languages", "written", "also"))
        if default and default not in spoken:
            right = f"a line <!-- {default} --> and the words below it"
            yield FileFault(file, "", f"there are no words in {default}", right)
        for name in {**spoken, **written, **also}:
            if offered and name not in offered:
                wrong = f"the jurisdiction does not speak {show_value(name)}"
                yield FileFault(file, "", wrong, name_choices(name, offered))
        for name in spoken:
            if name not in written:
                wrong = "it is not said when these words were written"
                yield FileFault(file, f"written.{name}", wrong, "a day, such as 2026-11-20")
        for to in (piece["to"] for piece in _pieces_of(article) if "to" in piece):
            if said := _dead(to, codes, services):
                yield FileFault(file, "", f"the link {show_value(to)} leads nowhere", said)
        if FACTS not in documents and any("fact" in piece for piece in _pieces_of(article)):
            yield FileFault(file, "", "it names a fact, and there are none", f"a file {FACTS} that has it")


def _block(article: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = article.get(name)
    return found if isinstance(found, dict) else {}


def _pieces_of(article: Mapping[str, Any]) -> Iterator[Mapping[str, str]]:
    from onestop.domain.answers.article import pieces_of  # late: most commands read no articles

    return pieces_of(article)  # type: ignore[arg-type]


def _dead(to: str, codes: Collection[str], services: Collection[str]) -> str | None:
    """Returns what would be right instead of a dead link; None for a link that may work."""
    if found := TO_ARTICLE.fullmatch(to):
        return None if found[1] in codes else name_choices(found[1], codes)
    if found := TO_SERVICE.fullmatch(to):
        return None if found[1] in services else name_choices(found[1], services)
    if to in OUR_PAGES or OUTSIDE.fullmatch(to):
        return None
    return f"https://..., /answers/CODE, /report?service=CODE, or one of: {', '.join(OUR_PAGES)}"


def check_facts(documents: dict[str, Any]) -> Iterator[FileFault]:
    """Each fact has what its kind needs, and names days that there are."""
    facts = documents.get(FACTS)
    for at, fact in enumerate(facts if isinstance(facts, list) else ()):
        if not isinstance(fact, dict):
            continue
        for name in NEEDS.get(str(fact.get("kind")), ()):
            if name not in fact:
                yield FileFault(
                    FACTS, f"[{at}].{name}", f"a fact of kind {fact['kind']} needs it", "see facts.schema.json"
                )
        days = fact.get("days")
        for day in days if isinstance(days, list) else ():
            try:
                date.fromisoformat(f"2000-{day}")
            except ValueError:
                yield FileFault(FACTS, f"[{at}].days", f"there is no day {show_value(day)}", "month-day, such as 03-31")


def build_articles(documents: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The articles as a release has them: each with the facts that it names, so that its version covers them too."""
    facts = {fact["code"]: fact for fact in documents.get(FACTS) or ()}
    built = {}
    for article in articles_in(documents).values():
        named = sorted({piece["fact"] for piece in _pieces_of(article) if "fact" in piece})
        head = {name: said for name, said in article.items() if name != "written"}
        spoken = {
            language: {**words, "written": article["written"][language]}
            for language, words in article["languages"].items()
        }
        built[article["code"]] = {**head, "languages": spoken, "facts": {name: facts[name] for name in named}}
    return built


def warnings_of_articles(release: Release, today: date) -> Iterator[str]:
    """Returns what an owner should look at: none of it stops a jurisdiction from being loaded."""
    from onestop_cli.answers.lint_articles import lint_articles  # late: most commands read no articles

    for found in lint_articles(release, today):
        yield f"{FOLDER}{found.code}.md{', ' + found.language if found.language else ''}: {found.wrong}"
