"""Turns the text that a machine read on a scanned form into answers: what was written below each question, and the
ticked boxes. In the text a box comes before its words as `[x]` or `[ ]`. What is uncertain is left to the person
who confirms the draft: two ticks where one is asked for, words that match no choice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from onestop.domain.forms import paper_words
from onestop.domain.forms.form import GROUP, Field, Form
from onestop.domain.forms.paper import SLASH, number_questions, paper_name, read_paper
from onestop.domain.forms.paths import FormAnswers, Path
from onestop.domain.forms.printed_words import PART, is_like, is_part, is_printed, labels, plain_letters, printed_on
from onestop.domain.translation import SayPhrase

NUMBERED = re.compile(r"^([0-9]{1,2}(?:\.[0-9]{1,2}){1,2})(?:\s+(.*))?$")
BOX = re.compile(r"^\[([x ])\]\s*(.*)$")
BY_HAND = re.compile(r"^(?:(?P<on>[xX✓✔☒☑])|[oO0○☐□])\s+(?P<words>\S.*)$")  # boxes that were read as letters
MOST_LINES = 5000  # a hundred pages
WRITTEN = ("text", "area", "number", "money", "date", "time", "email", "phone", "lines", "data")  # by writing
TICKED = ("yesno", "confirm", "choice", "choices")
Options = list[tuple[str, frozenset[str]]]  # of a question: the value of each in a PDF, and its words as compared


@dataclass(slots=True)
class _Scan:
    """The state of reading a form: at which question, and at which entry of each group."""

    form: Form
    say: SayPhrase
    fields: dict[str, tuple[Path, Field]] = field(default_factory=dict)  # by number
    at: tuple[str, Field] | None = None  # the question whose answer comes next, by its name on paper
    group: Path = ()
    entries: dict[Path, int] = field(default_factory=dict)
    passed: set[Path] = field(default_factory=set)  # of the present entry
    printed: str = ""  # the printed line just before, which may continue on the next one
    written: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    boxes: defaultdict[str, list[tuple[bool, str]]] = field(default_factory=lambda: defaultdict(list))
    asked: dict[str, Field] = field(default_factory=dict)


def read_scan(form: Form, text: str, say: SayPhrase) -> FormAnswers:
    """Returns the answers on a scan, as they would be in the fields of a PDF. `say`: the catalogue's, which printed
    it."""
    scan = _Scan(form, say, dict(_numbered_fields(form)))
    ours, headings = printed_on(form, say), _headings(form, say)
    for line in filter(None, map(str.strip, text.splitlines()[:MOST_LINES])):
        plain = plain_letters(line)
        if question := _question_in(line, scan):
            _come_to(scan, *question)
            scan.printed = plain_letters(line.partition(" ")[2])
        elif scan.group and (number := headings.get((scan.group, plain))) is not None:
            scan.at, scan.passed, scan.printed = None, set(), plain
            scan.entries[scan.group] = number
        else:
            goes_on = is_part(scan.printed + plain, ours)
            scan.printed = scan.printed + plain if goes_on else plain if is_printed(line, ours) else ""
            if scan.at:
                _take(scan, *scan.at, line)
    filled = {name: "\n".join(lines) for name, lines in scan.written.items()}
    for name, boxes in scan.boxes.items():
        filled |= _ticked(name, scan.asked[name], boxes, scan)
    return read_paper(form, filled)


def _numbered_fields(form: Form) -> Iterator[tuple[str, tuple[Path, Field]]]:
    numbers = number_questions(form)
    for path, each in form.fields.items():
        if path in numbers:
            yield numbers[path], (path, each)
        for inner in each.fields:
            if (whole := (*path, *inner.path)) in numbers:
                yield numbers[whole], (path, inner)


def _question_in(line: str, scan: _Scan) -> tuple[Path, Field] | None:
    """Returns the question that a line is; a handwritten date or amount begins like one, but has other words."""
    found = NUMBERED.match(line)
    known = scan.fields.get(found[1]) if found else None
    if found is None or known is None:
        return None
    said = plain_letters(found[2] or "")
    asked = [plain_letters(words) for words in labels(known[1], scan.say)]
    return known if not said or any(is_like(said, label) or label.startswith(said) for label in asked) else None


def _come_to(scan: _Scan, path: Path, each: Field) -> None:
    if each.kind == GROUP:
        scan.group, scan.at, scan.passed = path, None, set()
        scan.entries.setdefault(path, 0)
        return
    name = paper_name(path)
    if each is not scan.form.fields[path]:  # the question is in an entry
        if each.path in scan.passed:
            scan.entries[path] = scan.entries.get(path, 0) + 1
            scan.passed = set()
        scan.group = path
        scan.passed.add(each.path)
        name = paper_name((*path, scan.entries.setdefault(path, 0), *each.path))
    else:
        scan.group = ()
    scan.at = (name, each)
    scan.asked[name] = each


def _take(scan: _Scan, name: str, each: Field, line: str) -> None:
    """Reads one line below a question."""
    box, hand = BOX.match(line), BY_HAND.match(line)
    if each.kind in TICKED and (box or hand):
        ticked = box[1] == "x" if box else bool(hand and hand["on"])
        words = box[2] if box else hand["words"] if hand else ""
        scan.boxes[name].append((ticked, words))
    elif each.kind in WRITTEN:
        words = box[2] if box else line  # the edge of a writing box may be mistaken for a tick box
        if words and not scan.printed:
            scan.written[name].append(words)


def _ticked(name: str, each: Field, boxes: list[tuple[bool, str]], scan: _Scan) -> dict[str, str]:
    """Returns the ticked choices of a question, as a PDF has them."""
    options = _options(each, scan)
    picked = {
        found
        for at, (ticked, words) in enumerate(boxes)
        if ticked and (found := _option(words, options) or (options[at][0] if len(boxes) == len(options) else ""))
    }
    if each.kind == "choices":
        return {f"{name}{SLASH}{value}": "yes" for value in sorted(picked)}
    return {name: picked.pop()} if len(picked) == 1 else {}


def _options(each: Field, scan: _Scan) -> Options:
    if each.kind == "confirm":
        return [("yes", frozenset(map(plain_letters, each.label.values())))]
    if each.kind == "yesno":
        said = (("yes", paper_words.YES), ("no", paper_words.NO))
        return [
            (value, frozenset(plain_letters(scan.say(words, language)) for language in scan.form.title))
            for value, words in said
        ]
    return [(str(at), frozenset(map(plain_letters, words.values()))) for at, (_, words) in enumerate(each.choices)]


def _option(words: str, options: Options) -> str:
    """Returns the choice with these or similar words: all of them, or the first line of longer ones."""
    plain = plain_letters(words)
    for fits in (
        lambda text: text == plain,
        lambda text: len(plain) >= PART and text.startswith(plain),
        lambda text: len(plain) > 2 and is_like(plain, text),
    ):
        found = [value for value, texts in options if any(map(fits, texts))]
        if found:
            return found[0] if len(found) == 1 else ""
    return ""


def _headings(form: Form, say: SayPhrase) -> dict[tuple[Path, str], int]:
    """Returns the headings of the entries of each group, as they are compared."""
    return {
        (path, plain_letters(_heading(each, language, at + 1, say))): at
        for path, each in form.fields.items()
        if each.kind == GROUP
        for language in form.title
        for at in range(9)
    }


def _heading(group: Field, language: str, number: int, say: SayPhrase) -> str:
    if group.entry:
        return f"{group.entry.get(language, '')} {number}"
    return say(paper_words.ENTRY, language).format(number=number)
