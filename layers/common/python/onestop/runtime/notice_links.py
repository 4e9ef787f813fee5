"""The addresses of a notice: its page, and its alert in the Common Alerting Protocol."""

from __future__ import annotations

from onestop.runtime.settings import setting


def notice_page(name: str, language: str) -> str:
    return f"{base()}/notices/{name}?lang={language}"


def alert_address(name: str, kind: str) -> str:
    """Returns the address of one alert: `alert`, or `cancel` for the one that withdraws it."""
    return f"{base()}/notices/{name}/{kind}.xml"


def feed_address() -> str:
    return f"{base()}/notices/feed.atom"


def base() -> str:
    return setting("PUBLIC_URL").rstrip("/")
