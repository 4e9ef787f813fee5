"""A simulation of Cognito's own sign-in page: it gives its visitor a code, and for the code a token, once."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.builders import NOW

POOL, CLIENT = "ca-central-1_Pool", "client-of-the-desk"
CLAIMS = {
    "iss": f"https://cognito-idp.ca-central-1.amazonaws.com/{POOL}",
    "aud": CLIENT,
    "token_use": "id",
    "sub": "clerk-7",
    "cognito:username": "city_clerk-7",
    "cognito:groups": ["agency:streets", "role:clerk", f"{POOL}_city"],
    "exp": NOW.timestamp() + 3600,
}


def token_of(claims: Any) -> str:
    return f"head.{base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip('=')}.signature"


@dataclass
class OtherPage:
    """Its address, the calls to it, and the claims about the person who signs in there."""

    url: str
    claims: dict[str, Any] = field(default_factory=lambda: dict(CLAIMS))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    broken: bool = False

    def arrive(self, location: str) -> dict[str, str]:
        """Somebody comes here and signs in: with what they are sent back."""
        assert location.startswith(f"{self.url}/oauth2/authorize?")
        asked = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        assert (asked["response_type"], asked["client_id"], asked["scope"]) == ("code", CLIENT, "openid")
        assert asked["redirect_uri"] == "https://port-ellery.example/desk/sign-in/back"
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def token_for(self, sent: dict[str, str]) -> tuple[int, dict[str, str]]:
        asked = self.codes.pop(sent.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(sent["code_verifier"].encode()).digest()).decode()
        if asked is None or challenge.rstrip("=") != asked["code_challenge"] or sent["client_id"] != CLIENT:
            return 400, {"error": "invalid_grant"}
        return 200, {"id_token": token_of({"nonce": asked["nonce"]} | self.claims)}


@contextmanager
def played() -> Iterator[OtherPage]:
    """The page on this machine, for as long as a test needs it."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            sent = {name: values[0] for name, values in parse_qs(body).items()}
            status, said = (500, {}) if page.broken else page.token_for(sent)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(said).encode())

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    page = OtherPage(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield page
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
