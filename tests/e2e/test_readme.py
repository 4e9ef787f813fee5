"""The README's first screen is true: its commands are run, and what they print is what it shows."""

from __future__ import annotations

import re
import signal
import subprocess
import time
from pathlib import Path

from tests.suites import READY_LIMIT, ROOT, STOP_LIMIT, environment, keep_in_memory, wait_a_little

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.compile(r"```console\n\$ (?P<command>.+)\n(?P<output>(?:.*\n)*?)```")
VARIABLE = re.compile(r"[0-9a-f]{32}|\d+(?:\.\d+)?")
FRAME = " │╭╮╰╯─"


def shown(command: str) -> list[str]:
    """The output that the README shows for a command, line by line."""
    blocks = {found["command"]: found["output"] for found in CONSOLE.finditer(README)}
    return [line for line in blocks[command].splitlines() if line.strip(FRAME + ".") and not line.startswith("...")]


def gist(line: str) -> str:
    """A line without its frame, numbers and times: those differ from one machine to the next."""
    words = VARIABLE.sub("N", line.strip(FRAME)).split()
    return " ".join(word for word in words if word not in ("N", "s"))


def test_make_run_prints_what_the_readme_shows(tmp_path: Path) -> None:
    keep_in_memory(tmp_path / "state")
    output = tmp_path / "output.txt"
    options = f"--port 0 --state {tmp_path / 'state'} --ready-file {tmp_path / 'ready.json'}"
    with output.open("w") as file:
        process = subprocess.Popen(
            ["make", "run", f"ARGS={options}"],
            cwd=ROOT,
            env=environment(tmp_path),
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        begun = time.monotonic()
        while not (tmp_path / "ready.json").exists():
            assert process.poll() is None, output.read_text()
            assert time.monotonic() < begun + READY_LIMIT, output.read_text()
            wait_a_little(begun)
    finally:
        subprocess.run(["pkill", "-INT", "-g", str(process.pid)], check=False)
        process.wait(STOP_LIMIT)
    printed = {gist(line) for line in output.read_text().splitlines()}
    missing = [line for line in shown("make run") if gist(line) not in printed]
    assert not missing, f"the README shows {missing}, but this was printed:\n{output.read_text()}"
    assert process.returncode in (0, 2, -signal.SIGINT)  # make passes the interruption on


def test_make_test_runs_the_tests() -> None:
    plan = subprocess.run(["make", "-n", "test"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "-m pytest" in plan
    assert re.search(r"\d+ passed", "\n".join(shown("make test")))


def test_every_place_that_the_readme_names_exists() -> None:
    named = set(re.findall(r"`((?:docs|functions|layers|infra|statemachines|tests)/[^`]*)`", README))
    assert len(named) > 50
    assert sorted(place for place in named if not list(ROOT.glob(place))) == []


def test_make_bench_measures_one_after_the_other_each_in_a_process_of_its_own() -> None:
    asked = ["make", "bench", "ARGS=understanding understanding"]
    printed = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert printed.count("a sentence classified ") == 2
