"""Finds names without introducing words: those in lists, alone or next to each other.

An unambiguous given name counts as a name; one that is also a word (Grace, Will, Rosa), and a surname, only next to
another name. Names of streets, parks or firms are not people: Martin Luther King Boulevard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onestop.domain.redaction.lexicon import PersonalSpan, is_given, is_surname, is_word, may_be_given, plain
from onestop.domain.redaction.names import AFTER_NAMES, is_shouted
from onestop.domain.redaction.syllables import is_pinyin, is_pinyin_surname

WORD = re.compile(r"[A-Za-z\u00c0-\u024f](?:[A-Za-z\u00c0-\u024f]|['\-](?=[A-Za-z\u00c0-\u024f]))*")
LONGEST = 10  # words of a name, or of two that `y` joins
SHORTEST_SHOUTED = 5  # letters: shorter words in capitals are mostly acronyms
PARTICLES = frozenset(
    [
        "de",
        "la",
        "los",
        "las",
        "del",
        "da",
        "das",
        "dos",
        "di",
        "van",
        "der",
        "von",
        "den",
        "bin",
        "ibn",
        "ben",
        "al",
        "el",
        "y",
        "e",
        "san",
        "mac",
        "mc",
        "st",
        "abu",
    ]
)
OF_PLACES_WORDS = """
    street st avenue ave av road rd lane ln drive dr boulevard blvd court ct place pl terrace way circle highway hwy
    parkway square sq trail close crescent row hill hills heights quay wharf alley park school high elementary middle
    university college hospital clinic library church cathedral chapel bridge station airport center centre plaza mall
    market museum theater theatre stadium arena field fields garden gardens creek river lake bay beach island harbor
    harbour port fort mount mountain valley county city town village township district ward building tower hall house
    memorial monument foundation institute company inc corp llc ltd bank hotel restaurant cafe bar pharmacy store
    apartments estates manor playground pool cemetery woods forest pier dock intersection exit freeway expressway
    law act day award prize bros brothers motors academy association society community housing projects residences
    crossing point ridge grove glen meadow meadows springs falls junction corner union line bus loop
"""
OF_PLACES = frozenset(OF_PLACES_WORDS.split())
PLACES_BEFORE_WORDS = """
    calle avenida avda av paseo plaza plazuela pza carrera camino carretera ronda travesia callejon bulevar diagonal
    pasaje cerrada privada colonia col barrio urbanizacion parque jardin jardines puente estacion metro colegio
    instituto escuela ceip ies hospital clinica biblioteca iglesia catedral parroquia ermita mercado museo teatro
    estadio polideportivo universidad edificio torre centro residencial rotonda glorieta autopista puerto aeropuerto
    rio monte cerro isla playa provincia municipio ciudad pueblo villa san santa santo saint st mount mt fort lake
    port cape route highway corner near avenue via rua calzada prolongacion fraccionamiento unidad delegacion alcaldia
"""
PLACES_BEFORE = frozenset(PLACES_BEFORE_WORDS.split())
NO_NAMES_WORDS = """
    i the a an we you they it he she there this that what when where why how my our your no not yes please help hello hi
    hey dear sorry very so still just now today yesterday tomorrow monday tuesday wednesday thursday friday saturday
    sunday january february march april may june july august september october november december street road avenue park
    city department police fire water spanish english chinese american mexican latino onestop el la los las un una yo
    hay si por favor hoy ayer manana lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo
    junio julio agosto septiembre octubre noviembre diciembre calle avenida parque ciudad ayuntamiento policia bomberos
    agua esto eso and or but with from at on in of to for is are was will can do mr mrs ms dr sr sra srta don dona
    senor senora thanks thank regards gracias saludos atentamente phone tel email
    address dni ssn id nie ok
    call said say told came
    come went work works worked lives live
    public works parks as between according beneficiary beneficiario
    toyota honda chevy chevrolet nissan hyundai kia mazda subaru lexus audi bmw mercedes benz seat renault
    civic corolla camry accord altima sentra jeep dodge tesla uber lyft google apple android iphone facebook whatsapp
    twitter instagram amazon fedex ups walmart starbucks christmas navidad easter halloween bluetooth
    im ive id ill its theyre were youre fue es ya segun que como cuando donde porque para pero mi su tu nuestro nuestra
    ella ellos es son
