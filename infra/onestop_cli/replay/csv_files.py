"""CSV as spreadsheets of many countries write it: which encoding, which delimiter, and which rows are broken.

A file says neither. It is read as UTF-8, else as UTF-16 if it begins or looks like it, else as what its letters look
like, such as GB 18030 or Windows-1252; the delimiter is the one that its header has most of, or that Excel's line
`sep=;` names. Rows that had to be repaired are reported, by their line.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from onestop.domain.charsets.guess_charset import WESTERN, guess_codec
from onestop_cli.problems import CannotContinue

ShowProgress = Callable[[str], None]
CsvRow = dict[str, str]

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DELIMITERS = (",", ";", "\t", "|")
PIECE = 1 << 20
OLD = WESTERN
SAMPLE = 4000  # bytes that tell a charset
SEPARATOR = re.compile(r"\ufeff?\"?sep=(.)\"?", re.IGNORECASE)  # Excel writes it above the header, and hides it
NUL = "\x00"


@dataclass(frozen=True, slots=True)
class CsvForm:
    """How a file is written; `note` says what was unusual."""

    encoding: str
    delimiter: str
    note: str = ""


def say_nothing(_: str) -> None:
    """For those who have told it before."""


def form_of(path: Path) -> CsvForm:
    """Looks through a file for its letters and its delimiter. Raises CannotContinue for one that cannot be read."""
    try:
        encoding, broken = encoding_of(path)
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            delimiter = delimiter_in(file)
    except OSError as problem:
        raise CannotContinue(f"{path} cannot be read: {problem.strerror}.") from problem
    named = "Windows-1252" if encoding == OLD else encoding
    letters = f"line {broken} is not UTF-8: read as {named}" if broken else ""
    letters = letters or ("read as UTF-16" if encoding.startswith("utf-16") else "")
    return CsvForm(encoding, delimiter, letters)


def encoding_of(path: Path) -> tuple[str, int]:
    """The encoding of a file, and the first line that is not UTF-8, if that is why."""
    with path.open("rb") as file:
        begins = file.read(4096)
        for mark, encoding in MARKS:
            if begins.startswith(mark):
                return encoding, 0
        if begins[1:2] == b"\x00" or begins[:1] == b"\x00":  # no mark, but every second byte of Latin letters is empty
            return ("utf-16-le" if begins[1:2] == b"\x00" else "utf-16-be"), 0
        file.seek(0)
        decoder, line = codecs.getincrementaldecoder("utf-8")(), 1
        pieces = iter(lambda: file.readline(PIECE), b"")
        for piece in pieces:
            try:
                decoder.decode(piece)
            except UnicodeDecodeError:
                return codec_of(chain((piece,), pieces)), line
            line += piece.endswith(b"\n")
    return "utf-8", 0


def codec_of(pieces: Iterable[bytes]) -> str:
    """The charset that the lines with letters beyond ASCII look like."""
    sample = b""
    for piece in pieces:
        sample += b"" if piece.isascii() else piece
        if len(sample) >= SAMPLE:
            break
    return guess_codec(sample)


def delimiter_in(lines: Iterable[str]) -> str:
    """The delimiter of a file: the one that its first line names, or the most frequent one of its header."""
    for line in lines:
        if named := SEPARATOR.fullmatch(line.rstrip("\r\n")):
            return named[1]
        if not is_above_header(line):
            return delimiter_of(line)
    return DELIMITERS[0]


def is_above_header(line: str) -> bool:
    """Tells whether a line is none of the table: an empty one, or one that names the delimiter."""
    said = line.rstrip("\r\n")
    return not said.strip(" \ufeff") or bool(SEPARATOR.fullmatch(said))


def delimiter_of(header: str) -> str:
    """Return the delimiter that is most frequent between the names of the columns, outside quotation marks."""
    outside = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def read_header(path: Path) -> tuple[str, ...]:
    """The names of the columns."""
    form = form_of(path)
    with path.open(encoding=form.encoding, errors="replace", newline="") as file:
        return tuple(next(csv.reader(without_nul(file, path, say_nothing), delimiter=form.delimiter), ()))


def read_csv(path: Path, say: ShowProgress = say_nothing) -> Iterator[CsvRow]:
    """The rows of a file with a header. Raises CannotContinue that names the row for one that never ends."""
    form = form_of(path)
    if form.note:
        say(f"{path.name}: {form.note}.")
    with path.open(encoding=form.encoding, errors="replace", newline="") as file:
        lines = Lines(without_nul(file, path, say))
        reader = csv.DictReader(lines, restval="", delimiter=form.delimiter)
        number = 0
        try:
            for number, row in enumerate(reader, start=1):
                if lines.ended:
                    raise CannotContinue(f"{path}, row {number}: a quotation mark is opened and never closed.")
                yield {name: value for name, value in row.items() if name is not None}
        except csv.Error as problem:
            raise CannotContinue(f"{path}, row {number + 1}: {problem}.") from problem


def without_nul(file: Iterator[str], path: Path, say: ShowProgress) -> Iterator[str]:
    """The lines of a file from its header on. A NUL, which some databases write for nothing, becomes a space."""
    begun = False
    for number, line in enumerate(file, start=1):
        begun = begun or not is_above_header(line)
        if not begun:
            continue
        if NUL in line:
            say(f"{path.name}, line {number}: it has a NUL, which is read as a space.")
        yield line.replace(NUL, " ")


class Lines:
    """The lines of a file, and whether they came to their end. (csv takes an iterator of lines: it asks for one more
    than there are only in the middle of a row.)"""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines = lines
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self.lines, None)
        if line is None:
            self.ended = True
            raise StopIteration
        return line
