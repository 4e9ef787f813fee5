"""Responses that may be cached for a minute, and are sent again only if they have changed."""

from __future__ import annotations

import hashlib
from typing import TypeVar

from chalice.app import Request, Response

A_MINUTE = "public, max-age=60"
# pages of any origin may read what is published here: there are no cookies that they could misuse
OPEN_TO_PAGES = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}
Sent = TypeVar("Sent", bound=Response)


def keep_a_minute(request: Request, answer: Sent) -> Sent:
    """Adds an ETag by which a browser or feed reader asks whether the response has changed; answers 304 if it has
    not."""
    body = answer.body if isinstance(answer.body, bytes) else str(answer.body).encode()
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
    asked = request.headers.get("if-none-match") or ""
    answer.headers |= {"ETag": tag, "Cache-Control": A_MINUTE, "Vary": "Accept-Language, Accept-Encoding"}
    if tag in (each.strip() for each in asked.split(",")):
        answer.body, answer.status_code = "", 304
    return answer
