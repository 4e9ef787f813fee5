"""The results of checking a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenFile:
    """A file as we keep it. `place` is where a camera says it was (WGS84 degrees, latitude first), `fingerprint`
    describes the look of a photo, `small` is the same picture for lists."""

    data: bytes
    media_type: str
    width: int | None = None
    height: int | None = None
    warnings: tuple[str, ...] = ()
    place: tuple[float, float] | None = None
    fingerprint: str | None = None
    small: bytes | None = None


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that we do not keep, and why: a code of `onestop.domain.cases.attachment_words`."""

    reason: str
