"""A record of a person in the one spelling in which records are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onestop.domain.people.matching.births import birth_of
from onestop.domain.people.matching.one_spelling import digits_of, is_han, plain, read_aloud, split_han, words_of


def named(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES = named("mr mrs ms miss dr prof sir don dona sr sra srta senor senora herr frau mme mlle m")
GENERATIONS = {"jr": "2", "junior": "2", "ii": "2", "iii": "3", "hijo": "2", "senior": "1", "padre": "1"}
PARTICLES = named("de del la las los da das do dos di van von der den y e i el al")
STREET_WORDS = {
    **{"st": "street", "rd": "road", "ave": "avenue", "av": "avenue", "dr": "drive", "pl": "place", "ct": "court"},
    **{"cres": "crescent", "cr": "crescent", "ln": "lane", "hwy": "highway", "blvd": "boulevard", "c": "calle"},
    **{"pza": "plaza", "str": "strasse", "sq": "square", "tce": "terrace", "cct": "circuit", "cl": "close"},
}
SHORTEST_PHONE = 6
PREFIXES = ("00", "0")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """One record; unknown fields are empty. Names are lists of words in pinyin; `han` has the characters as they were
    written, because two names that sound alike are two names."""

    row: int
    given: tuple[str, ...] = ()
    surname: tuple[str, ...] = ()
    han: str = ""
    generation: str = ""
    birth: str = ""
    email: str = ""
    phones: tuple[str, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    number: str = ""
    street: str = ""
    second: str = ""
    city: str = ""
    postcode: str = ""
    state: str = ""


def record_of(row: int, said: Mapping[str, Sequence[str]], day_first: bool = True) -> PersonRecord:
    """Builds a record from the values of its columns, by field; a field may have several columns, in their order."""

    def text(name: str) -> str:
        return " ".join(part for each in said.get(name, ()) if (part := each.strip()))

    given, surname, han, generation = names_of(text("given"), text("middle"), text("surname"), text("full"))
    number, street = street_of(text("number"), text("street"))
    return PersonRecord(
        row=row,
        given=given,
        surname=surname,
        han=han,
        generation=generation,
        birth=birth_of(text("birth"), day_first),
        email=email_of(text("email")),
        phones=tuple(dict.fromkeys(phone for each in said.get("phone", ()) if (phone := phone_of(each)))),
        identifiers={
            kind: value
            for kind, texts in said.items()
            if kind.startswith("identifier:") and (value := "".join(words_of(" ".join(texts))))
        },
        number=number,
        street=street,
        second=" ".join(words_of(text("second"))),
        city=" ".join(read_aloud(word) for word in words_of(text("city"))),
        postcode="".join(words_of(text("postcode"))),
        state="".join(read_aloud(word) for word in words_of(text("state"))),
    )


def names_of(given: str, middle: str, surname: str, full: str) -> tuple[tuple[str, ...], tuple[str, ...], str, str]:
    """Returns the words of a given name and of a surname, the characters of a Chinese name, and the generation that it
    names."""
    if full and not (given and surname):
        given, surname = split_full(full)
        middle = ""
    firsts, lasts = words_of(f"{given} {middle}"), words_of(surname)
    generation = next((GENERATIONS[word] for word in (*lasts, *firsts[1:]) if word in GENERATIONS), "")
    firsts = tuple(word for word in firsts if word not in TITLES and word not in GENERATIONS) or firsts
    lasts = tuple(word for word in lasts if word not in GENERATIONS) or lasts
    lasts = tuple(word for word in lasts if word not in PARTICLES) or lasts
    han = "".join((*lasts, *firsts)) if is_han(given) or is_han(surname) else ""
    return (
        tuple(read_aloud(word) for word in firsts),
        tuple(read_aloud(word, surname=True) for word in lasts),
        han,
        generation,
    )


def split_full(full: str) -> tuple[str, str]:
    """Splits a full name into given name and surname: by its comma, by its Chinese characters, else by its first
    word."""
    last, comma, first = full.partition(",")
    if comma and first.strip():
        return first, last
    words = [word for word in full.split() if plain(word).strip(".") not in TITLES] or full.split()
    if is_han(full):
        if len(words) > 1:
            return " ".join(words[1:]), words[0]
        return split_han(full.strip())
    return (words[0], " ".join(words[1:])) if words else ("", "")


def email_of(text: str) -> str:
    local, at, domain = text.strip().lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}" if at and local and domain else ""


def phone_of(text: str) -> str:
    """Returns the digits of a number without the prefix for calls within its own country."""
    digits = digits_of(text.partition("ext")[0].partition(";")[0])
    for prefix in PREFIXES:
        digits = digits.removeprefix(prefix)
    return digits if len(digits) >= SHORTEST_PHONE else ""


def street_of(number: str, street: str) -> tuple[str, str]:
    """Returns the number of a house, and its street without the number, with common abbreviations written out."""
    words = [STREET_WORDS.get(word, word) for word in words_of(street)]
    if not number:
        numbers = [word for word in words if word[0].isdigit()]
        words = [word for word in words if not word[0].isdigit()]
        return "/".join(numbers[:2]), " ".join(read_aloud(word) for word in words)
    return "".join(words_of(number)), " ".join(read_aloud(word) for word in words)