"""
NO_NAMES = frozenset(NO_NAMES_WORDS.split())
MONTHS_TOO = frozenset(["april", "may", "june", "august", "abril", "julio", "mercedes"])  # and names, next to a surname


@dataclass(frozen=True, slots=True)
class TextWord:
    """A word of a text: its position, its form in the lists, and whether more than a space separates it from the
    last."""

    start: int
    end: int
    plain: str
    capital: bool
    apart: bool


def find_listed_names(text: str) -> Iterator[PersonalSpan]:
    """Yields the names that lists have."""
    words = list(read_words(text))
    shouted = is_shouted(text)
    at = 0
    while at < len(words):
        end = end_of_name(words, at, shouted=shouted)
        if end is None:
            at += 1
            continue
        if not belongs_to_place(words, at, end):
            more = AFTER_NAMES.match(text, words[end - 1].end)
            yield words[at].start, more.end() if more else words[end - 1].end, "name"
        at = end


def read_words(text: str) -> Iterator[TextWord]:
    last, before = 0, ""
    for found in WORD.finditer(text):
        said, start, end = found[0], *found.span()
        if said.casefold().endswith("'s"):
            end, said = end - 2, said[:-2]
        acronym = said.isupper() and 1 < len(said) <= SHORTEST_SHOUTED
        word = TextWord(
            start, end, plain(said), said[0].isupper() and not acronym, goes_apart(text[last:start], before)
        )
        yield word
        last, before = end, word.plain


def end_of_name(words: list[TextWord], at: int, *, shouted: bool) -> int | None:
    """Returns the word after the last one of a name that begins here; None if none does."""
    first = words[at]
    if first.plain in NO_NAMES - MONTHS_TOO or first.plain in PARTICLES or not first.plain:
        return None
    big = first.capital and not shouted
    end = further(words, at, big=big)
    others = [word.plain for word in words[at + 1 : end] if word.plain not in PARTICLES]
    if is_given(first.plain) and first.plain not in MONTHS_TOO:
        return end if big or others or len(first.plain) > 3 else None
    if not others:
        return at + 1 if big and stands_alone(words, at) else None
    if len(first.plain) == 1:  # an initial
        return end if big and any(is_surname(word) for word in others) else None
    if may_be_given(first.plain):
        named = [word for word in others if is_surname(word) or is_given(word) or (big and len(word) > 3)]
        return end if any(not is_word(word) or (big and is_surname(word)) for word in named) else None
    if is_pinyin_surname(first.plain) and big:
        return end if all(is_pinyin(word) for word in others) else None
    if is_pinyin(first.plain) and big and is_pinyin_surname(others[-1]):
        return end
    known = [word for word in (first.plain, *others) if is_surname(word) or is_given(word)]
    sure = [word for word in known if not is_word(word)]
    if big and sure and is_surname(first.plain):  # Franco Ruiz
        return end
    if big:  # Tlalli Arizmendi: neither is a word, or only what follows `de la`
        joined = any(word.plain in PARTICLES for word in words[at + 1 : end])
        strange = not is_word(first.plain) and (
            joined or not any(is_word(word) and not is_surname(word) for word in others)
        )
        return end if strange and (sure or (len(first.plain) > 3 and any(len(word) > 3 for word in others))) else None
    return end if len(sure) == len(others) + 1 and any(map(is_given, others)) else None


def stands_alone(words: list[TextWord], at: int) -> bool:
    """Says whether a word that is a name and something else is the name here: capitalised within a sentence, not
    after a word that introduces places; or next to another name (Joseph and Rushil)."""
    word, before = words[at], words[at - 1] if at else None
    if before is None or word.apart or len(word.plain) < 3 or (word.plain in BRANDS and before.plain != "a"):
        return False
    known = may_be_given(word.plain) or (is_surname(word.plain) and not is_word(word.plain))
    if before.plain == "a" and at > 1 and words[at - 2].plain in TO_PLACES:
        return False
    if before.plain == "a":  # pregúntele a Aurora
        return known or (len(word.plain) > 3 and not is_word(word.plain) and word.plain not in CITIES)
    if before.plain in JOINING and at > 1:
        first = words[at - 2] if words[at - 2].plain != "y" else words[at - 3]
        beside = first.capital and (may_be_given(first.plain) or is_surname(first.plain))
        return (known or not is_word(word.plain)) and beside and first.plain not in NO_NAMES
    return known and not before.capital and before.plain not in LEADING and not is_place_word(words, at)


def is_place_word(words: list[TextWord], at: int) -> bool:
    """Says whether the next word is capitalised too: a firm, a street or a title rather than a person."""
    return at + 1 < len(words) and words[at + 1].capital and not words[at + 1].apart


TO_PLACES_WORDS = """
    frente junto cerca respecto debido gracias llegar llega llego ir voy va van fui hasta cruce esquina vuelta
