"""Redaction: ten thousand texts of residents with planted personal data, by language and kind, and what a text costs.

Once with names as they are common, once with names that are mostly in no list, such as Tlalli Xoconostle; and messages
as they arrive: chats, filled-in forms, letters, notes of calls.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from tests.bench.figures import Figure
from tests.bench.planted.messages import write
from tests.bench.planted.texts import PlantedText, plant

if TYPE_CHECKING:
    from onestop_cli.redact.read_marked_texts import MarkedText

TEXTS, SEED = 10_000, 20261128
SHARES = {"common names": 0.0, "rare names": 1.0, "one in five rare": 0.2}
RECALL, OVER = 98.0, 3.0


def measure(**_: object) -> Iterator[Figure]:
    """Percent of the planted data that is taken out, and of the other letters."""
    from onestop_cli.redact.try_marked_texts import try_marked

    for name, rare in SHARES.items():
        texts = marked(plant(TEXTS, SEED, rare))
        begun = time.process_time()
        report = try_marked(texts)
        took = (time.process_time() - begun) * 1000 / TEXTS
        yield from figures_of(name, report)
        for language, group in report["by_language"].items():
            yield from figures_of(f"{name}, {language}", group)
        yield Figure(name=f"{name}: a text", value=took, unit="CPU ms")
    report = try_marked(marked(write(TEXTS, SEED)))
    yield from figures_of("messages", report)
    for language, group in report["by_language"].items():
        yield from figures_of(f"messages, {language}", group)


def marked(texts: Iterable[PlantedText]) -> list[MarkedText]:
    from onestop_cli.redact.read_marked_texts import MarkedText, Planted

    return [
        MarkedText(line, each.text, each.language, tuple(Planted(*span) for span in each.spans))
        for line, each in enumerate(texts, 1)
    ]


def figures_of(name: str, group: Any) -> Iterator[Figure]:
    for kind, found in (("all", group["recall"]), *group["recall_by_kind"].items()):
        percent = found["percent"]
        yield Figure(
            name=f"{name}: {kind} taken out of {found['of']}",
            value=percent,
            unit="%",
            baseline=RECALL,
            ratio=RECALL / percent if percent else 99.0,
            goal=1.0,
        )
    over = group["over_redaction"]["percent"]
    yield Figure(name=f"{name}: other letters too", value=over, unit="%", baseline=OVER, ratio=over / OVER, goal=1.0)
