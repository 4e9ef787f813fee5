"""Lists of sentences in YAML, read quickly: examples are thousands of lines of the one form that training needs."""

from __future__ import annotations

import json
import re
from typing import Any

from onestop_cli.release.faults import FileFault, RefusedJurisdiction
from onestop_cli.release.plain_yaml import read_yaml

SENTENCE = re.compile(r'^ +- ("(?:[^"\\]|\\["\\/])*")$', re.MULTILINE)


def read_lists(text: str) -> dict[str, Any]:
    """Returns the document of a text. Sentences in double quotes are read directly: the reader of YAML sees only
    numbers."""
    sentences: list[str] = []

    def number(match: re.Match[str]) -> str:
        sentences.append(json.loads(match[1]))
        return match[0].replace(match[1], f"={len(sentences) - 1}")

    document, faults = read_yaml(SENTENCE.sub(number, text), "examples") if text.strip() else ({}, [])
    if faults:
        raise RefusedJurisdiction([FileFault(fault.file, fault.path, fault.wrong, fault.right) for fault in faults])
    return {key: put_back(value, sentences) for key, value in (document or {}).items()}


def put_back(value: Any, sentences: list[str]) -> Any:
    """The document with its sentences."""
    if isinstance(value, dict):
        return {key: put_back(each, sentences) for key, each in value.items()}
    if isinstance(value, list):
        return [put_back(each, sentences) for each in value]
    is_number = isinstance(value, str) and value.startswith("=") and value[1:].isdigit()
    return sentences[int(value[1:])] if is_number else value
