"""What a person sees while a command works: one line per phase, a spinner on a terminal, times when asked for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console


@dataclass
class Phases:
    """The phases of one command so far, with how many seconds each took."""

    console: Console
    verbose: bool = False
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def phase(self, name: str) -> Iterator[Callable[[str], None]]:
        """Show that a phase is on; gives a function that says which part of it."""
        begun = time.monotonic()
        with self.console.status(name) as status:
            yield lambda detail: status.update(f"{name} [dim]{detail}[/dim]")
        took = self.seconds[name] = time.monotonic() - begun
        if self.verbose or took >= 1 or not self.console.is_terminal:
            self.console.print(f"[green]ok[/green] {name} [dim]{took:.1f} s[/dim]", highlight=False)

    @property
    def total(self) -> float:
        return sum(self.seconds.values())
