"""Accepts an answer of DynamoDB only if it came whole and in time.

botocore alone takes a mangled answer that it can still read for an empty one, so a case would seem not to exist; and it
waits four times for an answer that does not come, longer than a resident's request may take.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ChecksumError, ConnectTimeoutError, ReadTimeoutError

CHECKSUM = "x-amz-crc32"  # DynamoDB sends it with every answer
WAITS = 2  # how often an answer is waited for; a request that is refused at once is tried four times


def watch_replies(session: Any) -> None:
    """Makes the DynamoDB clients of a botocore session check every answer."""
    events = session.get_component("event_emitter")
    events.register("before-parse.dynamodb", empty_mangled)
    events.register("after-call.dynamodb", refuse_mangled)
    events.register_first("needs-retry.dynamodb", wait_no_longer)


def is_whole(headers: Mapping[str, str], body: bytes) -> bool:
    """Whether an answer arrived as it was sent, as far as its checksum tells."""
    sent = headers.get(CHECKSUM)
    return sent is None or str(zlib.crc32(body)) == sent


def empty_mangled(response_dict: dict[str, Any], **_: Any) -> None:
    """Keeps botocore from parsing a mangled answer, which may make it crash; because of the checksum it then asks
    again."""
    if not is_whole(response_dict["headers"], response_dict["body"]):
        response_dict["body"] = b""


def refuse_mangled(http_response: Any, **_: Any) -> None:
    """Refuses an answer that is mangled even the last time: nothing may be concluded from it."""
    if not is_whole(http_response.headers, http_response.content):
        raise ChecksumError(  # type: ignore[no-untyped-call]
            checksum_type="crc32",
            expected_checksum=http_response.headers[CHECKSUM],
            actual_checksum=zlib.crc32(http_response.content),
        )


def wait_no_longer(attempts: int, caught_exception: BaseException | None, **_: Any) -> bool | None:
    """Ends the tries when the last wait for an answer was in vain; otherwise botocore decides."""
    waited = isinstance(caught_exception, ReadTimeoutError | ConnectTimeoutError)
    return False if waited and attempts >= WAITS else None
