"""A photo or document that belongs to a case: which kinds are taken, how many, how large, and who sees it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from onestop.domain.people.actor import Actor, kind_of
from onestop.domain.people.proof import Proof

if TYPE_CHECKING:  # the files of a draft have no case, and need not load the domain of cases
    from onestop.domain.cases.case import CaseFile
    from onestop.domain.cases.change import Change

MEGABYTE = 1024 * 1024


class AttachmentStatus(StrEnum):
    """Expected until its bytes have come and were examined."""

    EXPECTED = "expected"
    KEPT = "kept"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A photo or document of a case. Its kind and size are what we found, not what somebody said.

    `reason` says why it was refused, `warnings` what staff should know before they open it: codes, with their words in
    `cases.attachment_words`. `lat` and `long` are where a camera says it was: a place proposed, not decided.
    `digest` identifies the bytes that came, so that other bytes under the same address are noticed. `proof` says how
    far we believe that it is the resident's, `arrival` with which message it came, `fingerprint` how it looks
    (`domain.again.photos`).
    """

    id: str
    at: datetime
    by: str
    name: str = ""
    status: AttachmentStatus = AttachmentStatus.EXPECTED
    public: bool = True  # whether the resident sees it: their own, and what staff share with them
    media_type: str | None = None
    size: int | None = None
    width: int | None = None
    height: int | None = None
    reason: str | None = None
    warnings: tuple[str, ...] = ()
    lat: float | None = None
    long: float | None = None
    digest: str | None = None
    proof: Proof = Proof.PROVEN
    arrival: str | None = None
    fingerprint: str | None = None
    small: bool = False  # whether there is a small version of it, for lists

    @property
    def kept(self) -> bool:
        """Whether there is something to view."""
        return self.status is AttachmentStatus.KEPT

    @property
    def file_name(self) -> str:
        """The name under which it is downloaded: the ending is that of its real kind, whatever its sender called it."""
        return (self.name or f"attachment-{self.id}") + KINDS[self.media_type or ""].ending


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file as it is kept: its ending, and whether a browser may show it or only download it."""

    name: str
    ending: str
    shown: bool = False


# as they are kept: photos are re-encoded as one of the first two
KINDS: Mapping[str, FileKind] = {
    "image/jpeg": FileKind("photo", ".jpg", shown=True),
    "image/png": FileKind("photo", ".png", shown=True),
    "application/pdf": FileKind("document", ".pdf"),
    "text/plain": FileKind("text", ".txt"),
}

# As they are taken. Office documents are not: they may carry programs, and everybody can save them as PDF. Nothing that
# a browser or computer would run is: no programs, web pages, or drawings in SVG.
TAKEN = (
    "image/jpeg", "image/png", "image/webp", "image/gif", "image/heic", "image/heif", "image/tiff", "application/pdf",
    "text/plain",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentLimits:
    """What is taken from one side of a case: its resident, strangers, or staff."""

    kept: int  # attachments that are kept, and uploads under way
    tries: int  # rows of any status: also those that were refused or never came


MOST_BYTES = 20 * MEGABYTE  # four photos of a large camera; the most that e-mail carries
LIMITS = {
    Actor.RESIDENT: AttachmentLimits(kept=10, tries=40),
    Actor.STRANGER: AttachmentLimits(kept=10, tries=40),  # so that strangers cannot use up the resident's room
    Actor.STAFF: AttachmentLimits(kept=40, tries=160),
}
AN_HOUR = 30  # uploads by one resident, over all cases
FORM_LASTS = timedelta(minutes=15)  # how long a signed form may be used
LINK_LASTS = timedelta(minutes=5)  # how long a signed address shows a file
PLACE_HELD = timedelta(hours=1)  # how long an unfinished upload counts
NAME_LENGTH = 80
MOST_PRINTS = 5  # photos by which a case is recognised
# Cc and Cf: controls, and marks that turn the direction of writing, so that "gpj.exe" reads "exe.jpg"
INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
WHOLE_MESSAGE = "whole-message"  # the name of the file with words that a description cannot hold
ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def safe_name(said: str) -> str:
    """Returns the name that somebody gave a file, safe to show and save: without folders, its ending, or invisible
    characters."""
    shown = "".join(" " if unicodedata.category(letter) in INVISIBLE else letter for letter in said)
    last = re.split(r"[/\\]", shown)[-1] or shown
    plain = re.sub(r'[<>:"/\\|?*\s]+', " ", ENDING.sub("", last.strip())).strip(" .")
    return plain[:NAME_LENGTH].strip()


def side_of(by: str) -> Actor:
    """Returns the side whose limits count for an attachment."""
    return Actor(side) if (side := kind_of(by)) in LIMITS else Actor.RESIDENT


def places_left(attachments: Iterable[Attachment], by: str, at: datetime) -> int:
    """Returns how many more attachments this side of the case may add now."""
    side = side_of(by)
    own = [each for each in attachments if side_of(each.by) == side]
    taken = sum(each.kept or is_awaited(each, at) for each in own)
    limits = LIMITS[side]
    return max(0, min(limits.kept - taken, limits.tries - len(own)))


def is_awaited(attachment: Attachment, at: datetime) -> bool:
    """Whether somebody may be uploading it right now."""
    return attachment.status is AttachmentStatus.EXPECTED and attachment.at > at - PLACE_HELD


def for_resident(attachments: Iterable[Attachment]) -> list[Attachment]:
    """Returns those that the resident may see."""
    return [each for each in attachments if each.public]


def added(file: CaseFile, attachment: Attachment, at: datetime) -> Change:
    """Returns the change that adds a kept attachment to its case, even one that was closed meanwhile."""
    from onestop.domain.cases.change import changed
    from onestop.domain.cases.events import AttachmentAdded

    kind = KINDS[attachment.media_type or ""].name
    event = AttachmentAdded(attachment=attachment.id, kind=kind)
    known, new = file.case.fingerprints, attachment.fingerprint
    if new is None or new in known or side_of(attachment.by) is not Actor.RESIDENT:
        return changed(file, event, at=at, by=attachment.by)
    return changed(file, event, at=at, by=attachment.by, fingerprints=(*known, new)[-MOST_PRINTS:])


def proposed_place(file: CaseFile, attachments: Iterable[Attachment]) -> Attachment | None:
    """Returns the first photo that knows where it was taken, if the case itself has no place."""
    place = file.request.place
    if place and (place.address or place.lat is not None):
        return None
    return next((each for each in attachments if each.kept and each.lat is not None), None)
