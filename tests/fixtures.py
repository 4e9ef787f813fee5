"""What tests are given: AWS in memory, the sample jurisdiction, a running suite; and a wall before the network.

A plugin of its own, which conftest.py loads where tests run: the process that only hands them out does without.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.quiet_hours import ANY_HOUR
from onestop.runtime.log import logger
from onestop.storage.catalogue import classifiers
from onestop.storage.catalogue.releases import current, version_of
from onestop.storage.catalogue.zones import zones_of
from onestop.storage.tables import connection
from onestop_cli.clients import engine_client
from onestop_cli.ready import RunningSuite
from onestop_cli.release.read_folder import read_release
from tests.aws_in_memory import SETTINGS, UNWANTED, Aws, Calls
from tests.depth import tries
from tests.memory import Memory
from tests.quick_commands import quicken_commands
from tests.shortcut import the_whole_way

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "infra" / "jurisdictions" / "port-ellery"
WALLED = ("unit", "functional", "contract")
OWN_MACHINE = ("127.0.0.1", "::1", "localhost")
MEMORY = Memory()

quicken_commands()
# how long an example takes says something of the machine only
settings.register_profile("house", deadline=None, max_examples=tries(100))
settings.load_profile("house")

_walled: list[str] = []


def refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook cannot be taken out again, so it looks at whether a walled test is running."""
    if not _walled or event not in ("socket.connect", "socket.getaddrinfo"):
        return
    address = arguments[1] if event == "socket.connect" else arguments[0]
    host = address[0] if isinstance(address, tuple) else address
    if isinstance(address, tuple | str) and host not in OWN_MACHINE and not str(host).startswith("/"):
        raise AssertionError(f"{_walled[-1]} wants to reach {host}: tests of this kind use no network")


sys.addaudithook(refuse_network)


@pytest.fixture(autouse=True)
def wall(request: pytest.FixtureRequest) -> Iterator[None]:
    """No unit, functional or contract test reaches beyond this machine."""
    if "aws" not in request.fixturenames:
        MEMORY.forget()
    kind = request.path.relative_to(ROOT / "tests").parts[0]
    if kind not in WALLED:
        yield
        return
    _walled.append(request.node.name)
    yield
    _walled.pop()


@pytest.fixture(scope="session")
def release() -> dict[str, Any]:
    """The sample jurisdiction, read and checked from its files."""
    return read_release(SAMPLE)


@pytest.fixture(scope="session")
def catalogue(release: dict[str, Any]) -> Catalogue:
    """The sample jurisdiction as the functions see it, without tables."""
    return Catalogue(version_of(release), release)


@pytest.fixture(scope="session")
def answer_index(release: dict[str, Any]) -> bytes:
    """The search index of the sample jurisdiction's articles: made once, only if a test needs it."""
    from onestop.domain.answers.index_file import write_index
    from onestop_cli.answers.compile_index import index_of_release
    from onestop_cli.release.read_folder import read_learned

    whole: Any = release
    return write_index(index_of_release(whole, SAMPLE, read_learned(SAMPLE)))


@pytest.fixture
def aws(release: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Iterator[Aws]:
    """AWS in memory: tables, topic and queues as our templates describe them; the sample catalogue is published, but no
    letter waits for the morning: no test depends on the hour. Nobody is asked back: what is unclear is at the desk."""
    for name in UNWANTED:
        monkeypatch.delenv(name, raising=False)
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    jurisdiction = {name: said for name, said in release["jurisdiction"].items() if name != "ask_back_hours"}
    by_any_hour = release | {"jurisdiction": jurisdiction | {"reminder_hours": ANY_HOUR}}
    with MEMORY.running(by_any_hour) as made:
        monkeypatch.setenv("CASE_EVENTS_TOPIC", made.topic)
        monkeypatch.setenv("RETRY_QUEUE", made.retry_queue)
        monkeypatch.setenv("NOTIFICATIONS_QUEUE", made.queues["Notifications"])
        yield made
    classifiers._kept.clear()  # what one test kept, no other has learned


@pytest.fixture
def calls(aws: Aws) -> Iterator[Calls]:
    """Every call to DynamoDB that leaves this process, by name, retries too. `calls.forget()` starts a new count."""
    zones_of(current())  # as they are in a process that has routed before
    counted, events = Calls(), connection().client.meta.events
    events.register("request-created.dynamodb", counted.note)
    with the_whole_way(connection().client):
        yield counted
    events.unregister("request-created.dynamodb", counted.note)


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """The lines of our log during the test."""
    handler, heard = logger.registered_handler, io.StringIO()
    before = handler.setStream(heard)
    yield heard
    handler.setStream(before)


@pytest.fixture(scope="session")
def forgotten() -> list[str]:
    """Words that the suite must not keep when it has stopped, because they are about people who were erased."""
    return []


@pytest.fixture(scope="session")
def suite(tmp_path_factory: pytest.TempPathFactory, forgotten: list[str]) -> Iterator[RunningSuite]:
    """The content of the ready file of a newly started suite: url, api, api_key, staff, engine, outputs."""
    from tests.suites import files_with, start_up, stop  # late: it measures how fast this machine is

    folder = tmp_path_factory.mktemp("suite")
    started = start_up(folder, "--survey-window", "3600")
    yield started.told
    assert stop(started) == 0, started.output.read_text()
    assert files_with(folder / "state", forgotten) == []


@pytest.fixture(scope="session")
def suite_clients(suite: RunningSuite) -> Any:
    """Makes clients of the running suite's engine by service name."""
    return lambda service: engine_client(service, suite.engine)
