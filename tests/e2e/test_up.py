"""`onestop up` as a person meets it: started, stopped, started again, started twice, and with its engine killed."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.patience import patient
from tests.suites import ROOT, STOP_LIMIT, Started, command, environment, start_up, stop, wait_a_little

pytestmark = pytest.mark.e2e
OFTEN = ("--checkpoint-every", "1")


def eventually(condition: Callable[[], bool], limit: float = patient(15.0)) -> bool:
    begun = time.monotonic()
    while time.monotonic() < begun + limit:
        if condition():
            return True
        wait_a_little(begun)
    return condition()


def processes_on(state: str) -> list[str]:
    """The processes that work on a state folder: the engine and its function workers."""
    listing = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True, check=True).stdout
    engines = [line for line in listing.splitlines() if "_worker.py" in line and state in line]
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"STATE_DIR={state}/".encode() in (folder / "environ").read_bytes():
                engines.append(folder.name)
        except OSError:
            continue
    return engines


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("up")


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[Callable[[], Started]]:
    """Gives the suite on the folder that all tests of this file share, started anew if it was ended: a start takes
    longer than most of what is looked at, so a test goes on with what the one before has left running."""
    suites: list[Started] = []

    def give() -> Started:
        if not suites or suites[-1].process.poll() is not None:
            suites.append(start_up(folder, *OFTEN, *["--cold"] * bool(suites)))  # few functions are asked for later
        return suites[-1]

    yield give
    if suites and suites[-1].process.poll() is None:
        assert stop(suites[-1]) == 0, suites[-1].output.read_text()


@pytest.fixture
def started(running: Callable[[], Started]) -> Started:
    return running()


def test_up_serves_and_ctrl_c_leaves_nothing_behind(started: Started, folder: Path) -> None:
    with urllib.request.urlopen(f"{started.told.url}/api/services") as answer:
        assert answer.status == 200
    with urllib.request.urlopen(urllib.request.Request(f"{started.told.url}/api/services", method="HEAD")) as answer:
        assert (answer.status, answer.read()) == (200, b"")
    with urllib.request.urlopen(f"{started.told.url}/outbox") as answer:
        assert "Outbox" in answer.read().decode()
    running = processes_on(started.told.state)
    assert running
    if sys.platform == "linux":  # functions are copies of one process
        assert not [process for process in running if "_worker.py" in process]
    assert stop(started) == 0
    assert "everything is saved" in started.output.read_text()
    assert processes_on(started.told.state) == []
    assert list(folder.glob("ready-*.json")) == []
    assert list((folder / ".local" / "state" / "onestop" / "running").glob("*.json")) == []


def test_a_second_start_finds_what_was_written(started: Started, running: Callable[[], Started]) -> None:
    before = started.told
    key = {"pk": {"S": "TEST#TERMINATED"}, "sk": {"S": "KEPT"}}
    started.client("dynamodb").put_item(TableName=before.outputs["MessagesTable"], Item=key)
    assert stop(started, signal.SIGTERM) == 0, started.output.read_text()

    again = running()
    after = again.told
    assert "Item" in again.client("dynamodb").get_item(TableName=after.outputs["MessagesTable"], Key=key)
    assert after.outputs == before.outputs
    assert after.api_key == before.api_key
    assert after.staff == before.staff
    signed_in = again.client("cognito-idp").initiate_auth(
        ClientId=after.outputs["UserPoolClientId"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": after.staff[0].username, "PASSWORD": after.staff[0].password},
    )
    assert signed_in["AuthenticationResult"]["IdToken"]


def test_a_second_up_on_the_same_state_is_refused(started: Started) -> None:
    second = subprocess.run(
        command("up", "--state", started.told.state, "--port", "0"),
        env=environment(ROOT),
        capture_output=True,
        text=True,
        timeout=patient(60),
        check=False,
    )
    assert second.returncode == 1
    assert "Another Onestop is running" in second.stderr
    assert started.process.poll() is None


def test_a_port_that_was_asked_for_and_is_taken_is_refused(started: Started, tmp_path: Path) -> None:
    port = started.told.url.rpartition(":")[2]
    second = subprocess.run(
        command("up", "--state", str(tmp_path), "--port", port),
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=patient(60),
        check=False,
    )
    assert (second.returncode, second.stdout) == (1, "")
    assert f"Port {port} is taken" in second.stderr


def engine_process(started: Started) -> int:
    """The engine is the only child process of the command."""
    children = Path(f"/proc/{started.process.pid}/task/{started.process.pid}/children").read_text().split()
    (engine,) = map(int, children)
    return engine


def is_in_a_checkpoint(checkpoints: Path, words: str) -> bool:
    """Whether a row is in a checkpoint that is whole: one that becomes whole now may have been begun before the row."""
    for whole in checkpoints.glob("[0-9]*"):
        with contextlib.suppress(OSError):  # the next one takes its place
            if words in (whole / "dynamodb.json").read_text():
                return True
    return False


def test_a_command_that_is_killed_outright_takes_its_engine_with_it_and_the_engine_saves(
    started: Started, running: Callable[[], Started]
) -> None:
    key = {"pk": {"S": "TEST#KILLED"}, "sk": {"S": "KEPT"}}
    started.client("dynamodb").put_item(TableName=started.told.outputs["MessagesTable"], Item=key)
    started.process.kill()
    started.process.wait(STOP_LIMIT)
    assert eventually(lambda: processes_on(started.told.state) == [], STOP_LIMIT)
    again = running()
    assert "Item" in again.client("dynamodb").get_item(TableName=again.told.outputs["MessagesTable"], Key=key)


def test_an_engine_that_dies_ends_the_command_with_its_last_words_and_costs_what_was_not_yet_in_a_checkpoint(
    started: Started, running: Callable[[], Started]
) -> None:
    """As a power cut would: nothing is saved at the end."""
    checkpoints, table = Path(started.told.state) / "checkpoints", started.told.outputs["MessagesTable"]
    key = {"pk": {"S": "TEST#CHECKPOINT"}, "sk": {"S": "KEPT"}}
    started.client("dynamodb").put_item(TableName=table, Item=key)
    assert eventually(lambda: is_in_a_checkpoint(checkpoints, "TEST#CHECKPOINT"))
    os.kill(engine_process(started), signal.SIGKILL)
    assert started.process.wait(STOP_LIMIT) == 1
    said = started.output.read_text()
    assert re.search(r"engine ended by itself \(killed by SIGKILL\)", said)
    assert "Traceback" not in said
    assert eventually(lambda: processes_on(started.told.state) == [])
    again = running()
    assert "It was not stopped properly: it goes on from" in again.output.read_text()
    assert "Item" in again.client("dynamodb").get_item(TableName=table, Key=key)
    assert urllib.request.urlopen(f"{again.told.url}/api/services").status == 200
    assert stop(again, signal.SIGHUP) == 0, "the terminal is closed"
    assert "everything is saved" in again.output.read_text()
    assert not checkpoints.exists()
    assert "TEST#CHECKPOINT" in (Path(again.told.state) / "engine" / "dynamodb.json").read_text()
