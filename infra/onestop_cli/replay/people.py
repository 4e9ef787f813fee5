"""Invented residents: who brings the need of a row. Nobody real is ever named, and nothing can reach anybody.

E-mail addresses end in ``.example`` (RFC 2606), telephone numbers are those kept for fiction (555 0100 to 0199 of any
area): another one for each row as far as they last, for one person is sent only so much in an hour. The same row has
the same resident in every run; the tag in the name says which run and row a case came from.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from onestop_cli.replay.rows import RowNeed

GIVEN = {
    "en": ("Robin", "Sam", "Alex", "Jo", "Kim", "Lee", "Pat", "Max"),
    "zh-Hans": ("明", "小兰", "建国", "晓雨", "志强", "美玲", "文博", "欣"),
    "es": ("Ana", "Luis", "Marta", "Pablo", "Inés", "Diego", "Rosa", "Iván"),
}
FAMILY = {
    "en": ("Sample", "Example", "Placeholder", "Specimen"),
    "zh-Hans": ("甲", "乙", "丙", "丁"),
    "es": ("Ejemplo", "Muestra", "Modelo", "Prueba"),
}
AREAS = (
    201, 202, 203, 204, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 226, 228, 229,
    231, 234, 236, 239, 240, 248, 250, 251, 252, 253, 254, 256, 260, 262, 267, 269, 270, 276, 281, 289, 301, 302, 303,
    304, 305, 306, 307, 308, 309, 310, 312, 313, 314, 315, 316, 317, 318, 319, 320, 321, 323, 330, 331, 334, 336, 337,
    339, 347, 351, 352, 360, 361, 386, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 412, 413, 414, 415, 416, 417,
)  # fmt: skip
LANGUAGES = ("en", "en", "en", "en", "zh-Hans", "es")  # two rows in six are not in English


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedContact:
    """How an invented resident can be reached: an e-mail address or a telephone number."""

    name: str
    language: str
    email: str | None = None
    phone: str | None = None


def draw_number(need: RowNeed, what: str, choices: int) -> int:
    """A number below ``choices`` that only the row decides, another one for each ``what``."""
    return zlib.crc32(f"{what}:{need.id or need.row}".encode()) % choices


def invent_contact(need: RowNeed, tag: str) -> InventedContact:
    """Invent who brings a need: callers leave a telephone number, all others an e-mail address."""
    language = need.language or LANGUAGES[draw_number(need, "language", len(LANGUAGES))]
    spoken = language if language in GIVEN else "en"
    given, family = GIVEN[spoken][draw_number(need, "given", 8)], FAMILY[spoken][draw_number(need, "family", 4)]
    name = f"{family}{given}" if spoken == "zh-Hans" else f"{given} {family}"
    if need.channel == "phone":
        return InventedContact(name=f"{name} {tag}", language=language, phone=number_of(tag))
    return InventedContact(name=f"{name} {tag}", language=language, email=f"row-{tag}@resident.example")


def number_of(tag: str) -> str:
    """The telephone number of the resident of a row, another one in another run: there are 11,500 of them."""
    drawn = zlib.crc32(tag.encode())
    return f"+1 {AREAS[drawn // 100 % len(AREAS)]} 555 01{drawn % 100:02d}"
