"""Whatever of AWS does not work, a resident gets a reference, and the case is complete once it works again.

On a suite of its own, whose functions reach AWS through microburst (tests/e2e/faults.py).
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import msgspec
import pytest

from onestop.contracts.recorded import Recorded
from onestop.runtime.clock import now
from onestop.storage.lake.lake_bucket import unpack_rows
from onestop.storage.lake.read_events import Snapshot
from onestop_cli.clients import engine_client
from onestop_cli.insights.download_lake import bring_lake
from onestop_cli.insights.lake import compact_lake
from onestop_cli.insights.reconcile import reconcile
from onestop_cli.ready import RunningSuite
from tests.depth import tries
from tests.e2e.faults import Faults, Rule, down, faulty_suite, lost, throttled
from tests.e2e.town import PLACE, Town
from tests.patience import patient
from tests.suites import wait_a_little

pytestmark = pytest.mark.e2e

LIMIT = patient(150.0)  # seconds for what was held up to be made up for; it takes about 20, of which the queues wait 10
NUMBERS = count(1)
TRIES = 4  # of one call; then it has failed, and what it was for is delivered again
STORM = tries(300, 3)
MOST_RUNS = 300  # of the lake's writer, under faults
AT_ONCE = 24
WRITES = ("TransactWriteItems", "PutItem", "UpdateItem")


@dataclass(frozen=True)
class City:
    """A suite that has answered on every way that is tried here, and what can go wrong in it."""

    town: Town
    faults: Faults
    unwritten: list[dict[str, Any]] = field(default_factory=list)  # cases that came while SES was down, first of all

    @property
    def url(self) -> str:
        return self.town.suite.url


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    with (
        faulty_suite(tmp_path_factory.mktemp("faults")) as (suite, faults),
        Town(suite, partial(client_of, suite)) as town,
    ):
        made = City(town, faults)
        for case in bring_everywhere(made):  # its processes are warm: they know the catalogue and the partner
            complete(made, case)
        with faults.while_(down("ses")):
            made.unwritten.extend(bring_everywhere(made))
            wait(lambda: faults.fired(service="ses").total() >= len(made.unwritten) * TRIES)
        yield made


def client_of(suite: RunningSuite, service: str) -> Any:
    return engine_client(service, suite.engine)


def wait(look: Callable[[], Any], limit: float = LIMIT) -> Any:
    """What a look finds, once it finds something."""
    begun = monotonic()
    while not (found := look()):
        assert monotonic() < begun + limit, f"waited {limit} s for {look}"
        wait_a_little(begun)
    return found


def by_api(city: City) -> dict[str, Any]:
    """A need brought over the REST door."""
    answer = city.town.http.post(f"{city.town.suite.api}/cases", json=need("api"))
    assert answer.status_code == 201, answer.text
    said: dict[str, Any] = answer.json()
    return {"reference": said["reference"], "secret": said["secret"]}


def by_form(city: City) -> dict[str, Any]:
    """A need typed into the web form; the browser follows to the receipt."""
    typed = {"service": "pothole", "address": "3 Elm Lane", "email": an_address("form"), "key": f"key-{next(NUMBERS)}"}
    answer = city.town.http.post(f"{city.url}/report", data=typed, follow_redirects=True)
    assert answer.status_code == 200, answer.text
    codes = re.findall(r'<dd class="code">([^<]+)</dd>', answer.text)
    assert len(codes) == 2, answer.text
    return dict(zip(("reference", "secret"), codes, strict=True))


def by_open311(city: City) -> dict[str, Any]:
    """A need that a partner's system brings."""
    sent = {"service_code": "pothole", "lat": PLACE["lat"], "long": PLACE["long"], "email": an_address("open311")}
    key = {"api_key": city.town.suite.api_key, "description": f"Hole number {next(NUMBERS)}"}
    answer = city.town.http.post(f"{city.url}/open311/v2/requests.json", data=sent | key)
    assert answer.status_code == 200, answer.text
    return {"reference": answer.json()[0]["service_request_id"]}


def need(name: str) -> dict[str, Any]:
    return {"service_code": "pothole", "place": PLACE, "contact": {"email": an_address(name)}}


