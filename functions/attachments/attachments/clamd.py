"""Asks a clamd about a file, by its command INSTREAM: the file is sent in pieces and never written anywhere."""

from __future__ import annotations

import socket
import struct
from urllib.parse import urlsplit

PIECE = 256 * 1024
PATIENCE = 25.0  # seconds; the function has 60 for two files


def ask_clamd(address: str, data: bytes) -> tuple[bool | None, str]:
    """Returns whether clamd finds something in a file (None if it cannot say), and its words. Raises OSError if it does
    not answer.

    https://docs.clamav.net/manual/Usage/Scanning.html, and clamd(8) for the protocol.
    """
    with connected(address) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), PIECE):
            piece = data[start : start + PIECE]
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
        said = heard(line)
    if said.endswith(" FOUND"):
        return True, said
    return (False if said.endswith(": OK") else None), said


def connected(address: str) -> socket.socket:
    """Opens a connection to tcp://HOST:PORT or unix:///PATH."""
    parts = urlsplit(address)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(PATIENCE)
        try:
            line.connect(parts.path)
        except OSError:
            line.close()
            raise
        return line
    if parts.scheme != "tcp" or not parts.hostname or not parts.port:
        raise ValueError("SCANNER names no scanner: expected none, guardduty, tcp://HOST:PORT or unix:///PATH")
    return socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE)


def heard(line: socket.socket) -> str:
    """Reads the answer to its end."""
    parts = bytearray()
    while not parts.endswith(b"\0") and len(parts) < 4096 and (part := line.recv(4096)):
        parts += part
    return parts.rstrip(b"\0\n").decode("utf-8", "replace")
