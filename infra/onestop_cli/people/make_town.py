"""Makes up a town: people in homes with one telephone, twins, fathers and sons of one name; then what offices wrote.

All follows from the seed. E-mail addresses end in `.example`, telephone numbers are those kept for fiction or have an
exchange that does not exist, so nothing can reach anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from onestop.domain.people.matching.one_spelling import plain
from onestop_cli.people import made_names as names

FIRST_BIRTH, LAST_BIRTH = date(1932, 1, 1), date(2007, 12, 31)
KINDS = ("english",) * 6 + ("spanish",) * 2 + ("chinese",) * 2
TWINS, NAMESAKES, COUPLES, CHILDREN = 0.03, 0.01, 0.45, 0.35  # of homes
WITH_EMAIL, WITH_OWN_PHONE, WITH_PHONE = 0.75, 0.5, 0.92


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePerson:
    """Somebody who does not exist. `han` is the name in Chinese characters, the given name last."""

    person: str
    kind: str
    given: str
    surname: str
    born: date
    number: str
    street: str
    city: str
    postcode: str
    phone: str = ""
    email: str = ""
    han: tuple[str, str] = ("", "")


def make_people(count: int, draw: Random) -> Iterator[MadePerson]:
    """So many people, home by home."""
    made = 0
    while made < count:
        for each in a_home(draw)[: count - made]:
            made += 1
            yield replace(each, person=f"p{made:06}")


def a_home(draw: Random) -> list[MadePerson]:
    """Makes the people of one home: somebody, perhaps with a partner, children, twins, or a son of the same name."""
    head = at_home(somebody(draw.choice(KINDS), draw), draw)
    home = [head]
    if draw.random() < COUPLES:
        partner = named_anew(head, draw)
        home.append(replace(partner, born=head.born + timedelta(days=draw.randrange(-1500, 1500))))
    if draw.random() < TWINS:
        birth = some_birth(draw)
        first = replace(named_anew(head, draw), born=birth)
        home += [first, another_name(first, draw)]
    elif draw.random() < CHILDREN:
        home += [
            replace(named_anew(head, draw), born=head.born + timedelta(days=draw.randrange(8000, 14000)))
            for _ in range(draw.choice((1, 1, 2, 3)))
        ]
    if draw.random() < NAMESAKES:
        home.append(replace(head, born=head.born + timedelta(days=draw.randrange(8000, 12000))))
    return [reachable(each, head.phone, draw) for each in told_apart(home)]


def told_apart(home: list[MadePerson]) -> list[MadePerson]:
    """Returns a home in which no two have the same given name, except a child named after the head."""
    head, first_of = home[0], {each.given: each for each in reversed(home)}
    younger = timedelta(days=8000)
    return [
        each
        for each in home
        if first_of[each.given] is each or (each.given == head.given and each.born - head.born >= younger)
    ]


def somebody(kind: str, draw: Random) -> MadePerson:
    given, surname, han = a_name(kind, draw)
    return MadePerson(
        person="", kind=kind, given=given, surname=surname, han=han, born=some_birth(draw),
        number="", street="", city="", postcode="",
    )  # fmt: skip


def a_name(kind: str, draw: Random) -> tuple[str, str, tuple[str, str]]:
    if kind == "english":
        return draw.choice(names.ENGLISH_GIVEN), common_first(names.ENGLISH_SURNAMES, draw), ("", "")
    if kind == "spanish":
        both = f"{common_first(names.SPANISH_SURNAMES, draw)} {draw.choice(names.SPANISH_SURNAMES)}"
        return draw.choice(names.SPANISH_GIVEN), both, ("", "")
    last, first = (
        read(common_first(names.CHINESE_SURNAMES, draw)),
        [read(draw.choice(names.CHINESE_GIVEN)) for _ in range(draw.choice((1, 2, 2, 2)))],
    )
    given = " ".join(sound for _, sound in first).capitalize()
    return given, last[1], (last[0], "".join(character for character, _ in first))


def read(entry: str) -> tuple[str, str]:
    """The characters and their reading, out of 王Wang."""
    at = next(place for place, letter in enumerate(entry) if letter < "\u3400")
    return entry[:at], entry[at:]


def common_first(entries: list[str], draw: Random) -> str:
    """Some surnames are much more common than others."""
    return entries[min(int(draw.paretovariate(0.9)) - 1 + draw.randrange(len(entries) // 2), len(entries) - 1)]


def named_anew(head: MadePerson, draw: Random) -> MadePerson:
    """Somebody of the same family."""
    given, surname, han = a_name(head.kind, draw)
    kept = draw.random() < 0.85 or head.kind == "english"
    if not kept:
        return replace(head, given=given, surname=surname, han=han)
    return replace(head, given=given, han=(head.han[0], han[1]))


def another_name(twin: MadePerson, draw: Random) -> MadePerson:
    other = twin
    while plain(other.given)[:2] == plain(twin.given)[:2]:
        given, _, han = a_name(twin.kind, draw)
        other = replace(twin, given=given, han=(twin.han[0], han[1]))
    return other


def some_birth(draw: Random) -> date:
    return FIRST_BIRTH + timedelta(days=draw.randrange((LAST_BIRTH - FIRST_BIRTH).days))


def at_home(person: MadePerson, draw: Random) -> MadePerson:
    """Somebody with an address, and the telephone of the home."""
    city, district = draw.choice(names.CITIES)
    return replace(
        person,
        number=str(draw.randrange(1, 240)),
        street=f"{draw.choice(names.STREETS)} {draw.choice(names.STREET_KINDS)}",
        city=city,
        postcode=f"{district}{draw.choice('ABCEG')} {draw.randrange(10)}{draw.choice('LMNPR')}{draw.randrange(10)}",
        phone=some_phone(draw),
    )


def some_phone(draw: Random) -> str:
    return f"902-{draw.randrange(100, 200)}-{draw.randrange(10_000):04}"  # no exchange begins with 1


def reachable(person: MadePerson, shared: str, draw: Random) -> MadePerson:
    """Somebody with the number of the home, one of their own or none, and perhaps a mailbox."""
    phone = shared if draw.random() < WITH_PHONE else ""
    phone = some_phone(draw) if draw.random() < WITH_OWN_PHONE else phone
    email = some_mailbox(person, draw) if draw.random() < WITH_EMAIL else ""
    return replace(person, phone=phone, email=email)


def some_mailbox(person: MadePerson, draw: Random) -> str:
    first, last = (plain(part).replace(" ", "") for part in (person.given, person.surname))
    local = draw.choice((f"{first}.{last}", f"{first[0]}{last}", f"{last}{first}", f"{first}{last[0]}"))
    return f"{local}{draw.randrange(100)}@{draw.choice(('mail', 'post', 'resident', 'inbox'))}.example"
