r"""Regular expressions that mean the same in a browser (ECMAScript with `u`) and in Lambda (Rust).

JSON Schema asks for ECMAScript. Its dialects differ in what `\d`, `\s`, `\w`, `\b` and `.` mean beyond ASCII, in which
letters may stand behind a backslash, and in what `[` and `&` mean in a class. `one_dialect` writes all of that out.
"""

from __future__ import annotations

import re

DIGIT, WORD = "0-9", "A-Za-z0-9_"
# written as \x and \u so that no editor loses one of these spaces
SPACE = r"\t\n\x0B\f\r \xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF"
NOT_DIGIT, NOT_WORD = r"\x00-/:-\u{10FFFF}", r"\x00-/:-@\[-^`{-\u{10FFFF}"
NOT_SPACE = (
    r"\x00-\x08\x0E-\x1F!-\x9F\xA1-\u167F\u1681-\u1FFF\u200B-\u2027\u202A-\u202E\u2030-\u205E\u2060-\u2FFF"
    r"\u3001-\uFEFE\uFF00-\u{10FFFF}"
)
CLASSES = {"d": DIGIT, "D": NOT_DIGIT, "s": SPACE, "S": NOT_SPACE, "w": WORD, "W": NOT_WORD}
ANY = r"[^\n\r\u2028\u2029]"
EDGE = f"(?:(?<=[{WORD}])(?![{WORD}])|(?<![{WORD}])(?=[{WORD}]))"
NO_EDGE = f"(?:(?<=[{WORD}])(?=[{WORD}])|(?<![{WORD}])(?![{WORD}]))"
# escapes with several characters: a class of letters, a letter by its number
LONG = re.compile(r"\\(?:[pP]\{[A-Za-z_=]+\}|u\{[0-9a-fA-F]+\})")
SYNTAX = frozenset("^$\\.*+?()[]{}|/")
CODES = frozenset("xucpPkfnrtv0123456789")  # first characters of escapes that are long or mean a character
ESCAPED_IN_CLASS = {
    "b": r"\x08",
    "v": r"\x0B",
    "0": r"\x00",
    "f": r"\f",
    "n": r"\n",
    "r": r"\r",
    "t": r"\t",
    "-": r"\x2D",
}
SPECIAL_IN_CLASS = frozenset("[&~-")  # Rust has nested classes, and operations between them


def one_dialect(pattern: str) -> str:
    """Returns the same expression without what dialects read differently."""
    written: list[str] = []
    at = 0
    while at < len(pattern):
        letter = pattern[at]
        if letter == "[":
            end = end_of_class(pattern, at)
            written.append(write_class(pattern[at + 1 : end]))
            at = end + 1
        elif letter == "\\":
            said, at = write_escape(pattern, at)
            written.append(said)
        elif letter == "{" and not is_count(pattern, at):
            written.append(r"\{")
            at += 1
        elif letter in "{":
            end = pattern.index("}", at)
            written.append(pattern[at : end + 1])
            at = end + 1
        else:
            written.append({".": ANY, "]": r"\]", "}": r"\}"}.get(letter, letter))
            at += 1
    return "".join(written)


def is_count(pattern: str, at: int) -> bool:
    """Says whether a brace begins a count, such as {2,4}."""
    first, _, last = pattern[at + 1 :].partition("}")[0].partition(",")
    return "}" in pattern[at:] and first.isdecimal() and (not last or last.isdecimal())


def end_of_class(pattern: str, at: int) -> int:
    """Returns where the class that begins here ends."""
    at += 1
    while at < len(pattern) and pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at


def write_escape(pattern: str, at: int) -> tuple[str, int]:
    """Returns the escape that follows a backslash outside of a class, and where it ends."""
    letter = pattern[at + 1 : at + 2]
    if letter in CLASSES:
        return f"[{CLASSES[letter]}]", at + 2
    if letter in ("b", "B"):
        return EDGE if letter == "b" else NO_EDGE, at + 2
    if letter in ("v", "0"):
        return {"v": r"\x0B", "0": r"\x00"}[letter], at + 2
    if letter == "c":
        return f"\\x{ord(pattern[at + 2]) % 32:02X}", at + 3
    long = LONG.match(pattern, at)
    if long:  # its braces are not a count
        return long[0], long.end()
    if letter in CODES or letter in SYNTAX:
        return f"\\{letter}", at + 2
    return letter, at + 2  # a needless backslash


def write_class(inner: str) -> str:
    """Returns a class of letters. What is an operator in another dialect is written by its number."""
    negated, inner = ("^", inner[1:]) if inner.startswith("^") else ("", inner)
    parts = list(parts_of_class(inner))
    written: list[str] = []
    at = 0
    while at < len(parts):
        part, is_set = parts[at]
        range_follows = at + 2 < len(parts) and parts[at + 1] == ("-", False)
        if not is_set and range_follows and not parts[at + 2][1]:
            written.append(f"{literal(part)}-{literal(parts[at + 2][0])}")
            at += 3
        else:
            written.append(part if is_set else literal(part))
            at += 1
    if not written:  # it is empty, or negated: everything
        return r"[\x00-\u{10FFFF}]" if negated else "(?!)"
    return f"[{negated}{''.join(written)}]"


def parts_of_class(inner: str) -> list[tuple[str, bool]]:
    """Returns its characters one by one, and whether each stands for many."""
    parts: list[tuple[str, bool]] = []
    at = 0
    while at < len(inner):
        if inner[at] != "\\":
            parts.append((inner[at], False))
            at += 1
            continue
        letter = inner[at + 1 : at + 2]
        if letter in CLASSES:
            parts.append((CLASSES[letter], True))
            at += 2
        elif letter in ("p", "P") and inner[at + 2 : at + 3] == "{":
            end = inner.index("}", at) + 1
            parts.append((inner[at:end], True))
            at = end
        elif letter in ("x", "u"):
            end = length_of_code(inner, at)
            parts.append((inner[at:end], False))
            at = end
        else:
            parts.append((ESCAPED_IN_CLASS.get(letter, letter), False))
            at += 2
    return parts


def length_of_code(inner: str, at: int) -> int:
    """Where \\x41, \\u0041 or \\u{41} ends."""
    if inner[at + 1] == "x":
        return at + 4
    return inner.index("}", at) + 1 if inner[at + 2 : at + 3] == "{" else at + 6


def literal(part: str) -> str:
    """Returns one character of a class so that no dialect reads it as an operator."""
    if len(part) > 1:
        return part  # an escape
    if part in SPECIAL_IN_CLASS:
        return f"\\x{ord(part):02X}"
    return f"\\{part}" if part in "]\\^" else part
