"""The ledger of looks misses none: whatever page or call of staff reads who a person is, or shows what one said, has
kept a look before. Held against each call that reaches DynamoDB while every page is walked, so a new one is too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from onestop.storage.tables import connection
from tests.aws_in_memory import Aws
from tests.depth import in_turn
from tests.functional.desk.test_protected import CARTS, NEED, PAGES, STREETS, cases_of_ana, walked
from tests.functional.stories import PLACE

READS = ("GetItem", "Query", "BatchGetItem")
WRITES = ("PutItem", "TransactWriteItems")
# what of Ana nobody types while the pages are walked: where it is shown, it was read
SHOWN = ("Ana Rivas", str(NEED["description"]), str(PLACE["address"]))
WORKERS = (
    *(("clerk", STREETS), ("supervisor", STREETS), ("contractor", CARTS), ("system", CARTS)),
    *(("reception", "contact-centre"), ("auditor", "contact-centre"), ("administrator", "contact-centre")),
)


@contextmanager
def recorded() -> Iterator[list[tuple[str, str]]]:
    """Every call to DynamoDB, in order: what it does, and all that it sends, as text."""
    calls: list[tuple[str, str]] = []

    def note(params: dict[str, Any], model: Any, **_: Any) -> None:
        calls.append((model.name, str(params)))

    events = connection().client.meta.events
    events.register("provide-client-params.dynamodb", note)
    try:
        yield calls
    finally:
        events.unregister("provide-client-params.dynamodb", note)


def looked_at(calls: list[tuple[str, str]]) -> int | None:
    """When a look was kept, as a place among the calls."""
    kept = (at for at, (name, sent) in enumerate(calls) if name in WRITES and "LOOKS#" in sent)
    return next(kept, None)


@pytest.mark.parametrize(("number", "role", "agency"), [(number, *who) for number, who in enumerate(WORKERS)])
def test_whatever_shows_a_resident_to_staff_has_kept_a_look_before(
    aws: Aws, number: int, role: str, agency: str
) -> None:
    cases = cases_of_ana()
    missing, seen = set(), 0
    with recorded() as calls:
        for where, body in walked(cases, role, agency, in_turn(PAGES, number, 3)):
            look = looked_at(calls)
            people = [at for at, (name, sent) in enumerate(calls) if name in READS and "PERSON#" in sent]
            shown = [word for word in SHOWN if word in body]
            seen += bool(people or shown)
            if (people or shown) and (look is None or any(look > at for at in people)):
                missing.add((where, *shown))
            calls.clear()
    assert missing == set()
    assert seen or role == "system"
