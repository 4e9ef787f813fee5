"""That two people were merged is undone: as if it had never been, row by row, whatever was merged before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from random import Random

import pytest
from pynamodb.exceptions import PutError

from onestop.domain.errors import NotFound, NotPossible
from onestop.domain.people.person import Person
from onestop.storage.people.contact_details import brought_by, load_person, person_rows
from onestop.storage.people.merges import merge_people, unmerge_people
from onestop.storage.tables import PersonRow
from tests.aws_in_memory import Aws, client_of
from tests.builders import NOW, a_reference

KEY = b"a key of a test, long enough for anything"
EMAILS = ("ana@resident.example", "rivas@resident.example", "home@resident.example", None)
PHONES = ("+19025550101", "+19025550102", None)
Rows = dict[tuple[str, str], tuple[str | None, str | None]]


def rows() -> Rows:
    return {(row.pk, row.sk): (row.body, row.at) for row in PersonRow.scan()}


def some_people(draw: Random, size: int) -> list[str]:
    """People with one or two cases each; homes share addresses."""
    names = []
    for number in range(size):
        person = Person(
            id=f"{number:032}", name=f"P{number}", email=draw.choice(EMAILS), phone=draw.choice(PHONES), since=NOW
        )
        for case in range(draw.choice((1, 2))):
            for row in person_rows(person, a_reference(number * 10 + case), person.identities(KEY)):
                row.save()
        names.append(person.id)
    return names


def set_rows(wanted: Rows) -> None:
    for pk, sk in rows().keys() - wanted.keys():
        PersonRow(pk, sk).delete()
    for (pk, sk), (body, at) in wanted.items():
        PersonRow(pk, sk, body=body, at=at).save()


@pytest.mark.parametrize("seed", range(10))
def test_fifty_mergings_undone_in_any_order_leave_nothing(aws: Aws, seed: int) -> None:
    draw, done = Random(seed), count()
    people = some_people(draw, 14)
    before = rows()
    merged: list[tuple[str, str]] = []
    while next(done) < 100:
        if merged and draw.random() < 0.45:
            one = merged.pop(draw.randrange(len(merged)))
            unmerge_people(one[0])
        else:
            one, other = draw.sample(people, 2)
            if load_person(one).id != load_person(other).id:
                merged.append(merge_people(one, other, KEY))
    now = rows()
    set_rows(before)
    for one, other in merged:  # those that were not undone, alone
        merge_people(one, other, KEY)
    assert rows() == now
    draw.shuffle(merged)
    for one, _ in merged:
        unmerge_people(one)
    assert rows() == before


def test_what_was_undone_cannot_be_undone_again_and_nobody_else_is_touched(aws: Aws) -> None:
    one, other, third = some_people(Random(1), 3)
    before = rows()
    merge_people(one, other, KEY)
    with pytest.raises(NotPossible):
        merge_people(one, other, KEY)
    unmerge_people(one)
    assert rows() == before
    with pytest.raises(NotFound):
        unmerge_people(one)
    with pytest.raises(NotFound):
        unmerge_people(third)


@contextmanager
def meanwhile(after: int, do: Callable[[], object]) -> Iterator[None]:
    """Somebody else does something just before a PutItem of ours, once so many have gone."""
    calls, events = count(), client_of("dynamodb").meta.events

    def other(**_: object) -> None:
        if next(calls) == after:
            with suppress(NotPossible):
                do()

    events.register("before-call.*.PutItem", other)
    try:
        yield
    finally:
        events.unregister("before-call.*.PutItem", other)


@pytest.mark.parametrize("into", ["who stays", "a third"])
@pytest.mark.parametrize("writes", range(4))
def test_of_two_who_merge_at_once_one_is_told_so_and_the_other_can_be_undone(aws: Aws, writes: int, into: str) -> None:
    one, other, third = (Person(id=f"{at:032}", email=EMAILS[at], phone=PHONES[0]) for at in range(3))
    for at, person in enumerate((one, other, third)):
        for row in person_rows(person, a_reference(at), person.identities(KEY)):
            row.save()
    before = rows()
    theirs = (other.id, one.id) if into == "who stays" else (one.id, third.id)
    with meanwhile(writes, lambda: merge_people(*theirs, KEY)), suppress(NotPossible):
        merge_people(one.id, other.id, KEY)
    merged = [each for each in (one.id, other.id, third.id) if load_person(each).id != each]
    assert len(merged) == 1
    unmerge_people(merged[0])
    assert rows() == before


def test_a_merging_that_was_cut_off_before_the_other_way_round_can_be_undone(aws: Aws) -> None:
    one, other, _ = some_people(Random(2), 3)
    before = rows()
    with aws.failing("dynamodb", "PutItem", "ValidationException", after=1), pytest.raises(PutError):
        merge_people(one, other, KEY)
    merge_people(other, one, KEY)
    unmerge_people(other)
    merge_people(one, other, KEY)
    unmerge_people(one)
    assert rows() == before


@pytest.mark.parametrize("writes", range(4))
def test_undoing_that_was_cut_off_is_done_by_doing_it_again(aws: Aws, writes: int) -> None:
    one, other, third = (Person(id=f"{at:032}", email=EMAILS[0], phone=PHONES[at % 2]) for at in range(3))
    for at, person in enumerate((one, other, third)):
        for row in person_rows(person, a_reference(at), person.identities(KEY)):
            row.save()
    merge_people(other.id, third.id, KEY)
    before = rows()
    set_rows(before)
    unmerge_people(other.id)
    untouched = rows()
    merge_people(one.id, other.id, KEY)
    merge_people(other.id, third.id, KEY)
    with aws.failing("dynamodb", "PutItem", "ValidationException", after=writes), pytest.raises(PutError):
        unmerge_people(one.id)
    unmerge_people(one.id)
    unmerge_people(other.id)
    assert rows() == untouched
    assert set(brought_by(one, one.identities(KEY))) == {a_reference(0)}
