"""Finds home addresses: a house number with its street, a flat, a door, a post code.

A street alone is not personal data: most needs are about one, and nobody can tell who lives there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onestop.domain.redaction.lexicon import PersonalSpan

STREETS = (
    r"(?:streets?|str|st|avenues?|ave?|roads?|rd|lanes?|ln|drives?|dr|boulevard|blvd|courts?|ct|place|pl|terrace|ter|"
    r"way|"
    r"circle|cir|highway|hwy|parkway|pkwy|square|sq|trail|trl|close|crescent|cres|row|hill|heights|quay|wharf|alley|"
    r"loop|path|walk|mews|gardens?|green|grove|broadway|plaza|point|run|commons?|expressway|turnpike|mall|landing|view)"
)
AGAIN = (
    r"(?:Drive|Street|Road|Lane|Avenue|Court|Way|Place|Terrace|Circle|Blvd|Boulevard|St|Ave|Rd|Ln|Dr|Ct|"
    r"Parkway)"
)  # Quarry Hill Drive
NOT_OF_A_NAME = (
    r"(?!(?:times?|weeks?|days?|hours?|minutes?|months?|years?|cars?|people|lamps?|lights?|holes?|on|in|of|and|at|"
    r"from|to|"
    r"is|are|was|for|bags?|feet|miles?|blocks?|a|am|pm|or|with|when|by|houses?|trees?|phone|tel)\b)"
)
BIG = r"[A-ZÀ-ÖØ-Þ][\w'.\-]*"
STATE = r"(?:[A-Z]{2}|[A-Z]\.[A-Z]\.|[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
CODE = (
    r"(?:\d{5,6}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})"  # USA and India, Canada, Britain
)
STOPS = r"(?!(?:The|I|It|We|My|Please|There|And|But|Thanks|Thank|They|He|She|Not|On|In|Call|Since|Is|Our)\b)"
TOWN = (
    rf"(?:,?[ \n]{{1,2}}(?-i:{STOPS}{BIG}(?:[ –]{BIG}){{0,2}}(?:,?[ ]|-)(?:{STATE},?[ ])?{CODE})\b|"
    rf",?[ ](?-i:[A-Z]{{2}}[ ]{CODE})\b|,?[ ](?-i:{CODE})\b|"
    rf",[ ](?-i:{STOPS}{BIG}(?:[ ]{BIG}){{0,2}},[ ][A-Z]{{2}})\b|,[ ](?-i:{STOPS}{BIG}(?:[ ]{BIG})?)(?=[.,;!?]|$|\n))"
)
DOOR_NAME = r"(?:\d[\w\-]{0,4}|[A-Za-z]-?\d{0,4})\b"
UNIT = (
    r"(?:[.]?,?[ ](?:apt|apartment|unit|suite|ste|flat|floor|fl|room|rm|bldg|building|no|#)"
    rf"(?:(?:\.?[ ]|\.|[ ]?\#|(?<=\#)|(?=\d))\#?{DOOR_NAME})|,?[ ]\#[ ]?{DOOR_NAME}|[ ]\d{{1,4}}[A-Z]\b)"
)
UNIT_FIRST = r"(?:\b(?:apt|apartment|unit|suite|ste|flat|floor|fl|room|rm)\.?[ ]?#?(?=\w{0,4}\d|\w\b)\w{1,5},?[ ])"
ENGLISH = re.compile(
    rf"{UNIT_FIRST}?(?<![\w.])\d{{1,6}}(?:[-/]\d{{1,5}})?(?:-?[A-Za-z])?[ ,]{{1,2}}"
    rf"(?:(?:[NSEW]{{1,2}}|north|south|east|west)\.?[ ])?"
    rf"(?:{NOT_OF_A_NAME}(?:[\w']{{1,2}}\.|[\w'\-]+)[ ]){{0,4}}?(?:{NOT_OF_A_NAME}[\w'\-]+[ ]{STREETS}|broadway)\b"
    rf"(?:[ ](?-i:{AGAIN})\b)?(?:[ ](?-i:[NSEW]{{1,2}}|(?:North|South)?(?:east|west)?|East|"
    rf"West)\b\.?)?(?:{UNIT}){{0,2}}(?:{TOWN})?",
    re.IGNORECASE,
)
ROADS = r"(?:county|state|u\.?s\.?|rural|township|farm(?:[ ]to[ ]market)?|ranch|forest|old)"
NUMBERED_ROAD = re.compile(  # roads with numbers as names: 412 County Road 13
    rf"(?<![\w.])\d{{1,6}}[A-Za-z]?[ ](?:[NSEW]\.?[ ])?{ROADS}[ ](?:road|rd|highway|hwy|route|rte|trunk)\.?[ ]"
    rf"\#?\d{{1,4}}[A-Z]?\b(?:{UNIT}){{0,2}}(?:{TOWN})?",
    re.IGNORECASE,
)
ENDINGS = (  # as the United States postal service abbreviates them, if a capital letter marks the word
    "Alley|Annex|Arcade|Bayou|Beach|Bend|Bluffs?|Bottom|Branch|Bridge|Brooks?|Burgs?|Bypass|Camp|Canyon|Cape|"
    "Causeway|Cent(?:er|re)s?|"
    "Cliffs?|Club|Commons?|Corners?|Course|Coves?|Creek|Crest|Crossing|Crossroads?|Curve|Dale|Dam|Divide|Estates?|"
    "Expressway|"
    "Extensions?|Falls?|Ferry|Fields?|Flats?|Fords?|Forest|Forges?|Forks?|Fort|Freeway|Gardens?|Gateway|Glens?|"
    "Greens?|Groves?|"
    "Harbors?|Haven|Heights|Hills?|Hollow|Inlet|Islands?|Isle|Junctions?|Keys?|Knolls?|Lakes?|Landing|Lights?|Loaf|"
    "Locks?|Lodge|"
    "Manors?|Meadows?|Mews|Mills?|Mission|Motorway|Mount|Mountains?|Neck|Orchard|Oval|Overpass|Park|Parkways?|Pass|"
    "Passage|Pike|"
    "Pines?|Plains?|Plaza|Points?|Ports?|Prairie|Radial|Ramp|Ranch|Rapids?|Rest|Ridges?|River|Route|Shoals?|Shores?|"
    "Skyway|"
    "Springs?|Spurs?|Squares?|Station|Stravenue|Stream|Streets|Summit|Throughway|Trace|Track|Trafficway|Tunnel|"
    "Underpass|Unions?|"
    "Valleys?|Via|Viaduct|Views?|Villages?|Ville|Vista|Walks?|Wall|Ways?|Wells?|Roads|Circles|Drives|Rue|Chemin"
)
NUMBERED_FIRST = (
    r"(?<![\w.])\d{1,5}[A-Z]?[ ](?!(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\b)"
)
QUARTERS = "Nagar|Chowk|Marg|Ganj|Zila|Path|Vihar|Colony|Enclave|Bagh|Puram|Layout|Sector|Extension|Bazaa?r"
CAPITALS = re.compile(
    rf"{NUMBERED_FIRST}{STOPS}{BIG}(?:[ ]{BIG}){{0,3}}"
    rf"(?:(?i:{UNIT}){{1,2}}(?i:{TOWN})?|,[ ]{BIG}(?:[ ]{BIG}){{0,2}},[ ][A-Z]{{2}}[ ]{CODE})"
)
ENDED = re.compile(rf"{NUMBERED_FIRST}(?:{BIG}[ ]){{1,3}}(?:{ENDINGS})\b(?i:(?:{UNIT}){{0,2}}(?:{TOWN})?)")
HOUSE = r"(?i:(?:h(?:ouse)?|plot|flat|door)\.?[ ]?no\.?)[ ]?\d{1,5}(?:[/-]\d{1,4})?[A-Z]?"
INDIAN = re.compile(  # house number, then street or quarter: H.No. 12, Wagle Street, or 12/345, Patel Nagar
    rf"(?:\b{HOUSE}|(?<![\d/])\d{{1,4}}/\d{{1,4}}|"
    rf"(?<![\w.])\d{{1,4}}(?=,[ ]{BIG}(?:[ ]{BIG})?[ ](?:{QUARTERS})\b)|"
    rf"(?<![\w.])\d{{1,4}}(?=,[ ]{BIG}(?:[ ]{BIG})?,[ ]{BIG}[ -]\d{{6}}\b)),"
    rf"[ ]{STOPS}{BIG}(?:[ ]{BIG}){{0,3}}(?i:{TOWN})?"
)
FORCES = re.compile(  # the post of the armed forces of the United States
    r"\b(?:(?:Unit|PSC|CMR|US[A-Z]{2,3})[ ][\w]+,?[ ](?:Box[ ]\d{1,5},?[ ])?)(?:[AFD]PO)[ ]A[AEP][ ]\d{5}(?:-\d{4})?\b"
)
LIVES = re.compile(
    r"(?i:\b(?:live[sd]?|living|reside[sd]?|residing|stay(?:s|ing)?|(?:home|house|my|mailing|postal|street|"
    r"billing)?[ ]?address(?:[ ]is)?)"
    rf"[ ]?(?:at|on|in|is|:)?[ ])(\d{{1,5}}[A-Za-z]?[ ]{BIG}(?:[ ]{BIG}){{0,4}}(?:{UNIT})?(?:{TOWN})?)"
)
FLAT_FIRST = re.compile(  # as in Britain: Flat 3, Marshall Pike, Leeds LS1 4AP
    rf"(?i:\b(?:flat|studio|apartment|unit|apt|suite)\.?[ ]#?)\d{{1,4}}[A-Za-z]?,[ ](?:\d{{1,5}}[A-Za-z]?,?[ ])?"
    rf"{STOPS}[A-Z][\w'\-]+(?:[ ]{STOPS}[A-Z][\w'\-]+){{0,3}}(?i:{TOWN})?"
)
BOX = re.compile(
    rf"\b(?:p\.?[ ]?o\.?[ ]?box|apartado(?: postal| de correos)?|apdo\.?)[ ]?(?:n[º°o]\.?[ ]?)?#?\d{{1,6}}(?:{TOWN})?",
    re.IGNORECASE,
)
FLAT = re.compile(
    r"\b(?:apt|apartment|unit|suite|flat|apto|apartamento|departamento|depto|dpto|piso|puerta|portal|interior|"
    r"escalera)\.?[ ]?#?"
    r"(?=\w{0,2}\d)\w{1,5}[ºª]?(?:[ ,]{1,2}(?:puerta|letra|pta)\.?[ ]?\w{1,3}\b)?",
    re.IGNORECASE,
)
CALLES = (
    r"(?:calle|eje vial|viales|vial|pasadizo|acceso|ampliaci[óo]n|continuaci[óo]n|corredor|viaducto|perif[ée]rico|"
    r"ca[ñn]ada|alameda|sendero|vereda|acueducto|c/|cl\.|avenida|avda?\.?|av\.?|paseo|p[ºo]\.|plaza|plazuela|pza\.?|"
    r"pl\.|carrera|cra\.?|kra\.?|cr\.|"
    r"calzada|calz\.?|camino|"
    r"carretera|ctra\.?|ronda|rambla|traves[ií]a|callej[oó]n|bulevar|blv\.|circunvalaci[óo]n|urbanizaci[óo]n|blvd\.?|"
    r"boulevard|diagonal|diag\.|(?-i:C\.)|transversal|pasaje|"
    r"pje\.?|cerrada|"
    r"peatonal|c\. de|tr\.|privada|priv\.|prolongaci[óo]n|circuito|glorieta|colonia|cuesta|costanilla|jir[óo]n|jr\.|"
    r"v[íi]a|andador|"
    r"retorno|cir\.|gran v[íi]a)"
)
STREET_NUMBER = (
    r"(?:n[uú]mero|n[uú]m\.?|n[ºo°]\.?|n\.[ºo°]|no\.|"
    r"#)?[ ]?\d{1,5}(?!\d)[A-Za-z]?\b(?:[ ]?bis)?(?:[ ]?(?:#|-|n[oº°]\.?)[ ]?\d{1,4}(?:[ ]?-[ ]?\d{1,4})?|[ ]\d{3}\b)?"
)
DOOR = (
    r"(?:[ ]?[, ]{1,2}(?:piso|planta|pta\.?|puerta|portal|bloque|bl\.|escalera|esc\.?|apto\.?|apartamento|apt\.?|"
    r"depto\.?|departamento|dpto\.?|dto\.?|bodega|etapa|"
    r"interior|int\.?|local|casa|torre|manzana|mz\.?|lote|lt\.?|edificio|edif\.|oficina|"
    r"unidad)[ .]{0,2}[\w]{1,6}[ºª°]?\b|"
    r"[, ]{1,2}\d{1,2}\.?[ºª°oa](?:[ ]?-?(?:[A-Za-z]{1,2}\b|izq(?:uierda)?|izda?|dcha?|derecha|der|centro)\.?)?|"
    r"[, ]{1,2}\d{1,2}[- ]?[A-F]\b|[-,][ ]?\d{1,4}[ºªoa°]?\b(?:[ ]?[A-Z]\b)?|"
    r"[, ]{1,2}(?:izq(?:uierda)?|izda?|dcha?|derecha|bajos?(?:[ ][A-F]\b)?|[áa]tico|sur|norte|este|oeste|s/n)\b\.?)"
)
OF = r"(?:(?:de|del|la|los|las|el|y)[ ])"
LA_STOPS = r"(?!(?:El|La|Los|Las|No|Por|Es|Hay|Mi|Me|Gracias|Desde|Soy|Llevo|Y|Pero|Ya|Nadie|Tel)\b)"
TOWN_OF = (
    rf"(?-i:(?:El|La|Las|Los)[ ]{BIG}|{LA_STOPS}{BIG})(?:[ ]{OF}{{0,2}}(?-i:{BIG})|[ ]los[ ](?:altos|bajos)\b){{0,5}}"
)
POST_CODE = r"(?:c\.?[ ]?p\.?[ ]?)?\d{5,6}(?:-\d{4})?(?!\d)"
PUEBLO = (
    rf"(?:[, ]{{1,2}}(?:(?:col|fracc|urb)\.|colonia|barrio|urbanizaci[óo]n|fraccionamiento|"
    rf"residencial)[ ]{OF}*(?-i:{BIG})(?:[ ]{OF}*(?-i:{BIG})){{0,3}})?"
    rf"(?:[ ]?,[ ]{TOWN_OF},[ ](?-i:(?:[A-Z]\.[ ]?)?[A-Z]{{2,5}})\.?[ ]{POST_CODE}|"  # Nueva Rosita, COAH 26800
    rf"[ ]?,[ ]{TOWN_OF},?[ ]\d{{4,6}}(?!\d)(?:,[ ]{TOWN_OF})?|"  # Santa Rosa 6300, La Pampa
    rf"[ ]?[, ]{{1,2}}{POST_CODE}(?:,?[ ]{TOWN_OF}(?:,[ ]{TOWN_OF})?)?|"  # 28013 Madrid
    rf"(?:,[ ]{TOWN_OF}(?=[.,;!?)]|$|\n)){{1,2}})?"
)
NAME_WORD = (  # a whole word: trying every part of a long one would take too long
    r"(?:(?!(?:desde|hace|hay|con|por|est[aá]|el d[ií]a|lunes|martes|jueves|viernes|s[aá]bado|domingo|que|es|no|"
    r"a las|tel[eé]fono)\b)"
    r"[^\W\d_][\w'.]*(?![^\W\d_])[ ]?)"
)
SPANISH = re.compile(
    rf"\b{CALLES}(?<=[\w./])(?![a-zà-ÿ])[ ]*(?:\d{{1,2}}[ ]de[ ])?"
    rf"{NAME_WORD}{{1,6}}[, ]{{0,2}}{STREET_NUMBER}(?:{DOOR}){{0,4}}{PUEBLO}",
    re.IGNORECASE,
)
SIDE = r"(?:bis|sur|norte|este|oeste)\b"
PART_OF = r"(?:apartamento|apto\.?|dto\.?|interior|local)[ ]\w{1,5}\b"
NUMBERED = re.compile(  # streets with numbers as names: Carrera 7 # 71-21
    rf"\b(?:av\.?[ ])?(?:calle|cl\.?|carrera|cra\.?|kra\.?|cr\.?|avenida|av\.?|transversal|tv\.?|tr\.?|diagonal|"
    rf"dg\.?|camino)[ ](?:\d{{1,3}}ª?[ ]?[A-Z]?(?:[ ]?{SIDE})?(?:[ ][A-Z]\b)?|(?-i:{BIG})(?:[ ](?-i:{BIG}))?)[ ]?"
    rf"(?:#|n[oº°]\.?|n[úu]mero|con)[ ]?\d{{1,4}}[A-Z]?(?:[ ]?-[ ]?\d{{1,3}}[A-Z]?)?"
    rf"(?:[ ]{SIDE})?(?:{DOOR}|[ ]{PART_OF}){{0,4}}"
    rf"{PUEBLO}",
    re.IGNORECASE,
)
NUMBERED_SIDE = re.compile(  # streets with numbers as names, with the side of the centre: Calle 4 Sur 145
    rf"\b(?:av\.?|avenida|calle|cl\.?|carrera|cra\.?|privada)[ ]\d{{1,3}}[ ]?[A-Z]?[ ]"
    rf"(?:sur|norte|oriente|poniente|este|oeste)[ ](?:#|n[oº°]\.?)?[ ]?\d{{1,5}}[A-Z]?\b(?:{DOOR}){{0,4}}{PUEBLO}",
    re.IGNORECASE,
)
STOREY = re.compile(r"(?<![\w.])\d{1,2}[o°a]\.?[ -]?(?:izq(?:uierda)?|izda?|dcha?|derecha|centro)\b\.?", re.IGNORECASE)
NUMBER_OF = re.compile(
    rf"\bn[uú]m(?:ero|\.)[ ]\d{{1,5}}[A-Za-z]?[ ](?:de|en)[ ](?:la[ ]|"
    rf"el[ ])?{CALLES}[ ]{OF}*(?-i:{BIG})(?:[ ]{OF}*(?-i:{BIG})){{0,3}}",
    re.IGNORECASE,
)
ZIP = re.compile(
    r"\b(?:zip(?: code)?|postcode|postal code|c[oó]digo postal|c\.?p\.?|邮编|邮政编码)[ :：]*(?:is|es|"
    r"是)?[ ]*(\w{3,5}[ -]?\w{0,4}\d\w{0,4})\b",
    re.IGNORECASE,
)
NUMBER = r"(?:\d{1,5}|[一二三四五六七八九十百]{1,5})"
PART = (
    rf"(?:[A-Za-z]?{NUMBER}(?:-\d{{1,5}})?[A-Za-z]?|[A-Za-z])"
    r"(?:号楼|号院|号|號|栋|幢|座|楼|层|单元|室|弄|巷|户|房|组|门(?=\d)|区(?=\d))"
)
WAYS = (
    "(?:路|街|巷|道|弄|胡同|大街|大道|里|村|小区|花园|新村|家园|苑|城|公寓|大厦|广场|社区|屯|园|府|庭|湾|坊|名邸|"
    "国际|"
    "中心)"
)
CHINESE = re.compile(
    rf"{WAYS}[东西南北中]?[一二三四五六七八九十]?段?[ ]?{PART}"
    rf"(?:[ ,，]?(?:[\u4e00-\u9fff]{{2,6}}?{WAYS})?[ ]?{PART}){{0,5}}(?:[ ]?\d{{2,4}}(?!\d|[元块年月日天个名点]))?"
)
NAME_BEFORE = re.compile(r"[\u4e00-\u9fff]{0,35}$")
REGION = re.compile(r"[省市区县旗州镇乡]|街道")
WAY_LENGTH, REGION_LENGTH = 9, 7  # characters of a street's name, and of a region's up to the word for its kind
DOORS = re.compile(
    rf"{PART}[ ]?{PART}(?:[ ]?{PART}){{0,3}}(?:\d{{2,4}}(?!\d))?|(?<![\d-])\d{{1,2}}-\d{{3,4}}室|(?<!\d)\d{{3,4}}室|"
    rf"\d{{1,3}}(?:栋|号楼|幢|座)\d{{2,4}}(?!\d)"
)
BEFORE = re.compile(  # words before a street's name that are not part of it
    r".*(?:住在|现住|家住|居住|位于|地址是|地址为|地址|寄到|送到|搬到|住址|住的|自住|户籍|我住|住|在|到|去|往|从|于|"
    r"是我家?的?|"
    r"我家的?|"
    r"我们的?|"
    r"我的?|"
    r"门口|"
    r"前面|"
    r"旁边|"
    r"对面|"
    r"靠近|"
    r"关于|"
    r"因为|"
    r"来自|是|和(?!平|浩特)|与|跟)"
)


def find_addresses(text: str) -> Iterator[PersonalSpan]:
    """Yields the addresses in a text."""
    for start, end in places_of(text):
        yield start, start + len(text[start:end].rstrip(" ,.;:-")), "address"


def places_of(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (
        ENGLISH,
        FLAT_FIRST,
        INDIAN,
        FORCES,
        CAPITALS,
        ENDED,
        BOX,
        SPANISH,
        NUMBERED,
        NUMBERED_SIDE,
        NUMBERED_ROAD,
        NUMBER_OF,
        FLAT,
        STOREY,
        DOORS,
    ):
        yield from (found.span() for found in pattern.finditer(text))
    for pattern in (LIVES, ZIP):
        yield from (found.span(1) for found in pattern.finditer(text))
    for found in CHINESE.finditer(text):
        start = start_of_street(text, found.start())
        before = BEFORE.match(text[start : found.start() + 1])
        yield start + (before.end() if before else 0), found.end()


def start_of_street(text: str, way: int) -> int:
    """Returns where the address of this street begins: with its province or town, or else with the street's name."""
    begun = max(0, way - 35)
    run = NAME_BEFORE.search(text[begun:way])
    led = run[0] if run else ""
    region = REGION.search(led)
    if region and region.start() < len(led) - WAY_LENGTH + REGION_LENGTH:
        return way - len(led) + max(0, region.start() - REGION_LENGTH)
    return way - min(len(led), WAY_LENGTH)
