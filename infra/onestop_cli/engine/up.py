"""`onestop up`: the whole suite on this machine, from nothing to an address that answers, and back."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from onestop_cli.engine.bring_up import ClockChoice, Start, bring_up, read_asked_for
from onestop_cli.engine.checkpoints import EVERY, take_up_checkpoint
from onestop_cli.engine.gaps import forget_sent_messages
from onestop_cli.engine.ports import address_of, take_port
from onestop_cli.engine.process import Engine, start_engine, stop_engine
from onestop_cli.engine.state import StateFolder, choose_engine_port, hold_state
from onestop_cli.engine.welcome import show_welcome
from onestop_cli.front.app import make_front
from onestop_cli.front.inbound_routes import Inbound
from onestop_cli.front.outbox import load_outbox, save_outbox
from onestop_cli.front.serve import STOPPING_SIGNALS, serve_until_stopped
from onestop_cli.problems import CannotContinue
from onestop_cli.progress import Phases
from onestop_cli.project import default_state_folder, find_project, running_folder
from onestop_cli.ready import RunningSuite, remove_ready_files, write_ready_files

if TYPE_CHECKING:
    from onestop.domain.catalogue.release import Release


def up(
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="The port to serve; 0 is any. Without it: 8080, or the next free one."),
    ] = None,
    state: Annotated[
        Path | None, typer.Option(help="The folder that remembers everything. Without it: one in your home folder.")
    ] = None,
    ready_file: Annotated[
        Path | None, typer.Option(help="Write addresses and accounts here as JSON once everything answers.")
    ] = None,
    jurisdiction: Annotated[
        Path | None, typer.Option(help="The jurisdiction to load. Without it: the sample city, Port Ellery.")
    ] = None,
    survey_window: Annotated[
        int | None, typer.Option(min=1, help="How many seconds a resident has to answer a survey. Usually 14 days.")
    ] = None,
    clock: Annotated[
        ClockChoice,
        typer.Option(help="Where the time comes from: real, or stated by each request, to play a history again."),
    ] = ClockChoice.REAL,
    scanner: Annotated[
        str, typer.Option(help="What looks at uploads for viruses: none, or a clamd, tcp://HOST:PORT or unix:///PATH.")
    ] = "none",
    services_through: Annotated[
        str | None,
        typer.Option(hidden=True, help="For tests of faults: where functions call AWS services, such as a proxy."),
    ] = None,
    checkpoint_every: Annotated[
        float, typer.Option(hidden=True, help="For tests: how many seconds lie between two checkpoints.")
    ] = EVERY,
    cold: Annotated[
        bool, typer.Option("--cold", hidden=True, help="For tests: a function starts when it is first called.")
    ] = False,
    project: Annotated[Path | None, typer.Option(help="The Onestop folder to run, if not this command's own.")] = None,
    pseudo_languages: Annotated[
        bool,
        typer.Option(
            "--pseudo-languages",
            help="Offer en-XA (longer words) and ar-XB (from right to left), to look at pages with.",
        ),
    ] = False,
    at_any_hour: Annotated[
        bool, typer.Option("--at-any-hour", help="Let letters leave by night too that would wait for the morning.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show how long each phase of the start takes.")] = False,
) -> None:
    """Run the whole suite on this machine: no account, no Docker, no network. Ctrl-C stops it and saves its state."""
    found = find_project(project)
    folder = (jurisdiction or found.sample_jurisdiction).resolve()
    phases = Phases(Console(), verbose)
    ready_files = [*([ready_file] if ready_file else []), running_folder() / f"{os.getpid()}.json"]
    with interruptible(), take_port(port) as taken, hold_state(state or default_state_folder()) as held:
        start = Start(
            found,
            folder,
            survey_window,
            address_of(taken),
            clock,
            services_through,
            pseudo_languages,
            scanner,
            at_any_hour,
            cold,
            checkpoint_every,
        )
        run_suite(start, held, taken, phases, ready_files)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let a termination or a closed terminal end the start the way Ctrl-C does: tidily."""

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in STOPPING_SIGNALS}
    try:
        yield
    except KeyboardInterrupt:
        raise CannotContinue("Stopped before everything was ready; start again whenever you like.") from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run_suite(start: Start, state: StateFolder, taken: socket.socket, phases: Phases, ready_files: list[Path]) -> None:
    """Bring everything up, serve until stopped, and take everything down again, whatever happens in between."""
    go_on_from_checkpoint(state, phases)
    resumed = state.existed
    kept_mail = state.path / "outbox.json"
    outbox = load_outbox(kept_mail)
    engine = start_engine(
        state, choose_engine_port(state), start.services_through, start.checkpoint_every, start.project.build
    )
    try:
        with phases.phase("Reading the jurisdiction"):
            release = read_asked_for(start)
        suite = bring_up(start, release, state, engine, phases, resumed=resumed)

        def tell() -> None:
            write_ready_files(suite, ready_files)
            show_welcome(phases, suite)

        try:
            front = make_front(
                engine.endpoint,
                suite.outputs["ApiUrl"],
                outbox,
                inbound=inbound_of(suite, release),
                keep=lambda: save_outbox(outbox, kept_mail),
            )
            asyncio.run(serve_until_stopped(front, taken, engine, tell))
        finally:
            remove_ready_files(suite, ready_files)
            save_outbox(outbox, kept_mail)
    finally:
        take_down(engine, phases)
        forget_sent_messages(state.sent)


def go_on_from_checkpoint(state: StateFolder, phases: Phases) -> None:
    """Take up the state of the last minute where the engine was killed, or the power went."""
    written = take_up_checkpoint(state.checkpoints, state.engine)
    if written is not None:
        forget_sent_messages(state.sent)  # the outbox was kept as often, and knows who was erased
        at = datetime.fromtimestamp(written).astimezone().isoformat(" ", "seconds")
        phases.console.print(f"It was not stopped properly: it goes on from how all was at {at}.", highlight=False)


def inbound_of(suite: RunningSuite, release: Release) -> Inbound:
    """Return where messages from residents come in on this machine."""
    return Inbound(
        suite.engine, suite.outputs["MailBucket"], suite.outputs["SmsIn"], release["jurisdiction"]["email_from"]
    )


def take_down(engine: Engine, phases: Phases) -> None:
    """Stop the engine so that it saves; a second Ctrl-C must not cut that short."""
    for number in STOPPING_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    died = engine.process.poll() is not None
    begun = time.monotonic()
    saved = stop_engine(engine)
    if died:
        return
    if not saved:
        raise CannotContinue("The engine did not stop in time and was ended: it goes on from its last checkpoint.")
    phases.console.print(f"Stopped; everything is saved ({time.monotonic() - begun:.1f} s).", highlight=False)
