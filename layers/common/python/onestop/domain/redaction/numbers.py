"""What is personal by its shape, or by the word before it: mail, links, telephones, papers, cards, plates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from onestop.domain.forms.accounts import is_iban

Found = tuple[int, int, str]

LATIN = r"A-Za-z0-9\u00c0-\u024f"
EMAIL = re.compile(rf"[{LATIN}._%+\-]{{1,64}}@[{LATIN}\-]+(?:\.[{LATIN}\-]+)+")
SPELLED_EMAIL = re.compile(
    r"\b[a-z0-9._\-]{1,64} ?(?:\(at\)|\[at\]|\(arroba\)| at | arroba ) ?[a-z0-9\-]{1,64} ?"
    r"(?:\.|\(dot\)| dot | punto ) ?(?:com|org|net|edu|es|mx|cn)\b",
    re.IGNORECASE,
)
HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z0-9_.]{3,30}")
LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"'，。；、）)]+", re.IGNORECASE)

# telephones: digits in groups, parted by at most two marks
TELEPHONE = re.compile(
    r"(?<![A-Za-z0-9_.,:#/-])(?:\+|00)?\(?\d{1,4}\)?(?:[ .\-]{0,2}\(?\d{1,5}\)?){1,6}(?![\dA-Za-z_])(?!\.\d)(?!,\d)"
)
PLAIN_TELEPHONE = re.compile(r"(?<![\dA-Za-z.,#/-])(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\+?\d{9,13})(?![\dA-Za-z])(?!\.\d)")
PHONE_WORDS = (
    r"(?:call|text|phone|telephone|tel|cell|mobile|number|whatsapp|wechat|reach|ring|fax|extension|ext|tel[eé]fono|"
    r"celular|m[oó]vil|n[uú]mero|ll[aá]m[ea]\w*|llamar|marque|电话|手机|微信|号码|致电|联系方式|座机)"
)
CALLED = re.compile(rf"{PHONE_WORDS}[^\d\n+]{{0,24}}(\+?\(?\d[\d .()\-]{{4,18}}\d)(?!\d)", re.IGNORECASE)
DATE = re.compile(r"(?:19|20)\d\d[-. ]\d{1,2}[-. ]\d{1,2}|\d{1,2}[-. ]\d{1,2}[-. ](?:19|20)?\d\d")
YEARS = re.compile(r"(?:19|20)\d\d\D{1,3}(?:19|20)\d\d")
GROUPS = {  # how many digits the groups of a telephone number have that nobody introduced
    *((3, 4), (3, 3, 4), (3, 2, 2, 2), (3, 3, 3), (2, 4, 4), (4, 4), (3, 4, 4), (2, 2, 2, 2, 2), (3, 8), (4, 7)),
    *((4, 8), (4, 6), (4, 3, 3), (3, 7), (3, 6), (2, 8), (2, 7), (1, 3, 3, 4), (5, 6), (5, 3, 3)),
}

CARD = re.compile(r"(?<![A-Za-z\d.+-])\d(?:[ -]?\d){12,18}(?![A-Za-z\d-])")
NOT_BEFORE, NOT_AFTER = r"(?<![\dA-Za-z])", r"(?![\dA-Za-z])"
PAPERS = tuple(
    re.compile(f"{NOT_BEFORE}{shape}{NOT_AFTER}")
    for shape in (
        r"(?<!-)\d{3}-\d{2}-\d{4}(?!-)",  # social security, United States
        r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]",  # China
        r"\d{8}[- ]?[A-HJ-NP-TV-Z]",  # DNI
        r"[XYZ][- ]?\d{7}[- ]?[A-HJ-NP-TV-Z]",  # NIE
        r"[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d",  # CURP
        r"[A-ZÑ&]{4}\d{6}[A-Z\d]{3}",  # RFC
    )
)
IBAN = re.compile(  # as machines write it, and in groups as people do
    rf"{NOT_BEFORE}[A-Z]{{2}}\d{{2}}(?:[A-Z\d]{{11,30}}|(?: [A-Z\d]{{4}}){{2,7}}(?: [A-Z\d]{{1,3}})?){NOT_AFTER}"
)
PAPER_WORDS = (
    r"(?:ssn|social security|passport|driver'?s? licen[cs]e|licen[cs]e number|id(?:entity)? ?(?:card|number|no\.?)|"
    r"\bID|green card|medicare|medicaid|account|policy|dni|nie\b|nif\b|curp|rfc\b|c[eé]dula|pasaporte|licencia|"
    r"seguro social|n[uú]mero de identidad|identificaci[oó]n|身份证|护照|驾驶证|社保|医保卡?|通行证|账号|账户|银行卡)"
)
SAYS = r"(?:[ ]?(?:number|no\.?|n[uú]mero|n[ºo°]\.?|号码|号))?[ ]*(?:is|was|reads|says|es|era|:|：|#|是|为)?[ ]*"
PAPER = re.compile(
    rf"{PAPER_WORDS}{SAYS}((?=[A-Z\-. ]{{0,4}}\d)[A-Z\d][A-Z\d\-. ]{{3,20}}[A-Z\d])\b", re.IGNORECASE | re.ASCII
)

PLATE_WORDS = r"(?i:licen[cs]e plates?|number plates?|plates?|tags?|placas?|matr[ií]cula|patente|chapa|车牌|牌照)"
PLATE = re.compile(
    rf"{PLATE_WORDS}{SAYS}"
    r"((?=[A-Z\-· ]{0,4}\d|\d)[A-Z0-9]{1,4}[ \-·]?[A-Z0-9]{2,4}(?:[ \-·]?[A-Z0-9]{1,4})?)(?![A-Za-z0-9])"
)
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
CHINESE_PLATE = re.compile(rf"[{PROVINCES}][A-Z][·•. -]?[A-Z0-9]{{4,5}}[A-Z0-9挂学警港澳]")
SPANISH_PLATE = re.compile(rf"{NOT_BEFORE}\d{{4}}[ -]?[BCDFGHJ-NPR-TV-Z]{{3}}{NOT_AFTER}")

SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    *((pattern, "email") for pattern in (EMAIL, SPELLED_EMAIL, HANDLE)),
    (LINK, "link"),
    *((pattern, "id") for pattern in PAPERS),
    *((pattern, "plate") for pattern in (CHINESE_PLATE, SPANISH_PLATE)),
)
INTRODUCED = ((PAPER, "id"), (PLATE, "plate"))


def find_numbers(text: str) -> Iterator[Found]:
    """All that is found by shape or by the word before it."""
    for pattern, kind in SHAPES:
        yield from ((*found.span(), kind) for found in pattern.finditer(text))
    for pattern, kind in INTRODUCED:
        yield from ((*found.span(1), kind) for found in pattern.finditer(text))
    judged: tuple[tuple[re.Pattern[str], int, str, Callable[[str], bool]], ...] = (
        (CARD, 0, "card", is_card),
        (IBAN, 0, "id", is_iban),
        (TELEPHONE, 0, "phone", is_telephone),
        (PLAIN_TELEPHONE, 0, "phone", is_no_date),
        (CALLED, 1, "phone", is_no_date),
    )
    for pattern, group, kind, right in judged:
        yield from ((*found.span(group), kind) for found in pattern.finditer(text) if right(found[group]))


def digits(said: str) -> str:
    return "".join(letter for letter in said if letter.isdigit())


def is_no_date(said: str) -> bool:
    return not DATE.fullmatch(said) and not YEARS.fullmatch(said) and len(digits(said)) <= 15


def is_telephone(said: str) -> bool:
    """Whether a number is parted as telephone numbers are, and is no date, no span of years."""
    if not is_no_date(said) or len(digits(said)) < 7:
        return False
    return said.startswith(("+", "00")) or tuple(map(len, re.findall(r"\d+", said))) in GROUPS


def is_card(said: str) -> bool:
    """Whether digits are those of a card: the last one checks the others (Luhn)."""
    total = 0
    for place, digit in enumerate(reversed(digits(said))):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
