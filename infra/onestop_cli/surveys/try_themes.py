"""How well themes are found: compared with texts that a person sorted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from onestop.domain.surveys.learned_themes import CLASSES, NONE, FindThemes
from onestop_cli.problems import CannotContinue
from onestop_cli.route.intervals import say_share


class LabelledText(NamedTuple):
    """A text with the themes that a person finds in it."""

    text: str
    themes: frozenset[str]


def read_texts(file: Path) -> Iterator[LabelledText]:
    """Reads the texts of a file, a line each: themes, a tab, the text. Raises CannotContinue for any other line."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise CannotContinue(f"{file} cannot be read as text in UTF-8.", (str(problem),)) from problem
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        themes, tab, text = line.partition("\t")
        named = {each.strip() for each in themes.split(",")}
        if not tab or not text.strip():
            raise CannotContinue(f"{file}, line {number}: there is no tab with a text behind it.")
        if unknown := sorted(named - set(CLASSES)):
            known = ", ".join(CLASSES)
            raise CannotContinue(f"{file}, line {number}: there is no theme {unknown[0]!r}. There are: {known}.")
        yield LabelledText(text, frozenset(named - {NONE}))


def exactly_right(texts: Iterable[LabelledText], decide: FindThemes) -> int:
    """Of how many texts exactly the right themes are told."""
    return sum(decide(each.text).keys() == each.themes for each in texts)


def tried(texts: Sequence[LabelledText], decide: FindThemes) -> tuple[str, str, str, str]:
    """Returns the number of texts, the share of those exactly right, and the precision and recall of themes."""
    told = [set(decide(each.text)) for each in texts]
    both = sum(len(each.themes & own) for each, own in zip(texts, told, strict=True))
    return (
        str(len(texts)),
        say_share(exactly_right(texts, decide), len(texts)),
        say_share(both, sum(map(len, told))),
        say_share(both, sum(len(each.themes) for each in texts)),
    )


def missed(texts: Iterable[LabelledText], decide: FindThemes) -> Iterator[str]:
    """The texts of which other themes are told: which, by which words, and the right ones."""
    for each in texts:
        told = decide(each.text)
        if told.keys() != each.themes:
            said = "; ".join(f"{theme} ({', '.join(words) or 'no word alone'})" for theme, words in told.items())
            yield f"{each.text}: {said or NONE}, and not {', '.join(sorted(each.themes)) or NONE}"
