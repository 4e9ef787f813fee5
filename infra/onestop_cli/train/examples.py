"""The training data: the examples of each service, its keywords, and sentences that mean no service, or two."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from onestop.domain.understanding.meaning import OTHERS
from onestop_cli.release.examples import OTHER_EXAMPLES, examples_in
from onestop_cli.release.faults import FileFault, RefusedJurisdiction, show_value
from onestop_cli.train.quick_lists import read_lists

TWO = "two"
LONGEST = 1000


class Example(NamedTuple):
    """A sentence, in a language, that means a service; or one of those kinds that are none."""

    language: str
    label: str
    text: str


def read_examples(folder: Path, languages: tuple[str, ...]) -> list[Example]:
    """All examples of a jurisdiction, each sentence once; raises `RefusedJurisdiction` with what is wrong in them."""
    found: dict[str, tuple[Example, str]] = {}
    faults: list[FileFault] = []
    for path in sorted((folder / "services").glob("*.yaml")):
        given = read_lists(examples_in(path.read_text(encoding="utf-8-sig"))).get("examples")
        for example in checked(given, path.stem, f"services/{path.name}", languages, faults):
            keep_sentence(example, f"services/{path.name}", found, faults)
    others = folder / OTHER_EXAMPLES
    if others.is_file():
        for label, given in read_lists(others.read_text(encoding="utf-8-sig")).items():
            if label not in OTHERS and not is_two(label, folder):
                right = f"one of: {', '.join(OTHERS)}, or two:SERVICE+SERVICE"
                faults.append(FileFault(OTHER_EXAMPLES, label, "there is no such kind", right))
                continue
            for example in checked(given, label, OTHER_EXAMPLES, languages, faults):
                keep_sentence(example, OTHER_EXAMPLES, found, faults)
    if faults:
        raise RefusedJurisdiction(faults)
    return [example for example, _ in found.values()]


def is_two(label: str, folder: Path) -> bool:
    """Returns whether a kind names two services that exist."""
    kind, _, codes = label.partition(":")
    return kind == TWO and all((folder / "services" / f"{code}.yaml").is_file() for code in codes.split("+"))


def checked(
    given: Any, label: str, file: str, languages: tuple[str, ...], faults: list[FileFault]
) -> Iterator[Example]:
    """The sentences of one label, by language."""
    if given is None:
        return
    if not isinstance(given, dict):
        faults.append(FileFault(file, label, "the examples are no block of languages", "en: with a list of sentences"))
        return
    for language, sentences in given.items():
        if language not in languages:
            right = f"one of: {', '.join(languages)}"
            faults.append(FileFault(file, f"examples.{language}", f"{show_value(language)} is not offered", right))
            continue
        for number, text in enumerate(sentences or ()):
            path = f"examples.{language}[{number}]"
            if not isinstance(text, str) or not text.strip() or len(text) > LONGEST:
                faults.append(FileFault(file, path, f"{show_value(text)} is no sentence", f"at most {LONGEST} letters"))
            else:
                yield Example(language, label, text)


def keep_sentence(example: Example, file: str, found: dict[str, tuple[Example, str]], faults: list[FileFault]) -> None:
    """Keeps a sentence; one that means two different things is refused."""
    key = " ".join(example.text.casefold().split())
    known = found.setdefault(key, (example, file))
    if known[0].label != example.label:
        wrong = f"{show_value(example.text)} is an example of {known[0].label} too ({known[1]})"
        faults.append(FileFault(file, f"examples.{example.language}", wrong, "each sentence for one service"))
