"""Whether a form was sent from one of our pages: browsers say where it comes from."""

from __future__ import annotations

from urllib.parse import urlsplit

from chalice.app import Request

from onestop.runtime.settings import setting


def says_own(request: Request) -> bool | None:
    """Whether the browser says that a form comes from our own pages; None if it says nothing about it."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site:
        return bool(site == "same-origin")
    if origin:
        hosts = {request.headers.get("host"), request.headers.get("x-forwarded-host")}
        return urlsplit(origin).netloc in {urlsplit(setting("PUBLIC_URL")).netloc, *filter(None, hosts)}
    return None
