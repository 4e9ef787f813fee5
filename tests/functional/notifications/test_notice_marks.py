"""Who is in two batches of a notice is counted by one of them, whichever tells them in the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from onestop.domain.letters.delivery import LetterState
from onestop.storage.letters.letter_outcomes import note_outcome
from onestop.storage.letters.notifications import Notification
from onestop.storage.notices.notice_marks import AGAIN, TOLD, UNSURE, free_mark, put_mark
from tests.aws_in_memory import Aws
from tests.builders import NOW

LATER = timedelta(minutes=3)
MARK = Notification(
    reference="",
    event="notice-20261123150000-000001-r7",
    type="onestop.notice.due",
    letter="notice-news",
    channel="email",
    language="en",
    status=LetterState.CREATED,
    created_at=NOW,
    batch="01",
)


@pytest.mark.parametrize(("did_not_leave", "counted_as"), [(True, TOLD), (False, UNSURE)], ids=["freed", "in hand"])
def test_a_recipient_whom_another_batch_takes_over_is_counted_by_that_one_alone(
    aws: Aws, did_not_leave: bool, counted_as: str
) -> None:
    assert put_mark(MARK) == (MARK, TOLD)
    if did_not_leave:
        free_mark(MARK)
    taken, told = put_mark(replace(MARK, batch="02", created_at=NOW + LATER))
    assert taken is not None
    assert told == counted_as
    note_outcome(replace(taken, status=LetterState.SENT, sent_at=NOW + LATER, provider_id="mail-1"))
    assert put_mark(replace(MARK, created_at=NOW + 2 * LATER)) == (None, AGAIN)
    assert put_mark(replace(MARK, batch="02", created_at=NOW + 2 * LATER)) == (None, TOLD)
