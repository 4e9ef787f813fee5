"""Acts on notices to many people: write one, have it sent, approve one, pause, resume and cancel it. Each is
kept for the auditor before it is done."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from casework.notices.count_reach import with_reach
from casework.operations.deployed import queues
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotAllowed, NotPossible
from onestop.domain.notices.notice import Notice, NoticeMove, State, may_move_notice, move_notice, needs_another
from onestop.domain.notices.pace import pace_of
from onestop.domain.staff.deeds import Deed, DeedKind
from onestop.runtime.clients import client
from onestop.runtime.identity import Staff
from onestop.storage.notices.notice_rows import MEANWHILE, body_of, find_notice, keep_notice, load_notice
from onestop.storage.staff.deeds import deed_kept_first

WALK = "notice.walk"  # the event that starts the sending, in notifications
OWN = "A second person must agree: somebody who neither wrote this notice nor asked for it to be sent."


def keep_notice_draft(notice: Notice, before: Notice | None, staff: Staff, catalogue: Catalogue) -> Notice:
    """Keeps a draft, with its count of recipients."""
    known = with_reach(notice, catalogue)
    with deed_kept_first(deed(known, "written", staff, known.written_at)):
        keep_notice(known, before)
    return known


def send_notice_now(name: str, staff: Staff, at: datetime, catalogue: Catalogue) -> Notice:
    """Has a draft sent to everybody whom it reaches now; if they are so many that a second person must agree, asks for
    that instead. Raises NotPossible."""
    before = load_notice(name)
    known = with_reach(before, catalogue) if before.state is State.WRITTEN else before
    large = needs_another(known, pace_of(catalogue.jurisdiction).agreed_from)
    return keep_changed(
        before, move_notice(known, NoticeMove.ASK if large else NoticeMove.SEND, staff.actor, at), staff, at
    )


def agree_to_notice(before: Notice, seen: str, staff: Staff, at: datetime) -> Notice:
    """Has it sent, approved by a second person as they have `seen` it. Raises NotAllowed for anybody who worked on
    it, and NotPossible if it was changed since they looked at it."""
    if staff.actor in (before.author, before.by):
        raise NotAllowed(OWN)
    if seen != looks_as(before):
        raise NotPossible(MEANWHILE, "notice")
    return keep_changed(
        before, replace(move_notice(before, NoticeMove.SEND, staff.actor, at), agreed_by=staff.actor), staff, at
    )


def looks_as(notice: Notice) -> str:
    """Returns a digest of what a notice says, to detect that it was changed."""
    return sha256(body_of(notice).encode()).hexdigest()[:16]


def act_on(name: str, act: NoticeMove, staff: Staff, at: datetime) -> Notice:
    """Pauses or resumes it, cancels it, or makes it a draft again. Raises NotPossible."""
    before = load_notice(name)
    return keep_changed(before, move_notice(before, act, staff.actor, at), staff, at)


def keep_changed(before: Notice, after: Notice, staff: Staff, at: datetime) -> Notice:
    """Keeps a changed notice; if it is being sent, sending continues at once, or at the latest within five minutes."""
    with deed_kept_first(deed(after, after.state.value, staff, at)):
        keep_notice(after, before)
    if after.state is State.SENDING:
        stop_replaced(after, staff, at)
        body = json.dumps({"type": WALK, "data": {"notice": after.id}})
        client("sqs").send_message(QueueUrl=queues()["Notifications"], MessageBody=body)
    return after


def stop_replaced(notice: Notice, staff: Staff, at: datetime) -> None:
    """Stops the notice that this update replaces: no more people get the old one."""
    before = find_notice(notice.replaces) if notice.replaces else None
    if before and may_move_notice(before, NoticeMove.FINISH):
        keep_notice(move_notice(before, NoticeMove.FINISH, staff.actor, at), before)


def deed(notice: Notice, what: str, staff: Staff, at: datetime) -> Deed:
    details = (what, str(notice.count or 0))
    return Deed(at=at, by=staff.actor, kind=DeedKind.NOTICE, about=notice.id, details=details)
