"""The lake is the tables again: an event a row, none twice, none lost, and a difference is found to the row."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

duckdb = pytest.importorskip("duckdb")

from insights import handler as insights  # noqa: E402
from onestop.domain.letters.delivery import LetterState  # noqa: E402
from onestop.runtime.clients import client  # noqa: E402
from onestop.runtime.clock import now  # noqa: E402
from onestop.storage.lake.lake_bucket import etag_of, pack_rows, unpack_rows  # noqa: E402
from onestop.storage.lake.read_events import read_everything  # noqa: E402
from onestop.storage.lake.take_events import days_behind, last_midnight  # noqa: E402
from onestop.storage.letters.claim_letters import claim  # noqa: E402
from onestop.storage.letters.notifications import Notification  # noqa: E402
from onestop_cli.insights.download_lake import bring_lake  # noqa: E402
from onestop_cli.insights.export import export_lake  # noqa: E402
from onestop_cli.insights.lake import compact_lake, open_lake  # noqa: E402
from onestop_cli.insights.learning.people import read_asked, read_said  # noqa: E402
from onestop_cli.insights.learning.reach import SentLetter, add_reach, came, reach, read_letters  # noqa: E402
from onestop_cli.insights.reconcile import reconcile  # noqa: E402
from onestop_cli.problems import CannotContinue  # noqa: E402
from tests.aws_in_memory import Aws  # noqa: E402
from tests.functional.stories import history, open_case, post_answers, resolved  # noqa: E402


def test_the_lake_is_rebuilt_from_the_tables_and_reconciled_to_the_row(aws: Aws, tmp_path: Path) -> None:
    done, fresh = resolved()["reference"], open_case()["reference"]
    post_answers(done, {"satisfaction": 4, "comment": "Canary words of a resident."})
    events = [event.id for reference in (done, fresh) for event in history(reference)]
    exported = export_lake(read_everything(), tmp_path, now())
    assert (exported.events, exported.cases, exported.gaps, exported.behind) == (len(events), 2, [], [])
    with duckdb.connect() as database:
        compact_lake(database, tmp_path)
        open_lake(database, tmp_path)
        assert sorted(row[0] for row in database.execute("SELECT id FROM events").fetchall()) == sorted(events)
        found = reconcile(database, tmp_path, read_everything())
        assert (found.agrees, found.same, found.later) == (True, len(events), 0)
        later = open_case()["reference"]
        found = reconcile(database, tmp_path, read_everything())
        assert (found.agrees, found.later) == (True, len(history(later)))
    for path in tmp_path.rglob("*.json.gz"):
        assert b"Canary" not in gzip.decompress(path.read_bytes())


def test_a_row_that_was_lost_or_changed_or_made_up_is_named(aws: Aws, tmp_path: Path) -> None:
    reference = resolved()["reference"]
    export_lake(read_everything(), tmp_path, now())
    path = max(tmp_path.rglob("day=*/*.json.gz"))
    rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    lost, changed = rows[0], rows[1]
    changed["channel"] = "fax"
    made_up = {**rows[2], "id": f"{reference}.999", "sequence": 999}
    with gzip.open(path, "wt") as file:
        file.write("\n".join(map(json.dumps, [*rows[1:], made_up])) + "\n")
    with duckdb.connect() as database:
        found = reconcile(database, tmp_path, read_everything())
    assert not found.agrees
    assert set(found.missing) == {lost["id"], changed["id"]}
    assert set(found.strange) == {changed["id"], made_up["id"]}


@pytest.mark.parametrize("within", ["festival.ics", "2026/program.txt"])
def test_a_folder_with_events_of_somebody_else_is_no_lake_and_nothing_in_it_is_touched(
    aws: Aws, within: str, tmp_path: Path
) -> None:
    theirs = tmp_path / "events" / within
    theirs.parent.mkdir(parents=True)
    theirs.write_text("Friday at eight")
    for write in (lambda: export_lake([], tmp_path, now()), lambda: bring_lake(client("s3"), "lake", tmp_path)):
        with pytest.raises(CannotContinue, match=f"holds {within[:4]}"):
            write()
        assert theirs.read_text() == "Friday at eight"


def take(**asked: Any) -> dict[str, int]:
    """All that has happened: the lake counts in milliseconds, so the one in which the last event came must be over."""
    over = now() + timedelta(milliseconds=1)
    while (until := now()) < over:
        pass
    return insights.handle({"lake": {"until": until.isoformat()} | asked}, None)


def days_of(aws: Aws) -> dict[str, list[dict[str, Any]]]:
    return {
        key: unpack_rows(body)
        for key, body in sorted(aws.objects("lake").items())
        if "/part-" in key and key.startswith("events/")
    }


def fullest(aws: Aws) -> tuple[str, list[dict[str, Any]]]:
    """The object with most rows: there are two where the story went on past midnight."""
    return max(days_of(aws).items(), key=lambda each: len(each[1]))


def rows_of(aws: Aws) -> dict[str, bytes]:
    return {key: body for key, body in aws.objects("lake").items() if key.startswith("events/")}


def put(key: str, rows: list[dict[str, Any]]) -> None:
    client("s3").put_object(Bucket="lake", Key=key, Body=pack_rows(rows))


def test_what_somebody_does_to_the_lake_is_counted_put_right_and_told_to_operators(
    aws: Aws, capsys: pytest.CaptureFixture[str]
) -> None:
    done = resolved()["reference"]
    post_answers(done, {"satisfaction": 4, "comment": "Canary words of a resident."})
    assert take()["taken"] == len(history(done))
    right = rows_of(aws)
    key, rows = fullest(aws)
    assert not any("Canary" in str(unpack_rows(body)) for name, body in right.items() if "/part-" in name)
    assert not any(b"Canary" in gzip.decompress(body) for name, body in right.items() if "/known" in name)
    made_up = {**rows[2], "id": f"{done}.999", "sequence": 999}
    harm = {
        "a row is gone": (rows[1:], 1),
        "a row says something else": ([rows[0] | {"channel": "fax"}, *rows[1:]], 1),
        "a row is made up": ([*rows, made_up], 1),
        "everything at once": ([rows[0] | {"channel": "fax"}, *rows[2:], made_up], 3),
    }
    for what, (changed, differences) in harm.items():
        put(key, changed)
        capsys.readouterr()
        assert take(again=True)["differences"] == differences, what
        assert rows_of(aws) == right, what
        assert f'"LakeDifferences":[{differences}.0]' in capsys.readouterr().out.replace(" ", "")
    client("s3").put_object(Bucket="lake", Key=key, Body=b"nothing that was packed")
    assert take(again=True)["differences"] == len(rows) + 1
    client("s3").delete_object(Bucket="lake", Key=key)
    assert take(again=True)["differences"] == len(rows)
    assert rows_of(aws) == right
    assert take(again=True)["differences"] == 0


def test_late_events_and_those_of_a_newer_contract_are_taken_and_are_no_difference(aws: Aws) -> None:
    resolved()
    take()
    key, rows = fullest(aws)
    name = f"taken/part-{key[-10:-8]}.json"
    left = json.loads(aws.objects("lake")[name])
    # as a function of an older contract would have left it, before the first event came late
    put(key, [{column: value for column, value in row.items() if column != "channel"} for row in rows[1:]])
    left["etags"][rows[0]["day"]] = etag_of(aws.objects("lake")[key])
    left["columns"].remove("channel")
    client("s3").put_object(Bucket="lake", Key=name, Body=json.dumps(left))
    told = take(again=True)
    assert (told["differences"], told["late"], told["taken"]) == (0, 1, 1)
    assert fullest(aws) == (key, rows)


def test_a_night_takes_whole_days_that_are_settled_and_says_when_one_was_missed(aws: Aws) -> None:
    def midnight(text: str) -> str:
        return last_midnight(datetime.fromisoformat(text)).isoformat()

    assert midnight("2026-03-03T02:00:00+00:00") == "2026-03-03T00:00:00+00:00"
    assert midnight("2026-03-03T00:14:00+00:00") == "2026-03-02T00:00:00+00:00"
    day = "2026-03-0{} 00:00:00.000".format
    assert [days_behind(taken, day(3)) for taken in ("", day(2), day(1))] == [0, 0, 1]
    open_case()
    assert (insights.handle({"warm": True}, None), aws.objects("lake")) == ({}, {})
    assert insights.handle({"lake": {}}, None)["parts"] == 16
    assert insights.handle({"lake": {}}, None)["parts"] == 0
    assert days_of(aws) == {}  # what happens today is taken tomorrow


def test_what_tables_alone_know_is_read_without_names_addresses_or_what_was_redacted(aws: Aws) -> None:
    words = "Brown water from the tap; I am at 44.1.2 or ana.canary@resident.example"
    opened = open_case(description=words, contact={"email": "ana@resident.example", "name": "Ana Canary"})["reference"]
    asked = {each.reference: each for each in read_asked()}
    assert asked[opened].person
    assert "Canary" not in str(asked)
    ((said, _, recent),) = read_said(asked, now())
    assert (recent, "Brown water" in said, "canary" in said) == (True, True, False)


def test_whom_letters_reach_is_counted_by_channel_and_district_without_small_groups() -> None:
    def letters(channel: str, status: str, many: int, start: int, instead_of: str | None = None) -> list[SentLetter]:
        return [
            SentLetter(f"C{number}", "1", channel, LetterState(status), instead_of)
            for number in range(start, start + many)
        ]

    told = [*letters("email", "delivered", 30, 0), *letters("email", "permanent-failure", 20, 30)]
    told += [*letters("sms", "sent", 8, 30, "email"), *letters("sms", "held", 9, 60), *letters("sms", "sent", 3, 70)]
    told += letters("sms", "sent", 45, 100)
    with duckdb.connect() as database:
        database.execute(
            "CREATE TABLE cases AS SELECT 'C' || range AS reference, 'old-town' AS district FROM range(200)"
        )
        add_reach(database, came(told))
        ((reached, not_reached, not_sent),) = database.execute(
            "SELECT count(*) FILTER (reached), count(*) FILTER (NOT reached), count(*) - count(reached) FROM cases"
        ).fetchall()
        rows = reach(database)
    assert (reached, not_reached, not_sent) == (86, 12, 102)
    assert [(row["channel"], row["letters"], row["came"]) for row in rows] == [("email", 50, 38), ("sms", 48, 48)]


def test_letters_are_read_from_their_table_and_those_about_no_case_are_not(aws: Aws) -> None:
    letter = Notification(
        reference="7KQ2-M4TX-9BWD-D", event="7KQ2-M4TX-9BWD-D.1", type="case.opened", letter="received",
        channel="email", language="en", status=LetterState.CREATED, created_at=now(),
    )  # fmt: skip
    claim(letter)
    claim(replace(letter, reference="", event="a code"))
    (read,) = read_letters()
    assert (read.reference, read.channel, read.status) == (letter.reference, "email", LetterState.CREATED)
    assert came([read]) == []  # no provider has it yet
