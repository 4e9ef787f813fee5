"""A receiver of webhooks with the standard library alone: python receiver.py whsec_... [whsec_...]

It believes what is signed with one of its secrets and no older than five minutes, takes each event once, answers at
once, and works on it later. Put it behind a server that speaks https.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import sys
import time
from collections.abc import Mapping, Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from typing import Any

TOLERANCE_SECONDS = 5 * 60
MOST_BYTES = 256 * 1024


class NotBelieved(Exception):
    """A message that is not from where it says, or is not of this moment."""


def verify(body: bytes, headers: Mapping[str, str], secrets: Sequence[str], now: float) -> Any:
    """The event of a message. Keep two secrets while a new one comes in. Raises NotBelieved."""
    named = {name.lower(): value for name, value in headers.items()}
    message, moment = named.get("webhook-id", ""), named.get("webhook-timestamp", "")
    if not (moment.isascii() and moment.isdigit()) or abs(now - int(moment)) > TOLERANCE_SECONDS:
        raise NotBelieved("too old, or too new")
    signed = b".".join((message.encode(), moment.encode(), body))
    shown = [each.partition(",")[2] for each in named.get("webhook-signature", "").split() if each.startswith("v1,")]
    for secret in secrets:
        key = base64.b64decode(secret.removeprefix("whsec_"))
        right = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        if any(hmac.compare_digest(right.encode(), each.encode()) for each in shown):
            return json.loads(body)
    raise NotBelieved("no signature is right")


def serve(secrets: Sequence[str], port: int) -> None:
    """Takes events until it is stopped."""
    seen: set[str] = set()  # of a real receiver: a table
    work: Queue[Any] = Queue()

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(min(int(self.headers.get("Content-Length", 0)), MOST_BYTES))
            try:
                event = verify(body, dict(self.headers), secrets, time.time())
            except (NotBelieved, ValueError):
                self.send_response(401)
            else:
                if event["id"] not in seen:  # the same event may come twice
                    seen.add(event["id"])
                    work.put(event)
                self.send_response(204)
            self.end_headers()

    HTTPServer(("127.0.0.1", port), Receiver).serve_forever()


if __name__ == "__main__":
    serve(sys.argv[1:], 8090)
