"""The page of a case says which letters were sent and whether they came, in words and without an address."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onestop.domain.letters.delivery import LetterState
from onestop.runtime import links
from onestop.storage.letters.letter_outcomes import note_outcome
from onestop.storage.letters.notifications import Notification
from tests.builders import NOW
from tests.functional.portal.reading import get
from tests.functional.stories import CONTACT, open_case

SAID = {
    LetterState.DELIVERED: ("delivered", "entregada", "已送达"),
    LetterState.RETURNED: ("came back by post", "devuelta por correo", "被邮政退回"),
    LetterState.FAILED: ("could not be delivered", "no se pudo entregar", "未能送达"),
    LetterState.CANCELLED: (
        "not sent, because text messages were stopped",
        "no enviada, porque se detuvieron los mensajes de texto",
        "未发送，因为短信已被停止",
    ),
}


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("state", sorted(SAID))
@pytest.mark.parametrize(("place", "language"), list(enumerate(("en", "es", "zh-Hans"))), ids=["en", "es", "zh"])
def test_a_letter_is_told_with_where_it_is(state: LetterState, place: int, language: str) -> None:
    reference = open_case(description="?", contact=CONTACT)["reference"]
    letter = Notification(
        reference=reference,
        event=f"{reference}.1",
        type="case.opened",
        letter="case-opened",
        channel="email",
        language="en",
        status=LetterState.CREATED,
        created_at=NOW,
    )
    note_outcome(replace(letter, status=state, provider_id="OptedOut"))
    note_outcome(replace(letter, event=f"{reference}.2", status=LetterState.HELD))  # has not left
    secret = links.secret_of(links.TRACK, reference)
    page = get(f"/track/{reference}", secret=secret, lang=language)["body"]
    shown = page[page.index('id="letters"') :]
    assert f">{SAID[state][place]}</span>" in shown
    assert CONTACT["email"] not in page


@pytest.mark.usefixtures("aws")
def test_who_was_sent_nothing_is_told_of_no_letters() -> None:
    reference = open_case(description="?", contact=CONTACT)["reference"]
    assert 'id="letters"' not in get(f"/track/{reference}", secret=links.secret_of(links.TRACK, reference))["body"]
