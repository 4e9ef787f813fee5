"""A short fuzz of everything that reads raw input, always with the same inputs; `make fuzz` is the long one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.depth import tries
from tests.fuzz.running import fuzz
from tests.fuzz.seeds import SEEDS
from tests.fuzz.targets import TARGETS
from tests.patience import patient

INPUTS = tries(2000, 8)
SECONDS = 10  # where the machine is too slow for all of them
LEAST = 100  # inputs: a target that hardly runs tests nothing


def test_every_target_has_seeds() -> None:
    assert TARGETS.keys() == SEEDS.keys()


@pytest.fixture(scope="module")
def read_before(release: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample jurisdiction, for the processes of all targets."""
    file = tmp_path_factory.mktemp("release") / "release.json"
    file.write_bytes(msgspec.json.encode(release))
    return file


@pytest.mark.parametrize("name", SEEDS)
def test_whatever_the_bytes_are_nothing_is_raised_that_is_not_an_answer(
    name: str, tmp_path: Path, read_before: Path
) -> None:
    seconds = round(patient(SECONDS))
    outcome = fuzz(name, tmp_path, seconds=seconds, seed=311, runs=INPUTS, release=read_before)
    assert outcome.held, outcome.said
    assert outcome.runs >= LEAST, outcome.said
