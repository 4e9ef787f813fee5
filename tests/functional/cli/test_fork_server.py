"""A function that is a copy of the fork server is what it would be in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from onestop_cli.build.sharing import share_layer
from onestop_cli.engine.fork_server import LARGEST
from onestop_cli.engine.forked_workers import MOST_LOST, ForkedWorker, ForkServers, folders_of
from tests.patience import patient

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux makes copies")

TELLS = """
import json, os, random, signal, sys, time
print(json.dumps({
    "path": sys.path, "arguments": sys.argv, "folder": os.getcwd(), "environment": dict(os.environ),
    "zone": time.tzname, "name": __name__, "file": __file__,
    "signals": [str(signal.getsignal(number)) for number in signal.Signals],
    "blocked": len(signal.pthread_sigmask(signal.SIG_BLOCK, ())), "open": sorted(map(int, os.listdir("/proc/self/fd"))),
}), flush=True)
print("an error", file=sys.stderr, flush=True)
for line in sys.stdin:
    print(line.upper(), end="", flush=True)
    print(random.random(), *(name in sys.modules for name in ("chalice", "onestop.domain.rule", "layered")), flush=True)
"""
PIPED: dict[str, Any] = {
    "stdin": subprocess.PIPE,
    "stdout": subprocess.PIPE,
    "stderr": subprocess.PIPE,
    "text": True,
    "bufsize": 1,
}


@pytest.fixture
def servers() -> Iterator[ForkServers]:
    made = ForkServers()
    yield made
    made.end()


@pytest.fixture
def script(tmp_path: Path) -> Path:
    written = tmp_path / "function" / "_worker.py"
    written.parent.mkdir()
    written.write_text(TELLS, encoding="utf-8")
    return written


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment of a function with three layers, as the engine unpacks them: two have packages of what is loaded
    beforehand."""
    monkeypatch.delenv("PYTHONPATH", raising=False)  # a relative one leads elsewhere from each folder
    layers = []
    for name, package, module in (
        ("chalice", "chalice", "app"),
        ("onestop", "onestop/domain", "rule"),
        ("layered", "layered", "app"),
    ):
        archive = tmp_path / f"{name}.zip"
        with zipfile.ZipFile(archive, "w") as packed:
            packed.writestr(f"python/{name}/__init__.py", "")
            packed.writestr(f"python/{package}/{module}.py", "import sys; sys.layered = __file__")
        layers.append(tmp_path / f"layer-{name}")
        with zipfile.ZipFile(share_layer(archive)) as pointer:
            pointer.extractall(layers[-1])
    own = {"AWS_LAMBDA_FUNCTION_NAME": "onestop-OwnFunction-12345", "WORDS": "Ünïcode 中", "TZ": "Asia/Tokyo"}
    return {**os.environ, "_LAMBDA_LAYERS_DIRS": os.pathsep.join(map(str, layers)), **own}


@contextmanager
def start(servers: ForkServers, script: Path, environment: dict[str, str]) -> Iterator[ForkedWorker]:
    started = servers.start([sys.executable, str(script)], cwd=str(script.parent), env=environment, **PIPED)
    assert isinstance(started, ForkedWorker)
    with started.stdin, started.stdout, started.stderr:
        yield started
        started.kill()
        assert started.wait(patient(10)) is not None


def test_a_copy_sees_what_a_process_of_its_own_sees(
    servers: ForkServers, script: Path, environment: dict[str, str]
) -> None:
    alone = subprocess.Popen([sys.executable, str(script)], cwd=script.parent, env=environment, **PIPED)
    with start(servers, script, environment) as copy, alone:
        assert json.loads(copy.stdout.readline()) == json.loads((alone.stdout or copy.stdout).readline())
        alone.kill()
        assert copy.stderr.readline() == "an error\n"
        copy.stdin.write("hello 你好\n")
        assert copy.stdout.readline() == "HELLO 你好\n"
        assert Path(f"/proc/{copy.pid}/comm").read_text() == "OwnFunction-123\n"
        copy.stdin.close()
        assert copy.wait(patient(10)) is not None


def test_copies_have_loaded_what_all_load_and_nothing_else_and_no_random_number_in_common(
    servers: ForkServers, script: Path, environment: dict[str, str]
) -> None:
    told = []
    with ExitStack() as stack:
        for _ in range(3):
            copy = stack.enter_context(start(servers, script, environment))
            copy.stdin.write("x\n")
            told.append([copy.stdout.readline() for _ in range(3)][2].split())
    assert [loaded for _, *loaded in told] == [["True", "True", "False"]] * 3
    assert len({number for number, *_ in told}) == 3
    assert len(servers.known) == 1


def test_a_copy_is_waited_for_and_ended_like_a_process(
    servers: ForkServers, script: Path, environment: dict[str, str]
) -> None:
    with start(servers, script, environment) as copy:
        with pytest.raises(subprocess.TimeoutExpired):
            copy.wait(0)
        assert copy.poll() is None
        copy.terminate()
        assert copy.wait(patient(10)) is not None
        assert copy.poll() is not None
        copy.terminate()  # it has ended: nobody else is hit


def test_a_server_that_is_gone_is_done_without_and_replaced(
    servers: ForkServers, script: Path, environment: dict[str, str]
) -> None:
    with start(servers, script, environment) as before:
        [server] = servers.known.values()
        server.process.kill()
        server.process.wait()
        alone = servers.start([sys.executable, str(script)], cwd=str(script.parent), env=environment, **PIPED)
        assert isinstance(alone, subprocess.Popen)
        with alone:
            alone.kill()
        with start(servers, script, environment) as after:
            for copy in (before, after):  # one whose server is gone goes on
                copy.stdout.readline()
                copy.stdin.write("x\n")
                assert copy.stdout.readline() == "X\n"


def test_where_servers_are_lost_again_and_again_no_more_are_started(
    servers: ForkServers, script: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHOME", str(script.parent))  # no Python starts
    for _ in range(MOST_LOST + 1):
        alone = servers.start([sys.executable, str(script)], cwd=str(script.parent), env=environment, **PIPED)
        assert isinstance(alone, subprocess.Popen)
        with alone:
            assert json.loads((alone.stdout or sys.stdin).readline())["name"] == "__main__"
            alone.kill()
    assert (servers.lost, servers.known) == (MOST_LOST, {})


def test_a_copy_that_several_look_at_ends_once_for_all_of_them(
    servers: ForkServers, script: Path, environment: dict[str, str]
) -> None:
    with start(servers, script, environment) as copy, ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(copy.wait, patient(20)) for _ in range(4)]
        copy.kill()
        assert {each.result() for each in waiting} == {copy.returncode}


def test_what_is_no_function_with_shared_layers_is_a_process_of_its_own(
    servers: ForkServers, script: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    unshared = tmp_path / "unshared"
    (unshared / "python" / "chalice").mkdir(parents=True)
    assert folders_of(environment | {"_LAMBDA_LAYERS_DIRS": str(unshared)}) == ()
    for command, seen in (
        (["node", str(script)], environment),
        ([sys.executable, str(script)], environment | {"_LAMBDA_LAYERS_DIRS": ""}),
        ([sys.executable, "-c", "pass"], environment),
        ([sys.executable, str(script)], environment | {"LONG": "x" * LARGEST}),
    ):
        try:
            with servers.start(command, cwd=str(tmp_path), env=seen, **PIPED) as alone:  # type: ignore[union-attr]
                alone.kill()
        except FileNotFoundError:
            assert command[0] == "node"
    assert servers.known == {}
