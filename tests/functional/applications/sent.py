"""Applications that are filled in to their end, without going through every page."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from applications.drafts.store import Draft, begin_draft
from applications.form_pages.once_only import identities_of
from applications.sending.send_application import SendingResult, send_application
from intake.handler import handle
from onestop.domain.applications.application import Party
from onestop.runtime.clients import client
from onestop.storage.applications.application_rows import keep_application
from onestop.storage.catalogue import releases as stored
from tests.builders import NOW, a_reference

FUNCTION = "the-intake-function"
EVENT = "street-event-permit"
PARTY: dict[str, Any] = {
    "kind": "block-party",
    "name": "Elm Street in June",
    "date": (NOW + timedelta(days=90)).date().isoformat(),
    "starts": "14:00",
    "ends": "21:30",
    "street": "Elm Street",
    "closes-street": False,
    "neighbours-told": True,
    "guests": 60,
    "music": False,
    "food": False,
    "structures": ["none"],
    "organiser": {"is": "person", "name": "Ana Rivas", "phone": "+1 902 555 0142", "email": "ana@resident.example"},
    "true-answers": True,
}


def a_draft(number: int = 1, *, service: str = EVENT, parties: tuple[Party, ...] = (), **answers: Any) -> Draft:
    """A draft that was answered to its end, and is kept; what is None is not answered."""
    draft = begin_draft(a_reference(number), service, "es", "web", stored.current(), NOW)
    given = {name: value for name, value in {**PARTY, **answers}.items() if value is not None}
    kept = keep_application(replace(draft.application, answers=given, parties=parties))
    return replace(draft, application=kept)


def send_now(draft: Draft) -> SendingResult:
    """Sends it, as somebody who has proved the address in it."""
    proved = identities_of(PARTY["organiser"]["email"], True, stored.current())
    return send_application(draft, stored.current(), NOW, proved)


@contextmanager
def intake_answers() -> Iterator[list[str]]:
    """Has intake, in this process, answer the errands that are asked of it; gives their names."""
    asked: list[str] = []

    def run(params: dict[str, Any], **_: Any) -> Any:
        assert FUNCTION in params["url_path"]
        event = json.loads(params["body"])
        asked.append(event["errand"]["name"])
        payload = io.BytesIO(json.dumps(handle(event, None)).encode())
        return SimpleNamespace(status_code=200), {"StatusCode": 200, "Payload": payload}

    events = client("lambda").meta.events
    events.register("before-call.lambda.Invoke", run)
    yield asked
    events.unregister("before-call.lambda.Invoke", run)
