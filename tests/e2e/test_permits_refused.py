"""A log of permit applications is played where the clock is told the time, and nowhere else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from onestop_cli.ready import RunningSuite, write_ready_files
from tests.e2e.test_permits import LIMIT, on_log
from tests.suites import ROOT, environment

pytestmark = pytest.mark.e2e


def test_a_log_is_not_played_on_a_suite_that_goes_by_the_real_clock(suite: RunningSuite, tmp_path: Path) -> None:
    log = tmp_path / "log.xes"
    log.write_text("<log></log>")
    ready = tmp_path / "ready.json"
    write_ready_files(suite, [ready])
    arguments = on_log(str(log), "--ready-file", str(ready))
    done = subprocess.run(
        arguments, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, timeout=LIMIT, check=False
    )
    assert done.returncode == 1
    assert "no permit office" in done.stderr
    assert "--clock stated" in done.stderr