def an_address(name: str) -> str:
    """Another sender each time: how much one may bring in an hour is not what is tried here."""
    return f"{name}-{next(NUMBERS)}@resident.example"


def bring_everywhere(city: City) -> list[dict[str, Any]]:
    """A need on each way, each answered with a reference. One function at a time: a second process would be cold."""
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(by_open311, city)
        return [by_api(city), by_form(city), other.result()]


def complete(city: City, case: dict[str, Any]) -> None:
    """Waits until a case is all that it should be: opened once, in its agency's inbox, its resident told."""
    wait(lambda: reference_in_inbox(city, case["reference"]))
    wait(lambda: city.town.mail_about(case))
    if "secret" in case:
        assert city.town.status(case)["status"] == "in_progress"
    assert city.town.view("streets", case["reference"])["status"] == "in_progress"
    assert opened_in(rows_of(city, case["reference"])) == {case["reference"]: 1}


def reference_in_inbox(city: City, reference: str) -> bool:
    """Whether a case lies in the inbox, whatever page it is on: many are due at the same moment on a Monday."""
    path = "tasks?limit=100"
    while True:
        answer = city.town.staff("streets", "GET", path)
        if answer.status_code != 200:
            return False
        page = answer.json()
        if reference in [task["reference"] for task in page["tasks"]]:
            return True
        if page["cursor"] is None:
            return False
        path = f"tasks?limit=100&cursor={page['cursor']}"


def rows_of(city: City, reference: str) -> list[dict[str, Any]]:
    """The rows of a case, read past microburst."""
    found = city.town.clients("dynamodb").query(
        TableName=city.town.suite.outputs["CasesTable"],
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": f"CASE#{reference}"}},
    )
    rows: list[dict[str, Any]] = found["Items"]
    return rows


def opened_in(rows: list[dict[str, Any]]) -> Counter[str]:
    """How often each case was opened, by its events."""
    events = [row for row in rows if row["kind"]["S"] == "event"]
    return Counter(
        event["pk"]["S"].removeprefix("CASE#")
        for event in events
        if json.loads(event["body"]["S"])["type"] == "case.opened"
    )


def waiting_in(city: City) -> set[str]:
    """The references of the needs that lie in the waiting room, opened meanwhile or not."""
    pages = city.town.clients("s3").get_paginator("list_objects_v2")
    found = pages.paginate(Bucket=city.town.suite.outputs["MailBucket"], Prefix="waiting/")
    keys = [each["Key"] for page in found for each in page.get("Contents", [])]
    return {key.removeprefix("waiting/").removesuffix(".json") for key in keys}


@pytest.mark.parametrize("service", ["sns", "stepfunctions"])
def test_while_what_moves_a_case_is_down_needs_are_taken_and_nothing_is_lost(city: City, service: str) -> None:
    with city.faults.while_(down(service)):
        cases = bring_everywhere(city)
        wait(lambda: city.faults.fired(service=service).total() >= len(cases) * TRIES)
    for case in cases:
        complete(city, case)


@pytest.mark.parametrize("service", ["s3", "sqs", "kms"])
def test_what_no_need_waits_for_may_be_down_and_all_goes_on(city: City, service: str) -> None:
    """S3 holds what waits, SQS what failed, and KMS is called by AWS only: without another fault nobody asks them."""
    with city.faults.while_(down(service)):
        for case in bring_everywhere(city):
            complete(city, case)
    assert not city.faults.fired()


def test_what_could_neither_be_told_nor_put_aside_is_found_by_the_sweep(city: City) -> None:
    with city.faults.while_(down("sns"), down("sqs")):
        case = by_api(city)
        wait(lambda: city.faults.fired(service="sqs").total() >= TRIES)
    functions = city.town.clients("lambda")  # as its schedule does every five minutes
    swept = json.dumps({"sweep": {"older_than_seconds": 0}})
    functions.invoke(FunctionName=city.town.suite.outputs["DispatchFunction"], Payload=swept)
    complete(city, case)


