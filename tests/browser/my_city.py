"""Somebody who proved their address in the running city: what was sent to them, and a session of theirs."""

from __future__ import annotations

import re
from typing import Any

from tests.browser.city import City, open_case, wait_until

ADDRESS = "all.cases@resident.example"


def sent_to(city: City, address: str) -> list[dict[str, Any]]:
    """Returns what was sent to an address, the newest first."""
    messages = city.http.get(f"{city.url}/outbox.json").raise_for_status().json()["messages"]
    return [message for message in messages if message["to"] == address]


def code_for(city: City, address: str, known: int = 0) -> str:
    """Returns the newest code that was sent to an address, as soon as there are more than this many."""

    def find_code() -> str | None:
        bodies = [message["body"] for message in sent_to(city, address)]
        codes = [found[1] for body in bodies if (found := re.search(r"\b([0-9]{6})\b", body))]
        return codes[0] if len(codes) > known else None

    return str(wait_until(find_code))


def session_of(city: City) -> str:
    """Returns the secret of a session with two cases: begun once, and then used by every page that is tested."""
    if "my" not in city.tokens:
        for service in ("information", "pothole"):
            open_case(city, service_code=service, contact={"name": "Ana", "email": ADDRESS})
        api = f"{city.suite.api}/my"
        ask = city.http.post(f"{api}/codes", json={"email": ADDRESS}).raise_for_status().json()["ask"]
        body = {"ask": ask, "code": code_for(city, ADDRESS)}
        city.tokens["my"] = city.http.post(f"{api}/sessions", json=body).raise_for_status().json()["token"]
    return city.tokens["my"]
