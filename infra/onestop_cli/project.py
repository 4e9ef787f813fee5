"""Where things are: the suite's own files, and the folders a person's machine keeps for it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from onestop_cli.problems import CannotContinue

SAMPLE_JURISDICTION = "port-ellery"


@dataclass(frozen=True)
class Project:
    """The checked-out suite: its template, functions, layers and sample jurisdiction."""

    root: Path

    @property
    def template(self) -> Path:
        return self.root / "template.yaml"

    @property
    def build(self) -> Path:
        """Archives made from the sources; safe to delete, ignored by git."""
        return self.root / ".build"

    @property
    def dependencies(self) -> Path:
        return self.root / "layers" / "dependencies"

    @property
    def sample_jurisdiction(self) -> Path:
        return self.root / "infra" / "jurisdictions" / SAMPLE_JURISDICTION


def find_project(root: Path | None = None) -> Project:
    """Find the suite to run: the folder asked for, else the one that this command belongs to."""
    project = Project((root or Path(__file__).parents[2]).resolve())
    if not project.template.is_file():
        raise CannotContinue(f"No template.yaml in {project.root}: name the Onestop folder with --project.")
    return project


def state_home() -> Path:
    """Give the folder where this machine's user keeps what Onestop remembers (XDG base directories)."""
    base = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(base) / "onestop"


def default_state_folder() -> Path:
    """Give the state folder used when none is asked for."""
    return state_home() / "state"


def running_folder() -> Path:
    """Give the folder where each running suite has a file that says where it is, for the other commands."""
    return state_home() / "running"
