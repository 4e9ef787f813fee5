"""The files of applications, in rows of the Applications table next to their application:

FILES#<reference>  <id>        a file: first that it is expected, then what became of it
FILES#<reference>  <id>#came   the browser has sent it and come back
FILES#<reference>  <id>#gone   somebody removed it

The first is written by the code that examines files, the other two by the code that fills in forms: neither overwrites
the other. The bytes are at `incoming/drafts/<reference>/<id>` until examined, then at `drafts/<reference>/<id>`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import msgspec

from onestop.domain.applications.files import DraftFile
from onestop.storage.applications.application_rows import ApplicationRow
from onestop.storage.cases import objects

LASTS = timedelta(days=400)  # a backstop if nobody erases them: no abandoned draft lives this long
CAME, GONE = "#came", "#gone"


def owner_of(reference: str) -> str:
    """Returns the prefix under which the bytes of an application's files are kept."""
    return f"{objects.DRAFTS}{reference}"


def keep_file(reference: str, file: DraftFile) -> None:
    """Keeps that a file is expected, or what became of it: one PutItem."""
    body = msgspec.json.encode(file).decode()
    expires = int((file.attachment.at + LASTS).timestamp())
    ApplicationRow(f"FILES#{reference}", file.attachment.id, body=body, expires_at=expires).save()


def files_of(reference: str) -> list[DraftFile]:
    """Returns all files of an application, oldest first: one Query."""
    rows = {row.sk: row.body for row in ApplicationRow.query(f"FILES#{reference}", consistent_read=True) if row.body}
    files = (
        replace(msgspec.json.decode(body, type=DraftFile), came=f"{name}{CAME}" in rows, gone=f"{name}{GONE}" in rows)
        for name, body in rows.items()
        if "#" not in name
    )
    return sorted(files, key=lambda each: (each.attachment.at, each.attachment.id))


def note_came(reference: str, file: DraftFile) -> DraftFile:
    """Notes that the browser came back from sending it, so the bucket has it."""
    return replace(file, came=mark(reference, file, CAME))


def take_away(reference: str, file: DraftFile) -> None:
    """Notes that somebody removed it: it no longer counts as an answer, and its bytes are erased."""
    mark(reference, file, GONE)
    erase_bytes(reference, file)


def mark(reference: str, file: DraftFile, which: str) -> bool:
    expires = int((file.attachment.at + LASTS).timestamp())
    ApplicationRow(f"FILES#{reference}", f"{file.attachment.id}{which}", body="-", expires_at=expires).save()
    return True


def erase_bytes(reference: str, file: DraftFile) -> None:
    objects.erase_kept(owner_of(reference), file.attachment.id)


def erase_files(reference: str, files: Iterable[DraftFile], at: datetime) -> None:
    """Erases the files of an application, removed ones included; safe to repeat."""
    for each in files:
        erase_bytes(reference, each)
        for which in ("", CAME, GONE):
            name = f"{each.attachment.id}{which}"
            ApplicationRow(f"FILES#{reference}", name, body="", expires_at=int(at.timestamp())).save()
