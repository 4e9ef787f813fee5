"""What can go wrong, seen from the organisation.

OnestopError
├── NotValid      a request contains something that cannot be accepted; names each field (HTTP 400)
├── NotSignedIn   the caller sends no token, or one of a session that is over (401)
├── NotAllowed    the caller may not do this (403)
├── NotFound      it does not exist, or the caller may not know that it does (404)
│   └── LinkRetired  the link was made with a key that has been retired (404)
├── Conflict      somebody changed the case first; carries both versions (409)
├── NotPossible   the case or task is past the point where this could be done (409)
├── WrongMediaType  the body is not JSON (415)
├── TooMany       too many from one sender in an hour (429)
├── KeyReused     an Idempotency-Key came back with another request (422)
└── Unavailable   something that we depend on does not answer, and there is more to say than that (503)

The edge turns each of these into a problem document. An exception outside this tree says in its docstring, after "No
OnestopError:", why it is not one: our own code catches it where its meaning is known (`AlreadyDone`, `GuardFailed`), a
queue delivers the message again (`NotEnclosed`), the caller is answered by the rules of another standard
(`RequestRefused`), or no caller could do anything about it (`MissingSetting`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a request: which field, what is wrong, what would be right."""

    field: str
    message: str
    expected: str = ""


class OnestopError(Exception):
    """Something that a caller should be told about in words."""


class NotValid(OnestopError):
    """The request contains something that cannot be accepted."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(f"{fault.field}: {fault.message}" for fault in faults))
        self.faults = faults


class NotSignedIn(OnestopError):
    """The caller has not said who they are, or their session is over."""

    def __init__(self, detail: str, field: str = "") -> None:
        super().__init__(detail)
        self.field = field


class NotAllowed(OnestopError):
    """The caller is known but may not do this."""

    def __init__(self, detail: str, field: str = "") -> None:
        super().__init__(detail)
        self.field = field


class NotFound(OnestopError):
    """It does not exist for this caller."""

    def __init__(self, detail: str, field: str = "") -> None:
        super().__init__(detail)
        self.field = field


class LinkRetired(NotFound):
    """The link of a case was made with a key that was retired; it no longer opens anything, for anybody."""

    def __init__(self) -> None:
        super().__init__(
            "This link was replaced to keep cases safe. Each new message of ours has the new link; to get it at once, "
            "call us, or answer a message of ours and ask for it.",
            "secret",
        )


class Conflict(OnestopError):
    """The case has changed since the caller looked: `yours` is the version they saw, `current` the present one."""

    def __init__(self, reference: str, yours: int, current: int) -> None:
        super().__init__(f"Case {reference} is at version {current}; this change was made against version {yours}.")
        self.reference = reference
        self.yours = yours
        self.current = current


class NotPossible(OnestopError):
    """The present state of the case or task does not allow this. `why` is the code of a reason that pages have words
    for."""

    def __init__(self, detail: str, field: str = "", why: str = "") -> None:
        super().__init__(detail)
        self.field = field
        self.why = why


class WrongMediaType(OnestopError):
    """The body has a media type that we do not read."""

    def __init__(self, media_type: str) -> None:
        super().__init__(f"Send JSON, not {media_type or 'a body without a Content-Type'}.")


class KeyReused(OnestopError):
    """The same Idempotency-Key was used before for a different request."""

    def __init__(self, key: str) -> None:
        super().__init__(
            "This Idempotency-Key was already used for a different request. Use a new key for a new request."
        )
        self.key = key


class Unavailable(OnestopError):
    """A service that we depend on does not answer: nothing was done. `retry_after` is in seconds."""

    def __init__(self, detail: str, retry_after: int) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class TooMany(OnestopError):
    """Too many: from one sender, to one receiver, or of one case.

    `retry_after` is in seconds.
    """

    def __init__(self, detail: str, retry_after: int) -> None:
        super().__init__(detail)
        self.retry_after = retry_after
