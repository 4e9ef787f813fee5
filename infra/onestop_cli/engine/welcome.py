"""What a person reads when the suite is ready."""

from __future__ import annotations

from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from onestop_cli.progress import Phases
from onestop_cli.ready import RunningSuite


def show_welcome(phases: Phases, suite: RunningSuite) -> None:
    """Show the addresses, the sample staff and how to stop."""
    places = Table.grid(padding=(0, 2))
    for what, where in (
        ("Residents", suite.url),
        ("Staff desk", f"{suite.url}/desk"),
        ("API", suite.api),
        ("Sent mail and SMS", f"{suite.url}/outbox"),
        ("Write as a resident", f"{suite.url}/inbound"),
        ("API key", suite.api_key),
        ("State", suite.state),
    ):
        places.add_row(f"[bold]{what}[/bold]", Text(where, overflow="fold"))
    console = phases.console
    console.print(Panel(places, title="Onestop is ready", subtitle=f"after {phases.total:.1f} s; Ctrl-C stops it"))
    staff = Table(title="Sample staff, named by agency and role", title_justify="left", box=None, padding=(0, 2, 0, 0))
    staff.add_column("Username", no_wrap=True)
    staff.add_column("Password", no_wrap=True)
    for account in suite.staff:
        staff.add_row(account.username, account.password)
    console.print(staff)
