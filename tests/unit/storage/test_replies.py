"""An answer of DynamoDB counts if it came whole and in time."""

from __future__ import annotations

import zlib
from types import SimpleNamespace

import pytest
from botocore.exceptions import ChecksumError, ConnectionClosedError, ConnectTimeoutError, ReadTimeoutError

from onestop.storage.replies import CHECKSUM, empty_mangled, is_whole, refuse_mangled, wait_no_longer

BODY = b'{"Count":0,"Items":[]}'
HEADERS = {CHECKSUM: str(zlib.crc32(BODY))}
MANGLED = [BODY[:11], BODY.replace(b"Items", b"\xb6tems"), BODY.replace(b"Items", b"Jtems"), b""]


def test_an_answer_is_whole_if_it_has_the_sum_that_was_sent_with_it_or_none_was() -> None:
    assert is_whole(HEADERS, BODY)
    assert is_whole({}, BODY)


@pytest.mark.parametrize("body", MANGLED)
def test_a_mangled_answer_is_not_read_and_in_the_end_it_is_none(body: bytes) -> None:
    answer = {"headers": HEADERS, "body": body}
    empty_mangled(response_dict=answer)
    assert answer["body"] == b""
    with pytest.raises(ChecksumError):
        refuse_mangled(http_response=SimpleNamespace(headers=HEADERS, content=body))


def test_a_whole_answer_is_left_as_it_is() -> None:
    answer = {"headers": HEADERS, "body": BODY}
    empty_mangled(response_dict=answer)
    assert answer["body"] == BODY
    refuse_mangled(http_response=SimpleNamespace(headers=HEADERS, content=BODY))


@pytest.mark.parametrize("error", [ReadTimeoutError(endpoint_url="x"), ConnectTimeoutError(endpoint_url="x")])
def test_an_answer_that_does_not_come_is_waited_for_twice(error: Exception) -> None:
    assert wait_no_longer(1, error) is None
    assert wait_no_longer(2, error) is False


@pytest.mark.parametrize("error", [None, ConnectionClosedError(endpoint_url="x")])
def test_what_fails_at_once_is_tried_as_often_as_botocore_likes(error: Exception | None) -> None:
    assert wait_no_longer(3, error) is None
