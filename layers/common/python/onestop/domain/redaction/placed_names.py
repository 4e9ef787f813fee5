"""Finds names by their position: below a letter, before an address, in brackets after a number, or as the subject of
a verb. A single surname, or a name that is also a word, is recognised only this way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onestop.domain.redaction.lexicon import PersonalSpan, is_given, is_surname, is_word, may_be_given, plain
from onestop.domain.redaction.listed_names import OF_PLACES
from onestop.domain.redaction.names import (
    NAME,
    NO_NAMES,
    SHORTEST_STRANGE,
    SMALL,
    WORD,
    as_far_as,
    as_long_as_listed,
    is_shouted,
)

WAYS = (
    r"(?:calle|c/|c\.|cl\.|av|avda|avenida|carrera|cra|cr\.|paseo|plaza|camino|boulevard|blvd|circuito|diagonal|"
    r"privada)"
)
DID = (  # what people do, in letters to an office
    r"(?:took|explained|lives|appeals|has (?:a|an|two|three|four|five|six)|owns|laughed|yelled|works|still works|knows|"
    r"told|said|says|promised|called|came|wrote|keeps|refused|helped|fixed|answered|ignored|never|has not|hasn't|"
    r"didn't|did not|won't|wouldn't|from (?:the|your) (?:crew|office|team|desk|counter)|here|"
    r"(?:was|is|has been|were) (?:so |very |really |extremely )?"
    r"(?:kind|rude|nice|helpful|great|friendly|polite|patient|awful|unhelpful|amazing|wonderful)|"
    r"nunca|vive|apela|explicó|gritó|tiene|trabaja|sabe|sigue|pidió|quiere|dijo|me|nos|prometió|llamó|vino|arregló|"
    r"contestó|ayudó|tomó|fue (?:muy |tan )?(?:amable|grosero|grosera|atent[oa]|paciente|buen[oa]))\b"
)
SHOWS = (  # what an office has about somebody
    r"(?i:application|appeal|case|complaint|file|request|letter|behalf)[ ](?:of|by|from)|"
    r"(?i:perr[oa]|gat[oa]|hij[oa]s?|casa|coche|carro|solicitud|caso|música|queja)[ ](?:de|del)|"
    r"(?i:aplauso para|llamada|esposa|pedimos a|(?:le|les) (?:dije|pedí) a)|"
    r"(?i:como (?:me|nos) (?:explicó|dijo|prometió)|(?:trabaja|está|sigue) (?:ahí|allí|aquí|todavía))|"
    r"(?i:it was|it's|that's|fue|era|tomó|(?:hi|hello|hola),?[ ]its?)|"
    r"(?i:contractor|holder|crew(?:man| member)|forwarded by|reenviado por|contratista|gestora?)"
)
THANKED = (
    r"(?i:thanks(?: to)?|thank you|tell|ask|thank|gracias(?: a)?|díganle a|dígale a|avísenle a|felicidades a)[ ,]+"
)
OWNED = (
    r"dog|music|car|truck|house|home|yard|kids?|son|wife|husband|case|application|phone|tree|fence|name|mother|father"
)
OFFICES = r"from (?:your|the|our) |de su (?:oficina|equipo)|de la (?:oficina|biblioteca)"
BEGINS = r"(?:^|[.!?…:;][ ]+|\n[ ]*)"
ENDS = r"(?:[.!?…][ ]+|\n[ ]*|[—–][ ]?|[ ]-[ ]?)"
BY = r"(?i:according to|against|as|según|contra|como|por|beneficiar(?:y|io|ia)|caregiver|cuidadora?)"
PLACED = tuple(
    map(
        re.compile,
        (
            rf"\b(?:I|Yo),[ ]{NAME},",
            rf"[\d>][ ]?\({NAME}\)",
            rf"{NAME}[ ]?[<(\[][^<>()@\s]{{1,64}}@",
            rf"{BEGINS}{NAME},[ ](?=\d{{1,5}}\b|(?i:{WAYS}\b))",
            rf"{BEGINS}{NAME}[ ](?={DID})",
            rf"{BEGINS}({WORD}(?:[ ]{WORD}){{1,3}}),[ ](?=\(?\+?\d[\d ().-]{{5,18}}\d)",
            rf"\b{BY}[ ]{NAME}(?=[ ]?(?:[,.:;)]|$|\n|{DID}))",
            rf"\b(?:{SHOWS})[ ]{NAME}",
            rf"{NAME}'s[ ](?=(?:{OWNED})\b)",
            rf"\b(?:Is|Does|Did|Has|Was|Can|Could|Will|Would)[ ]{NAME}[ ](?=still|work|know|have|ever|come|call)",
            rf"(?<=[ ]){NAME}(?=[ ](?:{OFFICES}))",
            rf"\b{THANKED}{NAME}(?=[ ]*(?:[!.,]|$|thank|for\b|por\b|that\b|to\b|que\b))",
            rf"{ENDS}{NAME}[.!]?\s*\Z",
            rf"\b(?i:and|with|y|con)[ ]{NAME}(?=[ ](?i:at|en)[ ](?:\d|(?i:{WAYS})))",
        ),
    )
)
ALSO_THANKED = re.compile(rf"\b{THANKED}[^.!?\n]{{1,50}}?[ ](?:and|y)[ ](?:to|a)[ ]{NAME}")
PLACED_SMALL = tuple(
    map(
        re.compile,
        (
            rf"\b(?i:I|yo),[ ]{SMALL},",
            rf"[\d>][ ]?\({SMALL}\)",
            rf"[—–][ ]?{SMALL}\s*\Z",
            rf"\b(?i:it was|that's|fue|tomó|holder|contractor|thanks|gracias)[ ]{SMALL}",
            rf"\n[ ]*{SMALL}[ ]*(?=\n)",
        ),
    )
)


# Who works in an office: "X from the call center was kind". Others come from the park: vandals, skaters
OFFICE = (
    r"(?:center|centre|office|desk|counter|team|crew|department|dept|hotline|line|library|clinic|bureau|unit|division|hall|"
    r"centro|oficina|mostrador|equipo|ventanilla|departamento|línea|biblioteca|clínica|ayuntamiento|unidad|área|servicio)"
)
FROM_OFFICE = re.compile(
    rf"{BEGINS}({WORD})[ ](?=(?:(?:from|at|in) (?:the|your)|del|de la|de su|en la|en el) (?:[\w-]+ ){{0,3}}?{OFFICE}\b)"
)
THANKED_ALONE = re.compile(rf"\b{THANKED}({WORD})(?=[!.,])")


def find_placed_names(text: str) -> Iterator[PersonalSpan]:
    """Yields the names in positions that are typical for names."""
    if not is_shouted(text):
        for pattern in PLACED:
            for found in pattern.finditer(text):
                for start, end, kind in as_far_as(text, *found.span(1), NO_NAMES):
                    if may_be_person(text[start:end]):
                        yield start, end, kind
        for pattern in (FROM_OFFICE, THANKED_ALONE):
            for found in pattern.finditer(text):
                if is_strange(plain(found[1])) and found[1] not in NO_NAMES:
                    yield (*found.span(1), "name")
        for found in ALSO_THANKED.finditer(text):
            for start, end, kind in as_far_as(text, *found.span(1), NO_NAMES):
                if may_be_given(plain(text[start:end])) or not is_word(plain(text[start:end])):
                    yield start, end, kind
    for pattern in PLACED_SMALL:
        for found in pattern.finditer(text):
            yield from as_long_as_listed(text, *found.span(1))


def is_strange(word: str) -> bool:
    """Says whether a word is in no dictionary, as a singular or a plural."""
    return len(word) > SHORTEST_STRANGE - 1 and not any(
        is_word(word.removesuffix(ending)) for ending in ("", "s", "es")
    )


def may_be_person(said: str) -> bool:
    """Says whether part of it is in a list of names, or none of it is an ordinary word. A single word must be a
    listed name, or in no list at all: in such positions, as in `Vandals wrote`, there is mostly an ordinary word."""
    words = [plain(word) for word in said.split()]
    if words[-1] in OF_PLACES and not is_surname(words[-1]):  # Martin Luther King Boulevard
        return False
    if len(words) == 1:
        return is_given(words[0]) or (not is_word(words[0]) and (is_surname(words[0]) or may_be_given(words[0])))
    return any(may_be_given(word) or is_surname(word) for word in words) or not any(map(is_word, words))
