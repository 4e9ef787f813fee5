"""The address people type: one loopback port, taken before anything else is started."""

from __future__ import annotations

import errno
import socket

from onestop_cli.problems import CannotContinue

USUAL_PORT = 8080
PORTS_TRIED = 50


def take_port(asked: int | None) -> socket.socket:
    """Take the asked-for port or refuse; with none asked for, the usual one or the next free one. 0 is any."""
    candidates = range(USUAL_PORT, USUAL_PORT + PORTS_TRIED) if asked is None else (asked,)
    for port in candidates:
        taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", port))
            # Linux lets two sockets bind the same port with SO_REUSEADDR until one listens.
            taken.listen(1024)
        except OSError as problem:
            taken.close()
            if problem.errno == errno.EACCES:
                raise CannotContinue(f"Port {port} needs administrator's rights: choose one above 1023.") from None
            continue
        return taken
    if asked is None:
        raise CannotContinue(
            f"No port from {USUAL_PORT} to {USUAL_PORT + PORTS_TRIED - 1} is free: name one with --port."
        )
    raise CannotContinue(f"Port {asked} is taken by another program: choose another with --port, or leave it out.")


def address_of(taken: socket.socket) -> str:
    """Say the address as people type it."""
    return f"http://localhost:{taken.getsockname()[1]}"
