"""The links in letters to subscribers: to confirm one subscription, to see and stop all those of an address, and the
address that mail programs call when somebody presses their unsubscribe button (RFC 8058)."""

from __future__ import annotations

from urllib.parse import urlencode

from onestop.domain.errors import NotFound
from onestop.runtime import links
from onestop.runtime.settings import setting

SUBSCRIBER, CONFIRM = "subscriber", "subscription"
REFUSAL = "There are no subscriptions at this link. Use the link that we sent you, whole."


def page_of(path: str, **query: str) -> str:
    asked = urlencode({name: value for name, value in query.items() if value})
    return f"{setting('PUBLIC_URL').rstrip('/')}{path}?{asked}"


def subscriber_secret(identity: str) -> str:
    """Returns the secret that opens all subscriptions of an address."""
    return links.secret_of(SUBSCRIBER, identity)


def manage_link(identity: str, language: str) -> str:
    """Returns the page on which somebody sees and stops their subscriptions."""
    return page_of(f"/subscriptions/{identity}", secret=subscriber_secret(identity), lang=language)


def stop_link(identity: str) -> str:
    """Returns the address that mail programs call, with POST, to stop all subscriptions at once."""
    return page_of(f"/subscriptions/{identity}/stop", secret=subscriber_secret(identity))


def confirm_link(identity: str, subscription: str, language: str) -> str:
    """Returns the page on which somebody confirms that a subscription is theirs."""
    secret = links.secret_of(CONFIRM, f"{identity}.{subscription}")
    return page_of(f"/subscriptions/{identity}/{subscription}/confirm", secret=secret, lang=language)


def check_subscriber(identity: str, secret: str | None) -> None:
    """Raises NotFound for a link that we did not make, LinkRetired for one with a retired key."""
    if not links.opens(SUBSCRIBER, identity, secret):
        raise NotFound(REFUSAL, "secret")


def check_confirms(identity: str, subscription: str, secret: str | None) -> None:
    """Checks a link that confirms, and raises the same errors."""
    if not links.opens(CONFIRM, f"{identity}.{subscription}", secret):
        raise NotFound(REFUSAL, "secret")
