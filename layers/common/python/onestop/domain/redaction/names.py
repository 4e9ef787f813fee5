"""Finds names that words introduce, in English and Spanish, listed or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onestop.domain.redaction.lexicon import PersonalSpan, is_surname, is_word, may_be_given, plain

CAPITAL = r"[A-ZÀ-ÖØ-Þ\u0100-\u017f]"
WORD = rf"(?:[dl]')?{CAPITAL}(?:[\w'\-]*\w|\.)?"
PARTICLE = r"(?:de la|de los|de las|del|de|la|van der|van|von|da|dos|di|bin|ibn|al|el|y|e)"
NAME = rf"({WORD}(?:[ ](?:{PARTICLE}[ ])?{WORD}){{0,4}})"
SMALL = r"((?:[^\W\d_]\.[ ])?[^\W\d_][\w'\-]*(?:[ ][^\W\d_][\w'\-]*){0,5})"
# phrases after which a name comes, in any spelling
SAYS_NAME = re.compile(
    r"(?i:\b(?:(?:my|his|her|their|whose|\w+'?s) (?:full |legal |first |last |family )?name(?:'s| is| was)|(?:full |"
    r"first |"
    r"last |legal )?name(?: is)?[ ]?[:=]|"
    r"full name is|by the name of|goes by|signed(?: by)?[ ]?:|printed name[ ]?:|resident[ ]?:|"
    r"contact(?: person)?[ ]?:|attn[ .:]+|attention[ ]?:|"
    r"reported by[ ]?:?|submitted by[ ]?:?|(?:reportado|denunciado|enviado|presentado) por[ ]?:?|"
    r"me llamo|mi nombre(?: completo)? es|su nombre(?: completo)? es|nombre(?: completo| y apellidos?)?[ ]?:|"
    r"apellidos?[ ]?:|"
    rf"se llama|de nombre|llamad[oa]\b|a nombre de|firmado(?: por)?[ ]?:|firma[ ]?:|titular[ ]?:|contacto[ ]?:|"
    rf"solicitante[ ]?:)[ ]*){SMALL}"
)
PEOPLE = (
    r"neighbou?rs?|landlord|landlady|tenants?|husband|wife|sons?|daughters?|mother|father|mom|mum|dad|brother|sister|"
    r"boyfriend|girlfriend|partner|"
    r"grandmother|grandfather|grandma|grandpa|granddaughter|grandson|aunt|uncle|cousin|nephew|niece|friend|roommate|"
    r"colleague|coworker|"
    r"officer|inspector|driver|owner|manager|supervisor|clerk|agent|nurse|teacher|caretaker|janitor|super|resident|"
    r"client|patient|child|children|kids?|baby|twins|"
    r"caregiver|carer|caretaker|babysitter|nanny|witness|applicant|beneficiary|cuidadora?|testigo|solicitante|beneficiari[oa]|"
    r"technician|operator|lawyer|attorney|caseworker|"
    r"vecin[oa]s?|caser[oa]|inquilin[oa]|espos[oa]|marido|mujer|hij[oa]|madre|padre|mamá|papá|abuel[oa]|t[ií][oa]|"
    r"prim[oa]|sobrin[oa]|"
    r"niet[oa]|amig[oa]|compañer[oa]|novi[oa]|suegr[oa]|cuñad[oa]|herman[oa]|due[nñ][oa]|oficial|inspectora?|"
    r"conductora?|encargad[oa]|"
    r"porter[oa]|propietari[oa]|residente|paciente|client[ea]|técnic[oa]|jef[ea]|abogad[oa]|maestr[oa]|profesora?|"
    r"enfermer[oa]"
)
INTRODUCES = (
    r"i am|i'm|im|this is|it's|here is|speaking(?: is)?|ask(?:ed|ing)?(?: for)?|contact|call|named|called|"
    r"spoke (?:with|"
    r"to)|talked (?:with|to)|"
    r"speak (?:with|to)|talk to|reach|told|met|asked|by|from|c/o|dear|hi|hello|"
    r"soy|habla|le saluda|les saluda|le habla|les escribe|escribe|pregunte[n]? por|preguntar por|hable[n]? con|"
    r"hablé con|hablar con|"
    r"contacte[n]? (?:a|con)|llame[n]? a|avise[n]? a|atendió|atiende|don|doña"
)
# phrases after which a name comes if it is capitalised
MAY_NAME = re.compile(
    rf"(?i:\b(?:{INTRODUCES}|{PEOPLE})[ ,]*(?:\(|is |named |called |name is |llamad[oa] |se llama |es )?){NAME}"
)
# or, if it is not capitalised, if lists have it
MAY_NAME_SMALL = re.compile(rf"(?i:\b(?:{INTRODUCES}|{PEOPLE})[ ,]*(?:is |named |called |llamad[oa] |es )?){SMALL}")
TITLES = (
    r"mr|mrs|ms|miss|mx|dr|dra|prof|rev|sr|sra|srta|srita|se[nñ]or|se[nñ]ora|se[nñ]orita|don|do[nñ]a|lic|licenciad[oa]|ing|"
    r"ingenier[oa]|arq|doctora?|officer|sgt|sergeant|capt|captain|lt|cpl|det|detective|deputy|judge|coach|pastor|"
    r"councilman|"
    r"councilwoman|councilmember|nurse|uncle|aunt|hnos|hermanos"
)
TITLED = re.compile(
    rf"\b(?:(?i:(?:{TITLES})\b|[ds]r\(a\))\.?[ ]){{1,2}}{NAME}(?:,?[ ](?:PE|MD|PhD|Esq|RN|CPA|Jr|Sr|II|III|IV)\b\.?)?"
)
AFTER_NAMES = re.compile(
    r",?[ ](?:PE|MD|M\.D\.|DDS|DVM|DO|PhD|Ph\.D\.|Esq|RN|CPA|(?i:jr|sr|iii?|iv)|V)\b\.?|"
    r"[ ][A-Za-z]\.(?=\s|$)"
)
TITLED_SMALL = re.compile(rf"(?i:\b(?:mr|mrs|ms|sra?|srta|se[nñ]ora?|se[nñ]orita|do[nñ]a)\b\.?[ ]){SMALL}")
PART_OF_NAME = re.compile(
    r"(?i:[ds]r\(a\)|(?:mrs?|ms|miss|mx|dra?|prof|rev|sra?|sri?ta|lic|ing|arq|sgt|capt|lt|cpl|det)\b)"
)
BEFORE_NAME = re.compile(
    r"(?:(?:\b(?:mrs?|ms|miss|mx|dra?|prof|sra?|sri?ta|lic|ing|arq|sgt|capt)\b|\b[ds]r\(a\))\.?[ ]{1,2}){1,2}\Z",
    re.IGNORECASE,
)
LONGEST_TITLES = 14
SHORTEST_STRANGE = 4  # letters from which an unlisted word can be a surname
FAREWELL = (
    r"best(?: regards| wishes)?|kind regards|warm regards|regards|sincerely(?: yours)?|yours(?: truly| sincerely|"
    r" faithfully)?|thanks(?: again| so much| in advance)?|thank you|cheers|"
    r"respectfully|atentamente|saludos(?: cordiales)?|un (?:cordial )?saludo|cordialmente|gracias(?: de antemano)?|"
    r"muchas gracias"
)
SIGNED = re.compile(
    rf"(?im:(?:^|[.!?,;][ ]*)(?:{FAREWELL}))[ ]*[,.!:;\-–—]*[ ]*(?:\n[ ]*){{0,2}}[ \-]*{NAME}"
    r"[ ]*[.!]?[ ]*(?=$|\n|[,(]|[-–—])",
    re.MULTILINE,
)
DASHED = re.compile(rf"(?:\n|[.!?] )[ ]*(?:--?|–|—|~)[ ]?{NAME}[ ]*[.!]?[ ]*(?=$|\n)")
SPEAKER = re.compile(  # of a chat: [11:05] Ana: hello
    r"(?m:^)[ ]*\[?(?:\d{1,4}[-./]\d{1,2}[-./]\d{1,4},?[ ])?\d{1,2}:\d\d(?::\d\d)?(?:[ ]?[ap]\.?m\.?)?\]?"
    r"[ ]?-?[ ]?([^\W\d_][\w'.\-]*(?:[ ][^\W\d_][\w'.\-]*){0,3})[ ]?:(?=\s)",
    re.IGNORECASE,
)
TITLED_OF = re.compile(  # a surname that begins in lower case: el señor de los Ríos
    rf"\b(?i:(?:{TITLES})\.?)[ ]((?:de la|de los|de las|del|de|van der|van|von|da|dos|di)[ ]{WORD}(?:[ ]{WORD})?)"
)
ALONE = re.compile(rf"\n[ ]*({WORD}(?:[ ]{WORD}){{1,3}})[ ]*(?=$|\n)")  # the last line, or one above a number
FAMILY = re.compile(
    rf"\b(?i:familia|los)[ ]{NAME}|(?i:the)[ ]({WORD})(?=[ ](?:family|household|residence|home|kids|children)\b)"
)
# small words that end a name, and capitalised words that are not names
ENDS_WORDS = """
    and i im i'm from at on in my the a an is was we who with for but so living live lives tel phone number email
    you can y e vivo vive en mi mis el los las con por que para soy estoy tengo quiero tel teléfono correo desde calle
