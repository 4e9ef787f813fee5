"""How offices record a person differently: typing mistakes, moves, weddings, new numbers, names cut, swapped or
misheard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from random import Random
from string import ascii_lowercase

from onestop.domain.people.matching.nicknames import GROUPS
from onestop.domain.people.matching.one_spelling import plain
from onestop_cli.people.made_names import ENGLISH_SURNAMES
from onestop_cli.people.make_town import MadePerson, at_home, some_mailbox, some_phone

NEXT_TO = {
    **{"a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk"},
    **{"k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry"},
    **{"u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "xa"},
}
FRIENDS = {line.split()[0]: line.split()[1:] for line in GROUPS.strip().splitlines()}
COLUMNS = (
    "record", "given_name", "surname", "date_of_birth", "email", "phone", "street_number", "street", "city",
    "postcode", "person",
)  # fmt: skip
MORE_RECORDS = (0, 0, 0, 0, 1, 1, 1, 2, 2, 3)
MOVED, WED, OTHER_PHONE, OTHER_MAILBOX, LEFT_OUT = 0.18, 0.03, 0.15, 0.15, 0.08
IN_CHARACTERS = 0.5  # of records with a Chinese name


def records_of(person: MadePerson, draw: Random) -> Iterator[Mapping[str, str]]:
    """Returns all records of a person, the first one correct."""
    yield row_of(person, draw, clean=True)
    for _ in range(draw.choice(MORE_RECORDS)):
        yield row_of(changed(person, draw), draw, clean=False)


def changed(person: MadePerson, draw: Random) -> MadePerson:
    """Somebody some time later: moved, wed, with another number or mailbox."""
    if draw.random() < MOVED:
        person = replace(at_home(person, draw), phone=person.phone)
    if draw.random() < WED and person.kind == "english":
        person = replace(person, surname=draw.choice(ENGLISH_SURNAMES))
    if person.phone and draw.random() < OTHER_PHONE:
        person = replace(person, phone=some_phone(draw))
    if person.email and draw.random() < OTHER_MAILBOX:
        person = replace(person, email=some_mailbox(person, draw))
    return person


def row_of(person: MadePerson, draw: Random, *, clean: bool) -> dict[str, str]:
    given, surname = written(person, draw, clean)
    row = {
        "given_name": given, "surname": surname, "date_of_birth": person.born.isoformat(), "email": person.email,
        "phone": person.phone, "street_number": person.number, "street": person.street, "city": person.city,
        "postcode": person.postcode, "person": person.person,
    }  # fmt: skip
    if clean:
        return row
    for name, damage, chance in DAMAGES:
        if row[name] and draw.random() < chance:
            row[name] = damage(row[name], draw)
    if draw.random() < 0.03:
        row["given_name"], row["surname"] = row["surname"], row["given_name"]
    for name in ("given_name", "date_of_birth", "email", "phone", "street_number", "postcode"):
        if draw.random() < LEFT_OUT / (4 if name == "given_name" else 1):
            row[name] = ""
    return row


def written(person: MadePerson, draw: Random, clean: bool) -> tuple[str, str]:
    """The name as an office wrote it."""
    if person.kind == "chinese":
        return in_chinese(person, draw)
    if clean:
        return person.given, person.surname
    given, surname = person.given, person.surname
    if person.kind == "spanish":
        first, _, second = surname.partition(" ")
        surname = draw.choice((surname, surname, first, f"{first}-{second}"))
        given = draw.choice((given, given, given.split()[0]))
        if draw.random() < 0.5:
            given, surname = plain(given).title(), plain(surname).title()
    friends = FRIENDS.get(plain(given))
    if friends and draw.random() < 0.12:
        given = draw.choice(friends).capitalize()
    elif draw.random() < 0.04:
        given = given[0]
    return given, surname


def in_chinese(person: MadePerson, draw: Random) -> tuple[str, str]:
    """A Chinese name in its characters, or read aloud: apart, together or with a hyphen."""
    if draw.random() < IN_CHARACTERS:
        return person.han[1], person.han[0]
    words = person.given.split()
    given = draw.choice((" ".join(words), "".join(words), "-".join(words)))
    return given.title() if "-" in given else given.capitalize(), person.surname


def mistype(text: str, draw: Random) -> str:
    """One letter left out, doubled, changed for its neighbour, or swapped with the next; digits likewise."""
    if len(text) < 2:
        return text
    at = draw.randrange(len(text) - 1)
    letter = text[at]
    wrong = str(draw.randrange(10)) if letter.isdigit() else draw.choice(NEXT_TO.get(letter.lower(), ascii_lowercase))
    choice = draw.randrange(4)
    if choice == 0:
        return text[:at] + text[at + 1 :]
    if choice == 1:
        return text[: at + 1] + text[at:]
    if choice == 2:
        return text[:at] + wrong + text[at + 1 :]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def misread(text: str, draw: Random) -> str:
    """A date with a wrong digit, or with day and month changed."""
    year, month, day = text.split("-")
    if int(day) <= 12 and draw.random() < 0.4:
        return f"{year}-{day}-{month}"
    at = draw.choice((2, 3, 6, 9))
    return text[:at] + str(draw.randrange(10)) + text[at + 1 :]


def otherwise(text: str, draw: Random) -> str:
    """A number written in another way."""
    digits = "".join(filter(str.isdigit, text))
    return draw.choice((f"+1 {text}", f"({digits[:3]}) {digits[3:6]} {digits[6:]}", digits))


DAMAGES: tuple[tuple[str, Callable[[str, Random], str], float], ...] = (
    ("given_name", mistype, 0.10),
    ("surname", mistype, 0.12),
    ("date_of_birth", misread, 0.06),
    ("email", mistype, 0.04),
    ("phone", otherwise, 0.5),
    ("phone", mistype, 0.04),
    ("street_number", mistype, 0.04),
    ("street", mistype, 0.12),
    ("city", mistype, 0.06),
    ("postcode", mistype, 0.05),
)
