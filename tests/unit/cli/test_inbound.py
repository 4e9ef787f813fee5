"""Mails that are played on one machine bear what SES would write above them."""

from __future__ import annotations

from email import message_from_bytes

import pytest

from onestop_cli.front.inbound import AUTHENTICATED, NotSent, as_received, check_authenticated

RAW = b"From: Ana <ana@resident.example>\r\nTo: city@port-ellery.example\r\n\r\nHello"


@pytest.mark.parametrize("played", AUTHENTICATED)
def test_a_played_mail_says_what_our_host_found_and_stays_as_it_was_below_that(played: str) -> None:
    kept = as_received(RAW, played)
    assert kept.endswith(RAW)
    above = message_from_bytes(kept)
    assert above.keys()[:5] == [
        "Received",
        "X-SES-Spam-Verdict",
        "X-SES-Virus-Verdict",
        "Authentication-Results",
        "X-SES-RECEIPT",
    ]
    assert f"dmarc={AUTHENTICATED[played]['dmarc']} header.from=resident.example;" in above["Authentication-Results"]


@pytest.mark.parametrize("raw", [b"", b"\xff\x00", b"From: x\r\n\r\n", b"From: a@b\r\n c; dmarc=pass\r\n\r\n"])
def test_whatever_is_played_is_brought(raw: bytes) -> None:
    assert as_received(raw).endswith(raw)


def test_a_way_that_nobody_can_play_is_refused_with_those_that_can() -> None:
    assert check_authenticated(None) == check_authenticated("") == "pass"
    with pytest.raises(NotSent, match="pass, fail, no-policy, nothing"):
        check_authenticated("maybe")
