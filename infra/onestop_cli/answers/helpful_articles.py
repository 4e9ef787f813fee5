"""Which articles helped: what people said on all channels, in lines for their owners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onestop.storage.catalogue.articles import counts_of_answer, index_of

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue


def lines_of_helped(catalogue: Catalogue) -> Iterator[str]:
    """A line for each article that somebody said something of, the one with most who were not helped first: a Query
    for each article."""
    index = index_of(catalogue)
    told = [(code, counts_of_answer(code)) for code in (index.by_code if index else ())]
    said = [(code, counts) for code, counts in told if counts]
    if not said:
        yield "Nobody has said yet whether an answer helped."
    for code, counts in sorted(said, key=lambda each: (-sum(not one.helped and one.count for one in each[1]), each[0])):
        by_channel: Counter[str] = Counter()
        for each in counts:
            by_channel[f"{each.channel} {'yes' if each.helped else 'no'}"] += each.count
        helped = sum(each.count for each in counts if each.helped)
        parts = ", ".join(f"{name} {count}" for name, count in sorted(by_channel.items()))
        yield f"{code}: helped {helped} of {sum(each.count for each in counts)} ({parts})"
