"""Pictures and documents as cameras, scanners and people with bad intentions make them."""

from __future__ import annotations

import io
import random
import struct
import zlib
from typing import Any

import pillow_heif
from PIL import Image, PngImagePlugin, TiffImagePlugin

pillow_heif.register_heif_opener(thumbnails=False)

PLANTED = b"PLANTED-Ana-Rivas"  # nothing that is kept may hold this
ORIENTATION, MAKER_NOTE, ARTIST, DESCRIPTION, COMMENT = 0x0112, 0x927C, 0x013B, 0x010E, 0x9286
EXIF_IFD, GPS_IFD = 0x8769, 0x8825
HALIFAX = (44.648764, -63.575239)


def exif_with(
    place: tuple[float, float] | None = None, orientation: int | None = None, planted: bytes = PLANTED
) -> bytes:
    """Returns the metadata of a camera: its maker's notes, who took the photo, and where."""
    exif = Image.Exif()
    if orientation:
        exif[ORIENTATION] = orientation
    exif[ARTIST] = exif[DESCRIPTION] = planted.decode("latin-1")
    exif[EXIF_IFD] = {MAKER_NOTE: planted, COMMENT: planted}
    if place:
        exif[GPS_IFD] = gps_of(*place)
    return exif.tobytes()


def gps_of(lat: float, long: float) -> dict[int, Any]:
    return {1: "N" if lat >= 0 else "S", 2: parts_of(abs(lat)), 3: "E" if long >= 0 else "W", 4: parts_of(abs(long))}


def parts_of(degrees: float) -> tuple[Any, ...]:
    minutes = degrees % 1 * 60
    return tuple(
        TiffImagePlugin.IFDRational(round(value * scale), scale)
        for value, scale in ((int(degrees), 1), (int(minutes), 1), (minutes % 1 * 60, 10_000))
    )


def a_picture(size: tuple[int, int] = (80, 40), mode: str = "RGB") -> Image.Image:
    """The left half red, the right half blue: one sees how it is turned."""
    image = Image.new("RGB", size, (220, 30, 30))
    image.paste((30, 30, 220), (size[0] // 2, 0, size[0], size[1]))
    return image.convert(mode)


def a_view(seed: int) -> Image.Image:
    """Something with light and shade all over it, another one for each number."""
    chance = random.Random(seed)
    small = Image.new("RGB", (12, 9))
    small.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(12 * 9)])
    return small.resize((1200, 900), Image.Resampling.BICUBIC)


def saved(image: Image.Image, format: str, **options: Any) -> bytes:
    written = io.BytesIO()
    image.save(written, format, **options)
    return written.getvalue()


def a_photo(format: str = "JPEG", size: tuple[int, int] = (80, 40), **exif: Any) -> bytes:
    """A photo with all that a camera writes into it."""
    options: dict[str, Any] = {"exif": exif_with(**exif)}
    if format == "JPEG":
        options |= {"comment": PLANTED, "xmp": b"<x:xmpmeta>" + PLANTED + b"</x:xmpmeta>"}
    if format == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Author", PLANTED.decode())
        text.add_itxt("XML:com.adobe.xmp", PLANTED.decode(), zip=True)
        options["pnginfo"] = text
    return saved(a_picture(size), format, **options)


def with_iptc(jpeg: bytes) -> bytes:
    """A JPEG with the segment that news agencies write (Photoshop's IPTC)."""
    segment = b"Photoshop 3.0\x008BIM\x04\x04" + PLANTED
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + jpeg[2:]


def a_png_bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A few hundred bytes that say they are 3.6 thousand million pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    lines = zlib.compress(b"\x00" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def frames(format: str, number: int) -> bytes:
    """An animation, or a scan of several pages."""
    pictures = [Image.new("RGB", (60, 40), (20 * each % 256, 80, 120)) for each in range(number)]
    return saved(pictures[0], format, save_all=True, append_images=pictures[1:])


def a_pdf(inside: bytes = b"", packed: bytes = b"") -> bytes:
    """Returns a PDF of one empty page; `packed` is inside a compressed object stream."""
    objects = b"1 0 obj <</Type /Catalog /Pages 2 0 R " + inside + b">> endobj\n"
    objects += b"2 0 obj <</Type /Pages /Kids [] /Count 0>> endobj\n"
    if packed:
        body = zlib.compress(packed)
        length = str(len(body)).encode()
        objects += b"3 0 obj <</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length " + length + b">> stream\n"
        objects += body + b"\nendstream endobj\n"
    return b"%PDF-1.7\n" + objects + b"trailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


def jpeg_segments(data: bytes) -> list[bytes]:
    """The two bytes of each segment of a JPEG before its picture begins."""
    found, at = [], 2
    while data[at : at + 2] != b"\xff\xda":
        found.append(data[at : at + 2])
        at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    return found


def png_chunks(data: bytes) -> list[bytes]:
    """The kinds of chunks of a PNG."""
    found, at = [], 8
    while at < len(data):
        found.append(data[at + 4 : at + 8])
        at += 12 + struct.unpack(">I", data[at : at + 4])[0]
    return found