def test_while_dynamodb_is_down_needs_lie_in_the_waiting_room_and_are_opened_under_the_same_reference(
    city: City,
) -> None:
    with city.faults.while_(down("dynamodb")):
        cases = bring_everywhere(city)
        assert waiting_in(city) >= {case["reference"] for case in cases}
        assert not any(rows_of(city, case["reference"]) for case in cases)
    for case in cases:
        complete(city, case)


def test_a_dynamodb_that_does_not_answer_is_not_waited_for_and_what_it_does_late_is_done_once(city: City) -> None:
    with city.faults.while_({"service": "dynamodb", "latency": 8000}):
        case = by_api(city)
        assert case["reference"] in waiting_in(city)
    complete(city, case)


MANGLED: dict[str, Rule] = {
    "cut": {"response": {"truncate_frac": 0.5}},
    "corrupt": {"response": {"corrupt_bytes": 3}},
}


@pytest.mark.parametrize("how", MANGLED)
def test_a_mangled_reply_is_asked_for_again_and_in_the_end_is_no_reply_but_never_not_found(
    city: City, how: str
) -> None:
    rule, case = {"service": "dynamodb", "operation": "Query", **MANGLED[how]}, by_api(city)
    address, secret = case["reference"], {"secret": case["secret"]}
    get = city.town.http.get

    def of_intake() -> list[httpx.Response]:
        return [get(f"{city.town.suite.api}/cases/{address}", params=secret)]

    def of_others() -> list[httpx.Response]:
        return [
            get(f"{city.url}/track/{address}", params={**secret, "cookie": "checked"}),
            get(f"{city.url}/open311/v2/requests/{address}.json"),
        ]

    with ThreadPoolExecutor(1) as pool:
        with city.faults.while_(rule):
            others = pool.submit(of_others)
            answers = of_intake() + others.result()
        assert [answer.status_code for answer in answers] == [503, 503, 503], [answer.text for answer in answers]
        assert not any("Traceback" in answer.text for answer in answers)
        with city.faults.while_(rule | {"times": 1}):
            assert [answer.status_code for answer in of_intake()] == [200]
    assert city.faults.fired().total() == 1


def test_needs_in_a_storm_of_throttling_and_lost_acknowledgements_are_exactly_as_many_cases(city: City) -> None:
    """The ledger of what was made to fail is printed; -s shows it."""
    rules = [rule(operation) for operation in WRITES for rule in (throttled, lost)]
    begun = monotonic()
    with city.faults.while_(*rules), ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(partial(bring_until_answered, city), range(STORM)))
        taken = monotonic() - begun
        ledger, everything = city.faults.fired(operation="TransactWriteItems"), city.faults.fired()
    references = {reference for reference, _ in answers}
    wait(lambda: not unopened(city))
    rows = all_rows(city)
    requests = {row["pk"]["S"].removeprefix("CASE#") for row in rows if row["kind"]["S"] == "request" and stormy(row)}
    opened = opened_in(rows)
    refused, unacknowledged = (sum(n for (*_, how), n in ledger.items() if word in how) for word in ("error", "abort"))
    waited = len(waiting_in(city) & references)
    print(f"\n{STORM} needs in {taken:.1f} s, {sum(times for _, times in answers)} posts: {len(requests)} cases.")
    print(f"Transactions refused {refused}, unacknowledged {unacknowledged}; needs that waited {waited}. All faults:")
    print(*(f"  {number:4} {operation} {how}" for (_, operation, how), number in everything.items()), sep="\n")
    assert requests == references
    assert len(references) == STORM
    assert {reference: opened[reference] for reference in references} == dict.fromkeys(references, 1)
    assert refused >= STORM * 0.3
    assert unacknowledged >= STORM * 0.05


def test_letters_that_could_not_leave_while_ses_was_down_leave_later_and_once(city: City) -> None:
    """They failed before all other tests: a letter is held for two minutes by whoever tried to send it. Those of the
    storm stand in the same line, so it may be late: that is waited for. A dead letter is one that was lost."""
    assert len(city.unwritten) == 3
    for case in city.unwritten:
        wait(lambda case=case: city.town.mail_about(case) or dead_letters(city), 4 * LIMIT)  # type: ignore[misc]
        assert dead_letters(city) == 0
        complete(city, case)
        assert len(city.town.mail_about(case)) == 1


