"""The files that come with a mail: which ones we take. What they really are is checked later, by their bytes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from intake.email.part import WORDS, MailPart
from onestop.domain.languages import say_size
from onestop.domain.translation import SOURCE

MOST = 20
LARGEST = 25 * 1024 * 1024
KINDS = ("image/", "audio/", "video/", "application/pdf", "application/rtf", "application/msword", "text/")
OFFICE = ("application/vnd.ms-", "application/vnd.openxmlformats-", "application/vnd.oasis.opendocument.")
NEVER = ("text/html", "image/svg+xml", "text/javascript", "text/x-amp-html")  # types that run when they are opened
MADE_BY_MACHINES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
# The type by a file's extension, if its declared type says nothing.
ENDINGS = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp",
    "heic": "image/heic", "heif": "image/heif", "tif": "image/tiff", "tiff": "image/tiff", "bmp": "image/bmp",
    "pdf": "application/pdf", "rtf": "application/rtf", "txt": "text/plain", "csv": "text/csv",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text", "mp4": "video/mp4", "mov": "video/quicktime", "3gp": "video/3gpp",
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "wav": "audio/wav", "amr": "audio/amr", "dat": "application/vnd.ms-tnef",
}  # fmt: skip
NAMELESS = {kind: ending for ending, kind in reversed(ENDINGS.items())}
UNSAID = ("application/octet-stream", "application/binary", "application/x-unknown", "application/download")
BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    ((b"GIF87a", b"GIF89a"), "image/gif"),
    ((b"II*\x00", b"MM\x00*"), "image/tiff"),
    (b"{\\rtf", "application/rtf"),
)
RUNS = (
    "exe",
    "js",
    "vbs",
    "bat",
    "cmd",
    "scr",
    "com",
    "pif",
    "jar",
    "ps1",
    "hta",
    "lnk",
    "htm",
    "html",
    "svg",
    "msi",
    "iso",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that came with a mail, as its sender describes it."""

    name: str
    kind: str
    data: bytes


def split(parts: Iterable[MailPart]) -> tuple[tuple[File, ...], tuple[str, ...]]:
    """The files that we take, and the names of the others, with their sizes."""
    taken: list[File] = []
    left_out: list[str] = []
    for part in parts:
        if not part.data or not is_file(part):
            continue
        kind = kind_of(part)
        name = part.name or f"{kind.partition('/')[0]}-{len(taken) + 1}.{NAMELESS.get(kind, 'bin')}"
        if takes(kind, name) and len(part.data) <= LARGEST and len(taken) < MOST:
            taken.append(File(name=name, kind=kind, data=part.data))
        else:
            left_out.append(f"{name}, {say_size(len(part.data), SOURCE)}")
    return tuple(taken), tuple(left_out)


def is_file(part: MailPart) -> bool:
    """Tells whether a part is a file to save. What machines add, such as signatures, is not the sender's file."""
    if part.kind in MADE_BY_MACHINES or part.kind.startswith(("message/", "multipart/")):
        return part.attached and bool(part.name) and part.kind not in MADE_BY_MACHINES
    return part.kind not in WORDS or part.attached or bool(part.name)


def kind_of(part: MailPart) -> str:
    """The type of a file: what the sender says. If that says nothing, or calls it a text, what its first bytes say, or
    else its name."""
    if part.kind not in UNSAID and not part.kind.startswith("text/"):
        return part.kind
    known = next((kind for begins, kind in BEGINNINGS if part.data.startswith(begins)), None)
    ending = part.name.rpartition(".")[2].lower()
    return known or (ENDINGS.get(ending, part.kind) if part.kind in UNSAID else part.kind)


def takes(kind: str, name: str) -> bool:
    return kind.startswith((*KINDS, *OFFICE)) and kind not in NEVER and name.rpartition(".")[2].lower() not in RUNS
