"""Amazon Connect's data about a call (admin guide, "Invoke Lambda functions"): who calls, in which contact, with what.

A caller who withholds their number is shown as anonymous, restricted, unknown, or +266696687, which spells ANONYMOUS.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from intake.sms.reading import answerable, as_object

ANONYMOUS = "266696687"
TIMEOUT = "Timeout"  # what Connect stores if a caller pressed nothing
LONG = 8000


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneCall:
    """One question of the contact flow. `number` is None if it is withheld; `said` are the values that the flow passes
    to us."""

    id: str
    step: str
    number: str | None = None
    language: str | None = None
    said: Mapping[str, str] = field(default_factory=dict)

    def keyed(self, name: str) -> str:
        """The digits that a caller pressed, without the key that ends them; empty if they pressed none."""
        pressed = self.said.get(name, "")
        return "" if pressed == TIMEOUT else "".join(key for key in pressed if key.isascii() and key.isdigit())


def read_call(event: Any) -> PhoneCall:
    """Reads a call from its event. Never raises: what is missing is empty."""
    details = as_object(as_object(event).get("Details"))
    contact = as_object(details.get("ContactData"))
    said = texts({**as_object(contact.get("Attributes")), **as_object(details.get("Parameters"))})
    address = as_object(contact.get("CustomerEndpoint")).get("Address")
    number = answerable(address) if isinstance(address, str) else None
    return PhoneCall(
        id=named(contact.get("ContactId"), event),
        step=said.get("step", ""),
        number=None if number and number.endswith(ANONYMOUS) else number,
        language=said.get("language") or None,
        said=said,
    )


def texts(values: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): value[:LONG] for name, value in values.items() if isinstance(value, str)}


def named(given: Any, event: Any) -> str:
    """The id of the contact; if it has none, one derived from the event."""
    if isinstance(given, str) and given:
        return given[:100]
    told = json.dumps(event, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]
