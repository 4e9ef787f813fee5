"""Where somebody lives: a house number with its street, a flat, a door. A street alone is no personal datum."""

from __future__ import annotations

import re
from collections.abc import Iterator

Found = tuple[int, int, str]

STREETS = (
    r"(?:streets?|st|avenues?|ave?|roads?|rd|lanes?|ln|drives?|dr|boulevard|blvd|courts?|ct|place|pl|terrace|ter|way|"
    r"circle|cir|highway|hwy|parkway|pkwy|square|sq|trail|close|crescent|cres|row|hill|heights|quay|wharf|alley)"
)
NOT_OF_A_NAME = (
    r"(?!(?:times?|weeks?|days?|hours?|cars?|people|lamps?|lights?|holes?|on|in|of|and|at|the|from|to|is|are)\b)"
)
ENGLISH = re.compile(
    rf"(?<![\w.])\d{{1,6}}(?:[-/]\d{{1,5}})?[A-Za-z]?[ ,]{{1,2}}(?:(?:[NSEW]|north|south|east|west)\.?[ ])?"
    rf"(?:{NOT_OF_A_NAME}(?:[\w']{{1,2}}\.|[\w']+)[ ]){{1,4}}?{STREETS}\b"
    r"(?:[.]?,?[ ](?:apt|apartment|unit|suite|ste|flat|floor|fl|#)\.?[ ]?#?\w{1,5}\b)?",
    re.IGNORECASE,
)
FLAT = re.compile(
    r"\b(?:apt|apartment|unit|suite|flat|room|apto|apartamento|departamento|depto|piso|puerta|portal|interior)\.?[ ]?#?"
    r"(?=\w{0,2}\d)\w{1,5}[ºª]?(?:[ ,]{1,2}(?:puerta|letra|pta)\.?[ ]?\w{1,3}\b)?",
    re.IGNORECASE,
)
CALLES = (
    r"(?:calle|c/|avenida|avda?\.?|av\.|paseo|plaza|pza\.?|carrera|cra\.?|calzada|camino|carretera|ronda|traves[ií]a|"
    r"callej[oó]n|bulevar|diagonal|pasaje|cerrada|privada|colonia)"
)
SPANISH = re.compile(
    rf"\b{CALLES}(?<=[\w./])(?![a-zà-ÿ])[ ]*(?:\d{{1,2}}[ ]de[ ])?"
    r"(?:(?!(?:desde|hace|hay|con|por|est[aá]|el d[ií]a|lunes|martes|jueves|viernes|s[aá]bado|domingo|que|y|es|no)\b)"
    r"[^\W\d_][\w'.]*[ ]?){1,6}[, ]{0,2}(?:n[uú]mero|n[uú]m\.?|n[ºo°]\.?|#)?[ ]?\d{1,5}(?!\d)[A-Za-z]?\b"
    r"(?:[-,][ ]?\d{1,4}[ºªoa]?\b(?:[ ]?[A-Z]\b)?)?",
    re.IGNORECASE,
)
ZIP = re.compile(
    r"\b(?:zip(?: code)?|postcode|postal code|c[oó]digo postal|c\.?p\.?|邮编)[ :：]*(\w{3,5}[ -]?\w{0,4}\d\w{0,4})\b",
    re.IGNORECASE,
)
NUMBER = r"(?:\d{1,5}|[一二三四五六七八九十百]{1,5})"
PART = rf"{NUMBER}(?:-\d{{1,5}})?(?:号楼|号院|号|栋|幢|座|楼|层|单元|室|弄|巷|户)"
WAYS = "(?:路|街|巷|道|弄|胡同|大街|大道|里|村|小区|花园|新村|家园|苑|城|公寓|大厦|广场)"
CHINESE = re.compile(rf"[\u4e00-\u9fff]{{1,10}}?{WAYS}[东西南北中]?段?[ ]?{PART}(?:[ ,，]?{PART}){{0,4}}")
DOORS = re.compile(rf"{PART}[ ]?{PART}(?:[ ]?{PART}){{0,3}}|(?<![\d-])\d{{1,2}}-\d{{3,4}}室|(?<!\d)\d{{3,4}}室")
BEFORE = "住在去往到从于是我家的前面门口旁边对们"  # what may stand before a street's name and is none of it


def find_addresses(text: str) -> Iterator[Found]:
    """The addresses in a text."""
    for pattern in (ENGLISH, SPANISH, FLAT, DOORS):
        yield from ((*found.span(), "address") for found in pattern.finditer(text))
    yield from ((*found.span(1), "address") for found in ZIP.finditer(text))
    for found in CHINESE.finditer(text):
        start = found.start()
        while start < found.end() and text[start] in BEFORE:
            start += 1
        yield start, found.end(), "address"