"""
TO_PLACES = frozenset(TO_PLACES_WORDS.split())
CITIES_WORDS = """
    madrid barcelona valencia sevilla zaragoza malaga bilbao mexico monterrey guadalajara puebla tijuana bogota medellin
    cali lima quito caracas santiago argentina colombia espana chile peru venezuela ecuador guatemala honduras
    nicaragua panama cuba miami houston california texas florida google facebook whatsapp twitter instagram internet
"""
CITIES = frozenset(CITIES_WORDS.split())
JOINING = frozenset(["and", "y", "a"])
BRANDS_WORDS = """
    ford dodge mercedes lincoln benz jeep porsche seat austin lexus jaguar harley
"""
BRANDS = frozenset(BRANDS_WORDS.split())
LEADING_WORDS = """
    on at in near from to the of off along between behind past under over by around across toward towards
    through this that every each last next since until before after during en de del desde hasta hacia entre
    sobre por la el las los un una al early late mid for with
"""
LEADING = frozenset(LEADING_WORDS.split())


def further(words: list[TextWord], at: int, *, big: bool) -> int:
    """Returns the word up to which a name that begins here may continue."""
    end = at + 1
    while end < min(len(words), at + LONGEST):
        step = end
        while step < len(words) and words[step].plain in PARTICLES and not words[step].apart:
            step += 1
        if step >= len(words) or words[step].apart:
            break
        if not goes_on(words[step], big=big, joined=step > end, given=is_given(words[at].plain)):
            break
        end = step + 1
    return end


def goes_apart(between: str, before: str) -> bool:
    """Says whether what is between two words ends a name: a full stop does, except after an initial."""
    if between in (". ", "."):
        return len(before) > 1 and before not in SHORT
    return between not in (" ", "\u3000", "-", "\u00a0", "  ")


def goes_on(word: TextWord, *, big: bool, joined: bool, given: bool) -> bool:
    """Says whether a name continues with this word. After `de la` any word continues it unless it names another
    thing; a name in lower case continues with listed names, or with unknown words."""
    if big and word.capital and len(word.plain) == 1 and word.plain not in "iy":
        return True  # Margaret A. O'Brien
    if word.plain in NO_NAMES or (word.plain in OF_PLACES and word.plain not in SURNAMES_TOO):
        return False
    listed = is_surname(word.plain) or may_be_given(word.plain)
    if big:
        shown = word.capital or (listed and not is_word(word.plain))
        return shown and (listed or joined or given or len(word.plain) == 1 or not is_word(word.plain))
    if listed and (joined or (given and is_surname(word.plain) and len(word.plain) > 3)):
        return True
    return len(word.plain) > (1 if listed else 3) and not is_word(word.plain)


SHORT = frozenset(["st", "sta", "sto", "jr", "dr", "mr", "mrs", "ms", "sr", "sra"])
SURNAMES_TOO = frozenset(["hill", "hall", "field", "park", "church", "woods", "bay", "mount", "day", "banks", "rivers"])


def belongs_to_place(words: list[TextWord], at: int, end: int) -> bool:
    """Says whether what looks like a name is that of a street, a building or a firm."""
    if end < len(words) and words[end].plain in OF_PLACES and not words[end].apart:
        return words[end].capital or words[end].plain in OF_STREETS
    before = at - 1
    while before >= 0 and words[before].plain in PARTICLES and not words[before + 1].apart:
        if words[before].plain in PLACES_BEFORE:
            return True
        before -= 1
    return before >= 0 and words[before].plain in PLACES_BEFORE and not words[before + 1].apart


OF_STREETS = frozenset(
    [
        "street",
        "st",
        "avenue",
        "ave",
        "road",
        "rd",
        "lane",
        "ln",
        "drive",
        "boulevard",
        "blvd",
        "court",
        "park",
        "school",
        "bridge",
    ]
)