def test_the_lake_of_such_a_day_is_the_table_though_its_writer_died_and_was_not_acknowledged(
    city: City, tmp_path: Path
) -> None:
    duckdb = pytest.importorskip("duckdb")
    until = now()
    asked = json.dumps({"lake": {"until": until.isoformat()}})
    put = {"service": "s3", "operation": "PutObject"}
    denied = put | {"sequence": {"fail": 1, "pass": 14}, "error": {"code": "AccessDenied", "status": 403}}
    unsaid = put | {"sequence": {"fail": 1, "pass": 11}, "response": {"abort_bytes": 0}}

    def took() -> bool:
        told = city.town.clients("lambda").invoke(
            FunctionName=city.town.suite.outputs["InsightsFunction"], Payload=asked
        )
        return not told.get("FunctionError") and json.loads(told["Payload"].read())["cut_short"] == 0

    with city.faults.while_(throttled("Scan"), denied, unsaid):
        times = next(number for number in count(1) if took() or number == MOST_RUNS)
        struck = city.faults.fired()
    assert 1 < times < MOST_RUNS
    assert {operation for _, operation, _ in struck} == {"Scan", "PutObject"}
    bring_lake(city.town.clients("s3"), city.town.suite.outputs["LakeBucket"], tmp_path)
    with duckdb.connect() as database:
        compact_lake(database, tmp_path)
        found = reconcile(database, tmp_path, everything(city))
    assert found.agrees, found
    assert found.same >= 3 * len(city.unwritten)  # at least what came first of all
    assert not any(b"@resident.example" in gzip.decompress(path.read_bytes()) for path in tmp_path.rglob("*.gz"))
    days = list((tmp_path / "events").rglob("*.parquet"))
    assert days
    assert not any("@resident.example" in str(unpack_rows(path.read_bytes())) for path in days)


def everything(city: City) -> Iterator[Recorded | Snapshot]:
    """What a scan of the table gives, read past microburst."""
    for row in all_rows(city):
        if row["kind"]["S"] in ("event", "case"):
            kind = Recorded if row["kind"]["S"] == "event" else Snapshot
            yield msgspec.json.decode(row["body"]["S"], type=kind)


def dead_letters(city: City) -> int:
    """How many messages were given up by the queue of letters."""
    queues = city.town.clients("sqs")
    [address] = [each for each in queues.list_queues()["QueueUrls"] if "-NotificationsDead-" in each]
    told = queues.get_queue_attributes(QueueUrl=address, AttributeNames=["ApproximateNumberOfMessages"])
    return int(told["Attributes"]["ApproximateNumberOfMessages"])


def bring_until_answered(city: City, number: int) -> tuple[str, int]:
    """Brings a need until there is an answer, as a client does; gives its reference, and how often it was sent."""
    body = need("storm") | {"description": f"storm {number}"}
    headers = {"Idempotency-Key": f"storm-{number:020d}"}
    begun = monotonic()
    for times in count(1):
        answer = city.town.http.post(f"{city.town.suite.api}/cases", json=body, headers=headers)
        if answer.status_code == 201:
            return answer.json()["reference"], times
        assert answer.status_code == 429 or answer.status_code >= 500, answer.text
        assert monotonic() < begun + LIMIT, answer.text
        wait_a_little(begun)
    raise AssertionError("unreachable: counting does not end")


def stormy(row: dict[str, Any]) -> bool:
    return str(json.loads(row["body"]["S"]).get("description", "")).startswith("storm ")


def unopened(city: City) -> set[str]:
    """The needs that lie in the waiting room and are no cases yet."""
    return {reference for reference in waiting_in(city) if not rows_of(city, reference)}


def all_rows(city: City) -> list[dict[str, Any]]:
    pages = city.town.clients("dynamodb").get_paginator("scan")
    found = pages.paginate(TableName=city.town.suite.outputs["CasesTable"])
    return [row for page in found for row in page["Items"]]
