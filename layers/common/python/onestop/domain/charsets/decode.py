"""Bytes to text, whatever the sender calls their charset, even if the name is unknown or wrong.

Programs name the small standard and write its larger successor: mail called gb2312 contains gb18030, iso-8859-1
contains Windows-1252 (https://encoding.spec.whatwg.org/#names-and-labels takes the same view). A name is believed as
long as the bytes agree with it.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping

from onestop.domain.charsets.guess_charset import contradicts, guess
from onestop.domain.charsets.japanese import read_euc, read_iso2022

# Names that mail programs use and Python does not know.
ALSO = {
    "ks-c-5601": "cp949",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    **dict.fromkeys(("cp50220", "cp50221", "cp50222", "iso-2022-jp-ms", "x-iso-2022-jp"), "iso2022_jp_ext"),
    **dict.fromkeys(("cp51932", "eucjp-ms", "eucjpms", "x-euc-jp", "euc-jp-ms", "eucjp-win"), "euc_jp"),
    "iso-8859-8-i": "iso8859-8",
    "utf8mb4": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "ansi-x3.110-1983": "cp1252",
}
# The declared charset, by Python's name -> the one meant: each reads all that the smaller one can, and more.
LARGER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "iso2022_jp": "iso2022_jp_ext",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
}
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
NOT_TEXT = frozenset(("idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "mbcs", "oem"))
ASCII = frozenset(("ascii", "utf-7", "iso2022_jp_ext", "iso2022_kr", "hz"))  # seven bits
JAPANESE = b"\x1b$"  # how ISO-2022 leaves ASCII
# Charsets that Python's codecs read incompletely
WIDER: Mapping[str, Callable[[bytes], str | None]] = {"iso2022_jp_ext": read_iso2022, "euc_jp": read_euc}
WRONG_BY = 10  # if more than one in ten characters beyond ASCII is broken, a charset is not believed


def decode(data: bytes, declared: str | None = None) -> str:
    """Decodes bytes: with the declared charset first, unless the bytes contradict it; there is always a result."""
    for mark, codec in MARKS:
        if data.startswith(mark) and (text := read(data, codec)) is not None:
            return text
    named = codec_of(declared)
    if JAPANESE in data and data.isascii():
        named = named if named and named.startswith(("iso2022", "hz")) else "iso2022_jp_ext"
    if (named in ASCII or not named) and data.isascii():
        return read(data, named or "ascii") or data.decode("ascii")
    if named and (strict := read_as(data, named)) is not None:
        return strict
    unicode = read(data, "utf-8")
    if unicode is not None:
        return unicode
    return nearly(data, named) or nearly(data, "utf-8") or guess(data)


def codec_of(declared: str | None) -> str | None:
    """The codec to read a charset with; None for an unknown name."""
    name = (declared or "").strip(" \t\"'<>;").lower().replace("_", "-")
    found = look_up(ALSO.get(name, name)) or look_up(name.removeprefix("x-"))
    if found is None:
        return None
    found = codecs.lookup(LARGER.get(found.name, found.name))
    is_text = getattr(found, "_is_text_encoding", True)  # base64 and zip are codecs too, but no charsets
    return found.name if is_text and found.name not in NOT_TEXT else None


def look_up(name: str) -> codecs.CodecInfo | None:
    try:
        return codecs.lookup(name)
    except (LookupError, ValueError):
        return None


def read_as(data: bytes, codec: str) -> str | None:
    """The text if the bytes agree with the codec. Eight-bit charsets agree with anything, so UTF-8 is tried before
    them."""
    if codec in ASCII and not data.isascii():
        return None
    if is_single_byte(codec) and not data.isascii() and (unicode := read(data, "utf-8")) is not None:
        return unicode
    if is_single_byte(codec) and (other := contradicts(data, codec)):
        return other
    return read(data, codec) or (data.decode("latin-1") if codec == "cp1252" else None)


def read(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (ValueError, LookupError, TypeError):
        wider = WIDER.get(codec)
    try:
        return wider(data) if wider else None
    except ValueError:
        return None


def tells_letters(declared: str | None, data: bytes) -> bool:
    """Tells whether a charset is named that these bytes can be in, as far as that shows."""
    named = codec_of(declared)
    return named is not None and (data.isascii() or named not in ASCII)


def nearly(data: bytes, codec: str | None) -> str | None:
    """The text if a few bytes are broken, such as a character cut in two: better than the noise of another charset."""
    if not codec:
        return None
    try:
        text = data.decode(codec, "replace")
    except (ValueError, LookupError, TypeError):
        return None
    beyond = len(text) - len(
        text.encode("ascii", "ignore")
    )  # not ASCII: the broken ones, and those that prove the name
    return text if text.count("\ufffd") * WRONG_BY <= beyond else None


def is_single_byte(codec: str) -> bool:
    return codec.startswith(("cp125", "iso8859", "koi8", "mac-", "cp874", "cp437", "cp85"))
