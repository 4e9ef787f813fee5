"""What is kept longer than its schedule is disposed of: what two people approved, no more, and nothing that is held."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from onestop.domain.cases.lifecycle import Status
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.chosen_preferences import ChosenPreferences
from onestop.domain.people.person import identity_of
from onestop.runtime.clients import client
from onestop.runtime.keys import identity_key
from onestop.storage.cases.case_rows import case_row
from onestop.storage.people.chosen_preferences import keep_chosen, load_chosen
from onestop.storage.people.contact_details import load_person
from onestop.storage.people.merges import merge_people
from onestop_cli.people.disposal.dispose import carry_out
from onestop_cli.people.disposal.lists import approve, find_list, make_list, what_is_over
from onestop_cli.people.disposal.records import read_records
from onestop_cli.people.rights.erase_person import set_hold
from onestop_cli.people.rights.places import Places
from onestop_cli.people.rights.restrict_use import restrict
from onestop_cli.people.rights.traces import find_traces
from onestop_cli.problems import CannotContinue
from tests.aws_in_memory import Aws
from tests.builders import NOW, a_catalogue
from tests.functional.casework.test_rights import a_story, buckets, places
from tests.functional.stories import case_file

__all__ = ["buckets"]
ANA, ANA_AT_WORK, BEN, CLEO = (f"{who}@resident.example" for who in ("ana", "ana.work", "ben", "cleo"))
OFFER = a_catalogue(retention={"case_years": 10, "files_years": 5})
LONG_AGO, SOME_TIME_AGO = NOW - timedelta(days=3700), NOW - timedelta(days=1900)
BY = "operator"


class Killed(Exception):
    """The process ends here."""


class Mortal:
    """A client of DynamoDB that dies instead of its nth deletion."""

    def __init__(self, alive: int) -> None:
        self.alive, self.whole = alive, client("dynamodb")

    def __getattr__(self, name: str) -> Any:
        return getattr(self.whole, name)

    def delete_item(self, **asked: Any) -> Any:
        self.alive -= 1
        if self.alive < 0:
            raise Killed
        return self.whole.delete_item(**asked)


def closed(email: str, at: datetime | None, words: str) -> str:
    """A case with all that lies with it, closed at a moment, or still worked on."""
    reference = a_story(email, name=email.partition("@")[0], words=words)
    if at:
        case_row(replace(case_file(reference).case, status=Status.CLOSED, closed_at=at)).save()
    return reference


def kept() -> str:
    """All that lies anywhere, but what has another schedule: looks, drafts, mail as it came, letters as printed."""
    where = places()
    rows = [
        row.text
        for table in where.tables
        for row in where.rows(table)
        if not row.pk.startswith(("LOOKS#", "APPLICATION#DRAFT")) and not row.sk.startswith("DRAFT")
    ]
    objects = [each for each in where.objects() if each.bucket != "paper" and not each.key.startswith("mail/")]
    return "\n".join((*rows, *(f"{each.key}\n{where.text_of(each)}" for each in objects)))


def listed(offer: Catalogue = OFFER) -> list[tuple[str, list[str]]]:
    found = what_is_over(read_records(places()), offer, NOW.date())
    return sorted((entry["reference"], entry["kinds"]) for entry in found)


def approved(where: Places, *names: str) -> str:
    """A list that was made just now, approved by some people."""
    said = make_list(where, what_is_over(read_records(where), OFFER, NOW.date()), "L1", NOW, BY)
    for name in names:
        approve(where, find_list(where, "L1"), name, "account", said["hash"][:12], NOW)
    return str(said["hash"])


def run(where: Places, at: datetime = NOW) -> dict[str, Any]:
    return carry_out(where, find_list(where, "L1"), OFFER, at, BY)


def test_what_is_over_is_erased_and_certified_and_everything_else_stays(buckets: Aws) -> None:
    old, younger = closed(ANA, LONG_AGO, "old words"), closed(ANA_AT_WORK, SOME_TIME_AGO, "younger words")
    new, worked_on = closed(BEN, NOW, "new words"), closed(CLEO, None, "words in work")
    merge_people(str(case_file(old).case.person), str(case_file(younger).case.person), identity_key())
    client("s3").put_object(Bucket="attachments", Key=f"kept/{younger}/fedcba9876543210", Body=b"younger photo")
    for reference, words in ((old, "old words"), (new, f"new words, see case {old}")):
        sent = json.dumps({"case": reference, "answers": {"why": words}})
        places().put_row("Applications", f"APPLICATION#{reference[::-1]}", "APPLICATION", sent)
    places().put_row("Cases", f"CASE#{younger}", "ATTACHMENT#fedcba9876543210", "{}")
    assert listed() == sorted([(old, ["case"]), (younger, ["files"])])
    approved(places(), "Nia Brown", "Omar Diaz")
    certificate = run(places())
    assert certificate["disposed_of"] == {"case": 1, "files": 1}
    assert [each["by"] for each in certificate["approved"]] == ["Nia Brown", "Omar Diaz"]
    assert certificate["left"] == {}
    after = kept()
    assert [each for each in (f"#{old}", f"/{old}", "old words", "younger photo", ANA) if each in after] == []
    assert [each for each in (younger, "younger words", new, f"see case {old}", worked_on) if each not in after] == []
    assert load_person(str(case_file(younger).case.person)).email == ANA_AT_WORK
    told = json.dumps(certificate)
    assert [each for each in (old, younger, ANA, "ana") if each in told] == []  # the certificate names no resident
    assert listed() == []
    assert run(places()) == certificate  # told again, not done again


def test_how_letters_are_wanted_is_erased_with_the_last_case_of_an_address(buckets: Aws) -> None:
    last, first, second = closed(ANA, LONG_AGO, "a"), closed(BEN, LONG_AGO, "b"), closed(BEN, NOW, "c")
    files_only = closed(CLEO, SOME_TIME_AGO, "d")
    addresses = {each: identity_of(each, identity_key()) for each in (ANA, BEN, CLEO, ANA_AT_WORK)}
    keep_chosen(addresses.values(), ChosenPreferences(at=NOW, language="es"))
    approved(places(), "Nia Brown", "Omar Diaz")
    assert run(places())["disposed_of"]["case"] == 2
    left = load_chosen(addresses.values())
    assert [each in left for each in addresses.values()] == [False, True, True, True]  # who has no case: until erased
    assert [each in kept() for each in (last, first, second, files_only)] == [False, False, True, True]


def test_nothing_that_is_held_or_restricted_or_kept_longer_by_now_is_erased_though_it_is_on_the_list(
    buckets: Aws,
) -> None:
    held, restricted, reopened = (closed(who, LONG_AGO, who) for who in (ANA, BEN, CLEO))
    where = places()
    approved(where, "Nia Brown", "Omar Diaz")
    until = (NOW + timedelta(days=1)).date().isoformat()
    set_hold(where, find_traces(where, ANA), "Court, file 12", until, BY)
    restrict(where, find_traces(where, BEN), NOW)
    case_row(replace(case_file(reopened).case, status=Status.IN_PROGRESS)).save()
    assert listed() == []
    before = [each for each in (held, restricted, reopened) if each in kept()]
    certificate = run(where)
    assert certificate["left"] == {"is held": 1, "is restricted": 1, "is worked on": 1}
    assert (certificate["disposed_of"], certificate["rows"]) == ({}, {})
    assert [each for each in before if each not in kept()] == []
    assert listed(a_catalogue(retention={"case_years": 20})) == []
    assert listed(a_catalogue()) == []  # where nobody says for how long, nothing is ever disposed of


def test_it_takes_two_different_people_who_saw_this_list(buckets: Aws) -> None:
    old, where = closed(ANA, LONG_AGO, "old words"), places()
    seen = approved(where, "Nia Brown")
    with pytest.raises(CannotContinue, match="2 different people"):
        run(where)
    with pytest.raises(CannotContinue, match="already"):
        approve(where, find_list(where, "L1"), " nia  BROWN", "other account", seen, NOW)
    with pytest.raises(CannotContinue, match="not the hash"):
        approve(where, find_list(where, "L1"), "Omar Diaz", "account", "0" * 64, NOW)
    approve(where, find_list(where, "L1"), "Omar Diaz", "account", seen, NOW)
    list_row = find_list(where, "L1")
    more = [*list_row.said["entries"], {"reference": "ANOTHER", "kinds": ["case"], "service": None, "kept_until": ""}]
    where.change_body(list_row.row, json.dumps({**list_row.said, "entries": more}))
    with pytest.raises(CannotContinue, match="not the one that was approved"):
        run(where)
    assert old in kept()


def test_killed_again_and_again_it_ends_as_if_it_had_never_been(buckets: Aws) -> None:
    first, second = closed(ANA, LONG_AGO, "old words"), closed(BEN, LONG_AGO, "old words too")
    merge_people(str(case_file(first).case.person), str(case_file(second).case.person), identity_key())
    looks = {row.pk for row in places().rows("Cases") if row.pk.startswith("LOOKS#")}
    keep_chosen([identity_of(ANA, identity_key())], ChosenPreferences(at=NOW, language="es"))
    of_both = [row for table in ("Cases", "People", "Messages") for row in places().rows(table)]
    approved(places(), "Nia Brown", "Omar Diaz")
    killed = 0
    while True:
        try:
            certificate = run(replace(places(), dynamodb=Mortal(4)))
        except Killed:
            killed += 1
        else:
            break
    assert killed > 3
    assert certificate["disposed_of"] == {"case": 2}
    gone = {(row.table, row.pk, row.sk) for row in of_both} - {
        (row.table, row.pk, row.sk) for table in ("Cases", "People", "Messages") for row in places().rows(table)
    }
    assert sum(certificate["rows"].values()) == len(gone)  # counted once, however often it was begun
    assert {row.pk for row in places().rows("Cases") if row.pk.startswith("LOOKS#")} == looks
    assert [each for each in (first, second, "old words", ANA, BEN, "BEGUN#") if each in kept()] == []
