"""Reading YAML, and saying where its syntax is wrong.

PyYAML, because it is the YAML reader that everybody has; narrowed so that a file means what it says.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

import yaml

from onestop_cli.release.faults import FileFault

# perhaps a reference, a type, a tab, a key with a sign or a remark in a place for none (`|#`), of which libyaml takes
# some that are refused here
ODD = re.compile(r"(?:^|[\s\[\]{},:])[*!?]|[\t\x85\u2028\u2029]|[|>][-+\d]*#")
# a value in quotes that cannot be anything else: nothing in it could be the end of one value and the start of the next
SURELY_QUOTED = re.compile(r'(?<=: )"[^"\\\n,:\t\x85\u2028\u2029]*"(?=[\]},\n])')
# a whole value in quotes, where a value may be: its content is text, whatever it looks like
QUOTED = re.compile(r"""((?<=[\[{,])\s*|(?<=:)\s+)(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*')(?=\s*[\]},\n])""")
DEEPEST = 100  # brackets, or dashes one after the other: libyaml ends the whole program where there are very many
DASHES = re.compile(rf"(?:[-?][ \t]+){{{DEEPEST}}}")
TOO_DEEP = ("it is nested too deeply", "a file of a few levels")
TOO_LONG = ("a number has too many digits", "a number that means something, or text in quotes")
SIGNS = re.compile(r"[\[\]{}?#]")


def read_yaml(text: str, file: str) -> tuple[Any, list[FileFault]]:
    """A sound file is read by libyaml, ten times quicker; whatever may be wrong, by the reader that says what it is."""
    try:
        written, faults = _read_once(text, file)
    except RecursionError:
        return None, [FileFault(file, "", *TOO_DEEP)]
    except ValueError:  # Python reads no whole number of thousands of digits
        return None, [FileFault(file, "", *TOO_LONG)]
    return json.loads(written), list(faults)


@lru_cache(maxsize=512)  # two compared folders, or one that is read repeatedly, share most of their files
def _read_once(text: str, file: str) -> tuple[str, tuple[FileFault, ...]]:
    if DASHES.search(text) or depth_of(text) > DEEPEST:
        raise RecursionError
    document, faults = read_sound_yaml(text) or read_any_yaml(text, file)
    return json.dumps(document), tuple(faults)


def read_sound_yaml(text: str) -> tuple[Any, list[FileFault]] | None:
    """None where the text may be unsound, or libyaml is not on this machine."""
    if _QUICK_LOADER is None or ODD.search(SURELY_QUOTED.sub("", text)) or asks_in_brackets(text):
        return None
    loader = None
    try:
        loader = _QUICK_LOADER(text)
        document = loader.get_single_data()
        return None if loader.doubled else (document, [])
    except yaml.YAMLError:
        return None
    finally:
        if loader is not None:
            loader.dispose()


def depth_of(text: str) -> int:
    """Return how many brackets are open at once at most, those in quotes left out."""
    deepest = depth = 0
    for sign in SIGNS.findall(QUOTED.sub(r"\1", text)):
        depth = depth + 1 if sign in "[{" else max(depth - 1, 0) if sign in "]}" else depth
        deepest = max(deepest, depth)
    return deepest


def asks_in_brackets(text: str) -> bool:
    """Return whether a question mark, or a comment that may hide a bracket, is within brackets and not in quotes: there
    the two readers differ."""
    depth = 0
    for sign in SIGNS.findall(QUOTED.sub(r"\1", text)):
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth = max(depth - 1, 0)
        elif depth:
            return True
    return False


def read_any_yaml(text: str, file: str) -> tuple[Any, list[FileFault]]:
    """Read YAML with every fault of its syntax."""
    loader: _PlainLoader | None = None
    try:
        loader = _PlainLoader(text)
        return loader.get_single_data(), [FileFault(file, *fault) for fault in loader.doubled]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        wrong = " ".join(part for part in (error.context, error.problem) if part)
        return None, [
            FileFault(file, _position(mark), f"this is not valid YAML: {wrong}", "see the files of port-ellery")
        ]
    except yaml.reader.ReaderError as error:
        wrong = f"the character U+{error.character:04X} is not allowed"
        line, column = text.count("\n", 0, error.position), error.position - text.rfind("\n", 0, error.position) - 1
        return None, [FileFault(file, f"line {line + 1}, column {column + 1}", wrong, "printable text")]
    finally:
        if loader is not None:
            loader.dispose()


def _position(mark: Any) -> str:
    return f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""


class _Plain(yaml.constructor.SafeConstructor, yaml.resolver.Resolver):
    """YAML without its surprises: keys are words as written, dates and times stay text, nothing is shared or doubled.

    Otherwise `no:` (Norwegian) would be read as `false`, `2026-12-25` as a date, and `10:30` as the number 630.
    """

    doubled: list[tuple[str, str, str]]

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        fields: dict[Any, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a field's name must be a word", key.start_mark)
            if key.value in fields:
                self.doubled.append((_position(key.start_mark), f"the field '{key.value}' is there twice", "once"))
            fields[key.value] = self.construct_object(value, deep=deep)
        return fields


class _PlainLoader(_Plain, yaml.SafeLoader):
    """Tells what is wrong, and where."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.doubled = []

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "references (*name) are not used here, write it out", mark)
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "tag", None):  # `!!int soon` would raise an unexpected error
            wrong = "types (!name) are not used here, write the value alone"
            raise yaml.composer.ComposerError(None, None, wrong, event.start_mark)
        return super().compose_node(parent, index)


if yaml.__with_libyaml__:

    class _QuickLoader(_Plain, yaml.CSafeLoader):
        """Reads sound files, without a word for the others."""

        def __init__(self, text: str) -> None:
            super().__init__(text)
            self.doubled = []


_QUICK_LOADER: Any = _QuickLoader if yaml.__with_libyaml__ else None
_Plain.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"~|null|", ["~", "n", ""]),
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"-?(0|[1-9][0-9]*)", list("-0123456789")),
    ("float", r"-?(0|[1-9][0-9]*)\.[0-9]+", list("-0123456789")),
):
    _Plain.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), _first)
