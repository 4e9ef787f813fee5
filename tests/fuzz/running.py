"""Runs a target in a process of its own, from the seeds that we wrote, and tells how it went."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.seeds import SEEDS
from tests.fuzz.targets import RELEASE
from tests.patience import patient

ROOT = Path(__file__).parents[2]
FUNCTIONS = ("intake", "casework")
LARGEST = 16_384  # bytes of one input
GRACE = 120.0  # seconds to import and to end


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result of one target: how often it was called, what it printed, and whether it passed."""

    held: bool
    runs: int
    said: str


def fuzz(name: str, folder: Path, *, seconds: int, seed: int, runs: int = -1, release: Path | None = None) -> Outcome:
    """Calls a target with mutated inputs for some seconds, or this many times; new inputs stay in the folder. Who has
    the sample jurisdiction already says in which file: to read it takes as long as hundreds of inputs."""
    corpus = folder / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(SEEDS[name]):
        (corpus / f"seed-{number}").write_bytes(data)
    limits = [f"-max_total_time={seconds}", f"-seed={seed}", f"-max_len={LARGEST}", "-timeout=20", "-rss_limit_mb=2048"]
    options = [*limits, f"-runs={runs}", "-print_final_stats=1", f"-artifact_prefix={folder}/{name}-", str(corpus)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.one", name, *options],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(paths()),
            "LOG_LEVEL": "CRITICAL",
            **({RELEASE: str(release)} if release else {}),
        },
        capture_output=True,
        text=True,
        errors="replace",
        timeout=seconds + patient(GRACE),
        check=False,
    )
    said = done.stdout + done.stderr
    counted = re.search(r"stat::number_of_executed_units:\s*(\d+)", said)
    return Outcome(held=done.returncode == 0, runs=int(counted[1]) if counted else 0, said=said)


def paths() -> Iterator[str]:
    yield str(ROOT)
    yield from (str(ROOT / "functions" / name) for name in FUNCTIONS)
    yield from (str(ROOT / path) for path in ("layers/common/python", "infra"))
