"""How much of the personal data in marked texts is taken out, and how much else.

A datum counts as found if each letter and digit of it is removed, as whatever kind: half a number left is
a number left. Over-redaction is the share of all other letters and digits that are taken out too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from onestop.domain.redaction.spans import find_personal
from onestop_cli.redact.read_marked_texts import MarkedText, Planted
from onestop_cli.route.intervals import wilson

ALL = "all"
MISSED_AT_MOST = 200


class RedactionTally:
    """Counts as texts are tried, for all and by language."""

    def __init__(self) -> None:
        self.texts: Counter[str] = Counter()
        self.found: dict[str, Counter[str]] = defaultdict(Counter)
        self.partly: dict[str, Counter[str]] = defaultdict(Counter)
        self.planted: dict[str, Counter[str]] = defaultdict(Counter)
        self.others: Counter[str] = Counter()
        self.taken: dict[str, Counter[str]] = defaultdict(Counter)
        self.missed: list[dict[str, Any]] = []
        self.needless: list[dict[str, Any]] = []

    def add(self, marked: MarkedText) -> None:
        """Try one text."""
        taken: dict[int, str] = {}
        for found in find_personal(marked.text):
            taken |= dict.fromkeys(range(found.start, found.end), found.kind)
            self.note_needless(marked, found.start, found.end, found.kind)
        planted = {place for span in marked.spans for place in range(span.start, span.end)}
        others = [place for place, letter in enumerate(marked.text) if letter.isalnum() and place not in planted]
        for group in (ALL, marked.language):
            self.texts[group] += 1
            self.others[group] += len(others)
            self.taken[group].update(taken[place] for place in others if place in taken)
        for span in marked.spans:
            self.judge(marked, span, taken)

    def judge(self, marked: MarkedText, span: Planted, taken: Mapping[int, str]) -> None:
        letters = [place for place in range(span.start, span.end) if marked.text[place].isalnum()]
        out = sum(place in taken for place in letters)
        for group in (ALL, marked.language):
            self.planted[group][span.kind] += 1
            self.found[group][span.kind] += out == len(letters)
            self.partly[group][span.kind] += 0 < out < len(letters)
        if out < len(letters):
            said = marked.text[span.start : span.end]
            self.missed.append({"line": marked.line, "kind": span.kind, "text": said, "partly": out > 0})

    def note_needless(self, marked: MarkedText, start: int, end: int, kind: str) -> None:
        if not any(each.start < end and start < each.end for each in marked.spans):
            self.needless.append({"line": marked.line, "kind": kind, "text": marked.text[start:end]})


def try_marked(texts: Iterable[MarkedText]) -> Mapping[str, Any]:
    """The report on all texts, for programs."""
    tally = RedactionTally()
    for marked in texts:
        tally.add(marked)
    languages = sorted(group for group in tally.texts if group != ALL)
    return {
        "texts": tally.texts[ALL],
        **group_of(tally, ALL),
        "by_language": {each: {"texts": tally.texts[each], **group_of(tally, each)} for each in languages},
        "missed": tally.missed[:MISSED_AT_MOST],
        "needless": tally.needless[:MISSED_AT_MOST],
    }


def group_of(tally: RedactionTally, group: str) -> dict[str, Any]:
    found, planted, taken = tally.found[group], tally.planted[group], tally.taken[group]
    partly = tally.partly[group]
    return {
        "recall": share(sum(found.values()), sum(planted.values()), sum(partly.values())),
        "recall_by_kind": {kind: share(found[kind], planted[kind], partly[kind]) for kind in sorted(planted)},
        "over_redaction": {
            "of": tally.others[group],
            "taken_out": sum(taken.values()),
            "percent": round(100 * sum(taken.values()) / max(tally.others[group], 1), 3),
            "by_kind": dict(sorted(taken.items())),
        },
    }


def share(found: int, of: int, partly: int) -> dict[str, Any]:
    """Returns the share that was found, with its 95 % interval in percent."""
    low, high = wilson(found, of)
    interval = [round(100 * low, 2), round(100 * high, 2)]
    percent = round(100 * found / of, 2) if of else None
    return {"of": of, "found": found, "partly": partly, "percent": percent, "interval": interval}