"""
ENDS = frozenset(ENDS_WORDS.split())
NO_NAMES_WORDS = """
    I Sir Madam Team Everyone All Council Mayor Señores Señor Señora
    Commissioner Councillor Councilor Director Manager Chief Sheriff Governor Minister Secretary Editor Customer Citizen
    Neighbor Neighbour Neighbors Neighbours Friends Alcalde Alcaldesa Directora Concejal Secretario Secretaria Vecino
    Vecina Vecinos
    The A An We You They It He She There This That What When Where Why How My Our Your No Not Yes Please Help Hello Hi
    Dear Sorry Very So Still Just Now Today Yesterday Tomorrow Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    Street Road Avenue Park City Department Police Fire Water Spanish English Chinese American Mexican Latino Onestop El
    La Los Las Un Una Yo Hay Sí Por Favor Hoy Ayer Mañana Lunes Martes Miércoles Jueves Viernes Sábado Domingo Calle
    Avenida Parque Ciudad Ayuntamiento Policía Bomberos Agua Esto Eso Mr Mrs Ms Sr Sra
    Public Works Parks Transit Sanitation As Between According Beneficiary Beneficiario Según Como Phone Teléfono
"""
NO_NAMES = frozenset(NO_NAMES_WORDS.split())


def find_names(text: str) -> Iterator[PersonalSpan]:
    """Yields the names in a text."""
    for found in SAYS_NAME.finditer(text):
        yield from as_far_as(text, *found.span(1), ENDS)
    for found in TITLED.finditer(text):
        yield from with_title(found, as_far_as(text, *found.span(1), NO_NAMES))
    for pattern in (SIGNED, DASHED, FAMILY, *(() if is_shouted(text) else (MAY_NAME,))):
        for found in pattern.finditer(text):
            group = found.lastindex or 1
            yield from as_far_as(text, found.start(group), found.end(group), NO_NAMES)
    for found in SPEAKER.finditer(text):
        if any(may_be_given(plain(word)) or not is_word(plain(word)) for word in found[1].split()):
            yield (*found.span(1), "name")
    for found in TITLED_OF.finditer(text):
        if is_surname(word := plain(found[1].split()[-1])) or not is_word(word):
            yield (*found.span(1), "name")
    for found in MAY_NAME_SMALL.finditer(text):
        yield from as_long_as_listed(text, *found.span(1))
    for found in TITLED_SMALL.finditer(text):
        yield from with_title(found, as_long_as_listed(text, *found.span(1)))
    for found in ALONE.finditer(text):
        if not any(is_word(plain(word)) for word in found[1].split()):
            yield (*found.span(1), "name")


def with_title(found: re.Match[str], named: Iterator[PersonalSpan]) -> Iterator[PersonalSpan]:
    """Adds short titles to a name; `the officer` and `el señor` do not identify anybody."""
    short = PART_OF_NAME.match(found[0])
    yield from ((found.start() if short else start, end, kind) for start, end, kind in named)


def begin_with_titles(text: str, start: int) -> int:
    """Returns where a name begins, including the short titles before it."""
    begun = max(0, start - LONGEST_TITLES)
    title = BEFORE_NAME.search(text[begun:start])
    return begun + title.start() if title else start


def is_shouted(text: str) -> bool:
    """Says whether most letters are capitals, so that a capital means nothing."""
    return sum(map(str.isupper, text)) > sum(map(str.islower, text))


def as_long_as_listed(text: str, start: int, end: int) -> Iterator[PersonalSpan]:
    """Yields a name in lower case up to its first unlisted word; the first word is a given name or not an ordinary
    word."""
    said = [(word.end(), plain(word[0])) for word in re.finditer(r"\S+", text[start:end])]
    if len(said) > 1 and is_pair(said[0][1], said[1][1]):
        yield start, start + said[1][0], "name"
        return
    last = start
    for until, listed in said:
        known = may_be_given(listed) or is_surname(listed)
        if not known and last > start and len(listed) > SHORTEST_STRANGE and not is_word(listed) and listed not in ENDS:
            yield start, start + until, "name"  # an unlisted surname after a given name
            return
        if not known or is_word(listed) or len(listed) < 3:
            break
        last = start + until
    if last > start:
        yield start, last, "name"


JOINS_WORDS = "del de la las los the that this your his her our su mi un una"
JOINS = frozenset(JOINS_WORDS.split())


def is_pair(first: str, second: str) -> bool:
    """Says whether two words are a given name and a surname, or one of these and an unknown word."""
    if first in ENDS or first in JOINS or not is_surname(second) or min(len(first), len(second)) < 3:
        return False
    return may_be_given(first) or not is_word(first)


def as_far_as(text: str, start: int, end: int, ends: frozenset[str]) -> Iterator[PersonalSpan]:
    """Yields a name up to a word that ends it."""
    last = start
    for word in re.finditer(r"\S+", text[start:end]):
        if word[0].strip(".,;:") in ends or (ends is ENDS and word[0].strip(".,;:").casefold() in ends):
            break
        last = start + word.end()
    if last > start:
        more = AFTER_NAMES.match(text, last)
        yield start, more.end() if more else last, "name"
