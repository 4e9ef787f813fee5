"""A file that a virus scanner finds something in is never kept; while the scanner does not answer, nothing is."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from attachments.clamd import ask_clamd
from attachments.scanner import EICAR, TAG, TRIES, ArrivedFile, NotScanned, Verdict, scan
from onestop.domain.cases.attachments import Attachment, AttachmentStatus
from onestop.storage.cases.attachments import find_attachment
from onestop.storage.cases.objects import s3
from onestop.storage.cases.uploads import incoming_key, put_incoming
from tests.aws_in_memory import Aws
from tests.functional.attachments.arrivals import ATTACHMENT, a_notice, an_attachment, arrive, keep_row, tell
from tests.functional.stories import in_progress
from tests.unit.attachments.pictures import a_pdf, a_photo

BAD = b"a stand-in for a virus"


class Clamd(socketserver.BaseRequestHandler):
    """Speaks clamd's INSTREAM as clamd(8) describes it, and knows one virus."""

    def handle(self) -> None:
        command = self.exactly(len(b"zINSTREAM\0"))
        assert command == b"zINSTREAM\0"
        sent = b""
        while (length := struct.unpack(">I", self.exactly(4))[0]) > 0:
            sent += self.exactly(length)
        answer = b"stream: Stand-In-1 FOUND\0" if BAD in sent else b"stream: OK\0"
        self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0" if sent.startswith(b"%PDF-0") else answer)

    def exactly(self, length: int) -> bytes:
        got = b""
        while len(got) < length:
            got += self.request.recv(length - len(got))
        return got


@pytest.fixture
def clamd(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        address = f"tcp://127.0.0.1:{server.server_address[1]}"
        monkeypatch.setenv("SCANNER", address)
        yield address
        server.shutdown()
        serving.join()


@pytest.fixture
def case(aws: Aws) -> str:
    reference = str(in_progress()["reference"])
    keep_row(reference, an_attachment())
    return reference


def outcome(attachment: Attachment | None) -> tuple[Any, ...]:
    assert attachment
    return attachment.status, attachment.reason


@pytest.mark.parametrize("data", [EICAR, a_pdf(EICAR), a_photo() + EICAR])
def test_the_test_file_of_eicar_is_refused_without_any_scanner(case: str, data: bytes) -> None:
    assert outcome(arrive(case, data)) == (AttachmentStatus.REFUSED, "malware")


def test_what_clamd_finds_is_refused_and_what_it_finds_clean_is_kept(aws: Aws, case: str, clamd: str) -> None:
    assert outcome(arrive(case, a_pdf(BAD))) == (AttachmentStatus.REFUSED, "malware")
    assert not [key for key in aws.objects("attachments") if key.startswith("kept/")]
    keep_row(case, an_attachment(id="a" * 16))
    assert outcome(arrive(case, a_pdf(), "a" * 16)) == (AttachmentStatus.KEPT, None)


def test_a_large_file_is_sent_to_clamd_whole(clamd: str) -> None:
    assert ask_clamd(clamd, bytes(3_000_000) + BAD)[0] is True
    assert ask_clamd(clamd, bytes(3_000_000))[0] is False
    assert ask_clamd(clamd, b"%PDF-0")[0] is None


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "unix:///nowhere/clamd.ctl", "clamd"])
def test_while_the_scanner_does_not_answer_nothing_is_kept(
    case: str, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("SCANNER", address)
    put_incoming(case, ATTACHMENT, a_photo())
    assert tell(a_notice(incoming_key(case, ATTACHMENT))) != []
    assert outcome(find_attachment(case, ATTACHMENT)) == (AttachmentStatus.EXPECTED, None)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("NO_THREATS_FOUND", (AttachmentStatus.KEPT, None)),
        ("THREATS_FOUND", (AttachmentStatus.REFUSED, "malware")),
        ("UNSUPPORTED", (AttachmentStatus.KEPT, None)),
    ],
)
def test_guardduty_says_with_a_tag_what_it_found(
    case: str, monkeypatch: pytest.MonkeyPatch, status: str, expected: tuple[Any, ...]
) -> None:
    monkeypatch.setenv("SCANNER", "guardduty")
    key = incoming_key(case, ATTACHMENT)
    put_incoming(case, ATTACHMENT, a_photo())
    s3().put_object_tagging(Bucket="attachments", Key=key, Tagging={"TagSet": [{"Key": TAG, "Value": status}]})
    assert tell(a_notice(key)) == []
    attachment = find_attachment(case, ATTACHMENT)
    assert outcome(attachment) == expected
    assert attachment
    assert attachment.warnings == (("unseen",) if status == "UNSUPPORTED" else ())


def test_guardduty_is_waited_for_and_then_asked_again_later(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCANNER", "guardduty")
    key, waited = incoming_key(case, ATTACHMENT), list[float]()
    put_incoming(case, ATTACHMENT, a_photo())
    with pytest.raises(NotScanned):
        scan(ArrivedFile(key, None, a_photo()), waited.append)
    assert len(waited) == TRIES

    def tag_now(seconds: float) -> None:
        if seconds:
            tags = {"TagSet": [{"Key": TAG, "Value": "NO_THREATS_FOUND"}]}
            s3().put_object_tagging(Bucket="attachments", Key=key, Tagging=tags)

    assert scan(ArrivedFile(key, None, a_photo()), tag_now) is Verdict.CLEAN
