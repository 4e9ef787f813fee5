"""What a start goes on from when the engine was killed: whole checkpoints alone, and each of their files once."""

from __future__ import annotations

from pathlib import Path

import pytest

from onestop_cli.engine.checkpoints import PART, forget_checkpoints, take_up_checkpoint


def lay(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / f"{name}.json").write_text(text)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    lay(tmp_path / "engine", dynamodb="at the last stop", sqs="at the last stop", ses="at the last stop")
    return tmp_path / "engine"


def read(saved: Path) -> dict[str, str]:
    return {path.stem: path.read_text() for path in saved.iterdir()}


def test_the_newest_whole_checkpoint_is_taken_up(tmp_path: Path, saved: Path) -> None:
    checkpoints = tmp_path / "checkpoints"
    lay(checkpoints / "000000009", dynamodb="older", sqs="older")
    lay(checkpoints / "000000010", dynamodb="newer", sqs="newer")
    lay(checkpoints / PART, dynamodb="cut sh")
    assert take_up_checkpoint(checkpoints, saved) is not None
    assert read(saved) == {"dynamodb": "newer", "sqs": "newer", "ses": "at the last stop"}
    assert not checkpoints.exists()


def test_a_start_that_is_cut_short_while_it_takes_one_up_is_gone_on_with(tmp_path: Path, saved: Path) -> None:
    checkpoints = tmp_path / "checkpoints"
    lay(checkpoints / "000000010", sqs="newer")
    (saved / "dynamodb.json").write_text("newer")  # this far the first start came
    take_up_checkpoint(checkpoints, saved)
    assert read(saved) == {"dynamodb": "newer", "sqs": "newer", "ses": "at the last stop"}


def test_after_a_clean_stop_there_is_nothing_to_take_up(tmp_path: Path, saved: Path) -> None:
    checkpoints = tmp_path / "checkpoints"
    lay(checkpoints / "000000010", dynamodb="older")
    forget_checkpoints(checkpoints)
    assert take_up_checkpoint(checkpoints, saved) is None
    assert read(saved)["dynamodb"] == "at the last stop"
