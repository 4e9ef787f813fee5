"""A short fuzz of everything that reads raw input, always with the same inputs; `make fuzz` is the long one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.fuzz.running import fuzz
from tests.fuzz.seeds import SEEDS
from tests.fuzz.targets import TARGETS
from tests.patience import patient

INPUTS = 5000 if os.environ.get("CI") == "true" else 1000
SECONDS = 10  # where the machine is too slow for all of them
LEAST = 100  # inputs: a target that hardly runs tests nothing


def test_every_target_has_seeds() -> None:
    assert TARGETS.keys() == SEEDS.keys()


@pytest.mark.parametrize("name", SEEDS)
def test_whatever_the_bytes_are_nothing_is_raised_that_is_not_an_answer(name: str, tmp_path: Path) -> None:
    outcome = fuzz(name, tmp_path, seconds=round(patient(SECONDS)), seed=311, runs=INPUTS)
    assert outcome.held, outcome.said
    assert outcome.runs >= LEAST, outcome.said
