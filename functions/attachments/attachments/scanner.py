"""The virus scanner: one port, and the scanner that this installation has behind it.

`SCANNER` names it: `tcp://HOST:PORT` or `unix:///PATH` for a clamd, `guardduty` for Amazon GuardDuty, which looks at
every new object by itself and writes its verdict as a tag, or `none`. If a scanner is named but does not answer,
nothing is kept: the notification goes back to the queue. The test file of EICAR is recognised without any scanner, so
that anybody can try what happens to a bad file.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from attachments.clamd import ask_clamd
from onestop.runtime.settings import setting
from onestop.storage.cases.uploads import tags_of_incoming

# https://www.eicar.org/download-anti-malware-testfile/; in two parts, or scanners would take this file for it
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
TAG = "GuardDutyMalwareScanStatus"
TRIES = 15
PAUSE = 2.0  # seconds; a scan takes a few


class Verdict(StrEnum):
    """A scanner's result for a file. It may be unable to say anything, for example about an encrypted document."""

    CLEAN = "clean"
    FOUND = "found"
    UNABLE = "unable"


class NotScanned(Exception):
    """The scanner has not answered: the file is checked again later.

    Not an OnestopError, because nobody waits for an answer.
    """


@dataclass(frozen=True, slots=True)
class ArrivedFile:
    """A file that arrived: where it is kept, and its bytes."""

    key: str
    version: str | None
    data: bytes


def scan(came: ArrivedFile, sleep: Callable[[float], None] = time.sleep) -> Verdict:
    """Returns the verdict of this installation's scanner on a file. Raises NotScanned, or OSError, if it does not
    answer."""
    if EICAR in came.data:
        return Verdict.FOUND
    named = setting("SCANNER", "none")
    if named == "none":
        return Verdict.CLEAN
    if named == "guardduty":
        return read_tag(came, sleep)
    found, said = ask_clamd(named, came.data)
    if found is None:
        raise NotScanned(said)
    return Verdict.FOUND if found else Verdict.CLEAN


# https://docs.aws.amazon.com/guardduty/latest/ug/monitoring-malware-protection-s3-scans-gdu.html
TAGGED = {
    "NO_THREATS_FOUND": Verdict.CLEAN,
    "THREATS_FOUND": Verdict.FOUND,
    "UNSUPPORTED": Verdict.UNABLE,
}


def read_tag(came: ArrivedFile, sleep: Callable[[float], None]) -> Verdict:
    """Waits for the verdict of GuardDuty, which it writes as a tag of the file within seconds."""
    status = ""
    for number in range(TRIES):
        sleep(PAUSE if number else 0)
        status = tags_of_incoming(came.key, came.version).get(TAG, "")
        if status in TAGGED:
            return TAGGED[status]
    raise NotScanned(status or "no tag yet")
