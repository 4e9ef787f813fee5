"""Finds personal data by its form, or by the word before it: e-mail, links, telephone numbers, documents, cards,
number plates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from onestop.domain.forms.accounts import is_iban
from onestop.domain.redaction.lexicon import PersonalSpan

LATIN = r"A-Za-z0-9\u00c0-\u024f"
EMAIL = re.compile(rf"[{LATIN}._%+\-]{{1,64}}@[{LATIN}\-]+(?:\.[{LATIN}\-]+)+")
SPELLED_EMAIL = re.compile(
    r"\b[a-z0-9._\-]{1,64} ?(?:\(at\)|\[at\]|\(arroba\)|\[arroba\]| at | arroba ) ?[a-z0-9\-]{1,64} ?"
    r"(?:\.|\(dot\)| dot | punto ) ?(?:com|org|net|edu|gov|io|es|mx|ar|co|cl|pe|cn|ca|uk|us|example)\b",
    re.IGNORECASE,
)
HANDLE = re.compile(
    r"(?<![A-Za-z0-9_@.])@(?:[A-Za-z0-9_][A-Za-z0-9_.\-]{1,30}[A-Za-z0-9_]|[\u4e00-\u9fffA-Za-z0-9_]{2,16})"
)
NICKNAME = re.compile(r"(?<![\w@./-])(?=[a-z_]{0,24}_)(?=\w{0,24}\d)[a-z]\w{3,24}(?![\w@])", re.ASCII)  # tanya_k77
DOMAINS = r"com|net|org|edu|gov|io|me|co|info|tv|app|link|social|blog|es|mx|ar|cl|pe|cn|hk|tw|us|uk|ca|example"
BARE_LINK = re.compile(
    rf"(?<![A-Za-z0-9_@./-])(?:[A-Za-z0-9\-]{{1,40}}\.){{1,4}}(?:{DOMAINS})(?:/[^\s<>\"'，。；、）)\u4e00-\u9fff]*[^\s<>\"'，。；、）).,!?;:\u4e00-\u9fff]|/)",
    re.IGNORECASE,
)
ACCOUNT_WORDS = (
    r"(?:user ?name|screen ?name|handle|instagram|insta|ig|twitter|facebook|fb|tiktok|telegram|snapchat|skype|"
    r"discord|linkedin|"
    r"usuario|微信号?|微博|抖音号?|QQ号?|用户名|账号名|小红书)"
)
ACCOUNT = re.compile(
    rf"(?<![A-Za-z]){ACCOUNT_WORDS}[ ]?(?:id|account|name|号码|号|名)?[ ]*(?:is|es|:|：|=|是|为|叫)?[ ]*"
    r"((?=[A-Za-z0-9_.\-]{0,30}[\d_.@])@?[A-Za-z0-9][A-Za-z0-9_.\-]{2,30}[A-Za-z0-9_])",
    re.IGNORECASE | re.ASCII,
)
IP = re.compile(
    r"(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]\d)|"
    r"\b(?:[0-9a-f]{1,4}:){5,7}[0-9a-f]{1,4}\b"
)
LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"'，。；、）)\u4e00-\u9fff]+", re.IGNORECASE)

# telephone numbers: digits in groups, separated by at most two characters
TELEPHONE = re.compile(
    r"(?<![A-Za-z0-9_#/-])(?<!\d[.,:])(?:\+|"
    r"00)?\(?\d{1,4}\)?(?:(?!\.[ ])[ .\-]{0,2}\(?\d{1,5}\)?){1,6}(?![\dA-WYZa-wyz_])(?!\.\d)(?!,\d{3}(?!\d))"
)
PLAIN_TELEPHONE = re.compile(
    r"(?<![\dA-Za-z#/-])(?<!\d[.,])(?:(?:86[ -])?1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\+?\d{9,13})(?![\dA-WYZa-wyz])(?!\.\d)"
)
PHONE_WORDS = (
    r"(?:call|text|phone|telephone|tel|cell|mobile|number|whatsapp|wechat|reach|ring|fax|extension|ext|tel[eé]fono|"
    r"celular|m[oó]vil|n[uú]mero|ll[aá]m[ea]\w*|llamar|marque|电话|手机|微信|号码|致电|联系方式|座机)"
)
AT_NUMBER = re.compile(r"(?:\b(?:al|or at|o al)[ ])(\d{7,10})(?![\d/.-]\d|\d)")
CALLED = re.compile(rf"{PHONE_WORDS}[^\d\n+]{{0,24}}(\+?\(?\d[\d .()\-]{{4,18}}\d)(?!\d)", re.IGNORECASE)
EXTENSION = re.compile(r",?[ ]?(?:x|ext\.?|extension|extensi[óo]n|int\.|anexo|转|分机)[ ]?\d{1,6}\b", re.IGNORECASE)
DATE = re.compile(r"(?:19|20)\d\d[-. ]\d{1,2}[-. ]\d{1,2}|\d{1,2}[-. ]\d{1,2}[-. ](?:19|20)?\d\d")
YEARS = re.compile(r"(?:19|20)\d\d\D{1,3}(?:19|20)\d\d")
GROUPS = {  # digits in each group of a telephone number without an introducing word
    *(
        (3, 4),
        (3, 3, 4),
        (3, 2, 2, 2),
        (2, 3, 2, 2),
        (2, 3, 3),
        (3, 2, 2),
        (1, 3, 2, 2, 2),
        (2, 3, 4),
        (2, 2, 3, 3),
        (2, 3, 3, 3),
        (3, 2, 3, 2),
        (3, 3, 3),
        (2, 4, 4),
        (4, 4),
        (3, 4, 4),
        (2, 2, 2, 2, 2),
        (2, 3, 3, 2, 2),
        (3, 3, 2, 2),
        (4, 3, 4),
        (3, 8),
        (4, 7),
    ),
    *((4, 8), (4, 6), (4, 3, 3), (3, 7), (3, 6), (2, 8), (2, 7), (1, 3, 3, 4), (5, 6), (5, 3, 3)),
}

CARD = re.compile(r"(?<![A-Za-z\d.+-])\d(?:[ -]?\d){12,18}(?![A-Za-z\d-])")
GROUPED_CARD = re.compile(
    r"(?<![\d-])(?:\d{4}[ -]){3}\d{4}(?:[ -]?\d{3})?(?![\d-])|(?<![\d-])3[47]\d{2}[ -]\d{6}[ -]\d{5}(?![\d-])|"
    r"(?<!\d)[3-6]\d{15}(?!\d)|(?<!\d)62\d{17}(?!\d)"
)
CARD_SAID = re.compile(
    r"(?:card|visa|mastercard|amex|tarjeta|银行卡|信用卡|储蓄卡|借记卡|卡号)[^\d\n]{0,25}(\d(?:[ -]?\d){11,18})(?!\d)",
    re.IGNORECASE,
)
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
        r"[A-Z]{6}\d{8}[HM]\d{3}",  # INE
        r"[A-Z]{2} ?(?:\d{2} ?){3}[A-DT]",  # national insurance, Britain
    )
)
IBAN = re.compile(  # as machines write it, and in groups as people do
    rf"{NOT_BEFORE}[A-Z]{{2}}\d{{2}}(?:[A-Z\d]{{11,30}}|(?: [A-Z\d]{{4}}){{2,7}}(?: [A-Z\d]{{1,3}})?){NOT_AFTER}"
)
LIKE_IBAN = re.compile(rf"{NOT_BEFORE}[A-Z]{{2}}\d{{2}}[A-Z]{{4}}\d{{10,24}}{NOT_AFTER}")  # mistyped ones count too
PAPER_WORDS = (
    r"(?:ssn|sin|social security|social insurance|national insurance|passport|driver'?s? licen[cs]e|"
    r"licen[cs]e number|driving licen[cs]e|"
    r"dl|id(?:entity|entification)? ?(?:card|number|no\.?)?|\bID|green card|medicare|medicaid|nhs|itin|ein|tax|alien|"
    r"a-number|"
    r"account|acct|policy|routing|member(?:ship)?|student|employee|badge|"
    r"dni|nie\b|nif\b|cif\b|curp|rfc\b|nss\b|ine\b|ife\b|clabe|rut\b|run\b|cuit|cuil|c[eé]dula|"
    r"\bc\.?c\.?(?=[ ]?\d{5})|c\.?c\.(?=[ ]?\d)|pasaporte|"
    r"licencia|permiso de conducir|"
    r"carn[eé]t?|credencial|documento|doc\.|cuenta|p[óo]liza|expediente m[eé]dico|tarjeta sanitaria|"
    r"seguro social|seguridad social|identidad|identificaci[oó]n|身份证|证件|护照|驾驶证|驾照|社保|"
    r"医保卡?|通行证|居住证|军官证|"
    r"学号|"
    r"工号|"
    r"账号|"
    r"帐号|"
    r"账户|"
    r"帐户|银行卡|卡号|户口本)"
)
SAYS = r"(?:[ ]?(?:number|no\.?|n[uú]mero|n\.?[ºo°]\.?|号码|号))?[ ]*(?:is|was|reads|says|es|era|:|：|#|是|为|\()?[ ]*"
LETTERS_AND_DIGITS = (
    r"(?=[A-Z\-.]{0,7}\d)[A-Z\d]"
    r"(?:[A-Z\d]|[\-./](?=[A-Z\d])|[ ](?=\d|[A-Z]{1,2}\b(?![ ][a-z]))){3,33}"
)
PAPER = re.compile(
    rf"(?<![A-Za-z])(?i:{PAPER_WORDS}){SAYS}({LETTERS_AND_DIGITS}(?<=[A-Z\d])|"
    rf"(?i:[a-z]{{0,3}}\d{{5,}}[a-z]?))(?![A-Za-z\d])"
)
PAPER_APART = re.compile(  # with some words between: my passport, which they copied, is E12345678
    rf"(?<![A-Za-z])(?i:{PAPER_WORDS})(?![a-z])[^\d\n.。;；]{{1,40}}?(?<![A-Za-z\d])((?=[A-Z\-]{{0,4}}\d)[A-Z\d][A-Z\d\-]{{4,24}}(?<=[A-Z\d]))(?![A-Za-z\d])"
)
LETTERED = re.compile(
    rf"{NOT_BEFORE}(?:[A-Z]\d{{8}}|[A-Z]{{2}}\d{{7}}|[A-Z]{{3}}\d{{6}}){NOT_AFTER}"
)  # passports, by their form

PLATE_WORDS = (
    r"(?i:licen[cs]e plates?|licen[cs]e tags?|number plates?|registration(?: number)?|license|\breg\b|plates?|tags?|"
    r"placas?|matr[ií]culas?|patentes?|chapa|dominio|"
    r"车牌号码?|车牌|牌照|号牌|车号)"
)
PLATE_SHAPE = r"(?=[A-Z\-·•. ]{0,5}\d|\d)[A-Z0-9]{1,4}[ \-·•.]?[A-Z0-9]{2,5}(?:[ \-·•]?[A-Z0-9]{1,4})?"
PLATE = re.compile(
    rf"{PLATE_WORDS}{SAYS}(?:de |con |with |as )?({PLATE_SHAPE}|"
    rf"(?i:(?=[a-z]{{0,4}}\d)[a-z0-9]{{2,4}}-?[a-z0-9]{{2,5}}))(?![A-Za-z0-9])"
)
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
CHINESE_PLATE = re.compile(rf"[{PROVINCES}][A-Z][·•. -]?[A-Z0-9]{{4,5}}[A-Z0-9挂学警港澳]")
SPANISH_PLATE = re.compile(rf"{NOT_BEFORE}\d{{4}}[ -]?[BCDFGHJ-NPR-TV-Z]{{3}}{NOT_AFTER}")
NO_PLATE = (
    r"(?:route|line|bus|unit|apt|exit|covid|am|pm)\b|[A-Z]{1,2}\d[ ]|\d{1,3}[ ](?:AM|PM|[A-Z]{2}[ ]\d)|"
    r"(?:I|US|SR|NM)-?\d|\d{1,2}[A-Z][ ]"
)
PLATE_ALONE = re.compile(  # forms that hardly anything else has
    rf"{NOT_BEFORE}(?:\d{{3,4}}[- ][A-Z]{{3}}|\d{{3,4}}[- ][A-Z]{{3}}|[A-Z]{{3}}-\d{{2}}-\d{{2}}|"
    rf"[A-Z]{{3}}-\d{{3}}-[A-Z]|\d[A-Z]{{3}}\d{{3}}|"
    rf"[A-Z]{{2}}\d{{2}} [A-Z]{{3}}|[A-Z]{{3}}[- ]\d{{3,4}}|"
    rf"[A-Z]{{2}} \d{{3}} [A-Z]{{2}}|\d{{3}}-[A-Z]{{3}}|[A-Z]{{3}}\d{{4}}|[A-Z]{{2}}-\d{{4}}-[A-Z]{{2}}|"
    rf"[A-Z]-\d{{4}}-[A-Z]{{2}}){NOT_AFTER}"
)
MIXED = re.compile(  # mixed letters and digits, at least five, in a text about a vehicle; names of models are shorter
    rf"(?<![\dA-Za-z#$€/-])(?!{NO_PLATE})(?=(?:[A-Z •·-]{{0,6}}\d))(?=\d{{0,4}}[ •·-]?\d{{0,2}}[A-Z])"
    rf"(?:[A-Z0-9]{{5,8}}|[A-Z0-9]{{1,4}}[ •·-][A-Z0-9]{{2,6}}(?:[ -][A-Z0-9]{{2,3}})?)(?![\dA-Za-z/-])"
)
BEHIND_VEHICLE = re.compile(
    r"\b(?i:car|van|truck|suv|vehicle|motorcycle|camioneta|coche|carro|auto|moto|veh[íi]culo|cami[óo]n)[ ]?[ (]"
    r"(?=[A-Z0-9]{0,4}\d)([A-Z0-9]{1,4}[ -][A-Z0-9]{2,6}|[A-Z0-9]{3,8}|\d{5,7})(?![\w/-])"
)
VEHICLE = re.compile(
    r"\b(?:car|van|truck|suv|sedan|pickup|vehicle|motorcycle|motorbike|scooter|jeep|trailer|camper|rv|taxi|parked|"
    r"parking|driver|drives|driving|plates?|tow(?:ed|ing)?|ford|toyota|honda|chevy|chevrolet|nissan|hyundai|kia|bmw|"
    r"audi|"
    r"seat|renault|volkswagen|vw|mercedes|tesla|subaru|jeep|dodge|conductor|chofer|maneja|conduce|grúa|placas?|"
    r"matr[íi]culas?|multa|"
    r"coche|carro|auto|autom[óo]vil|camioneta|"
    r"furgoneta|moto|motocicleta|veh[íi]culo|camión|taxi|estacionad[oa]|aparcad[oa])s?\b|车",
    re.IGNORECASE,
)

# A number as it is said on the telephone, and written down by a program: "nine zero two five five five..."
SAID_DIGITS = (
    r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)",
    r"(?:cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|doble|triple)",
)
SPOKEN = tuple(re.compile(rf"\b(?:{digit}[ ,.-]{{1,3}}){{6,14}}{digit}\b", re.IGNORECASE) for digit in SAID_DIGITS)
SPOKEN_CHINESE = re.compile(
    r"(?<![零〇一二三四五六七八九幺])[零〇一二三四五六七八九幺]{7,13}(?![零〇一二三四五六七八九幺])"
)

SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    *((pattern, "email") for pattern in (EMAIL, SPELLED_EMAIL, HANDLE)),
    (LINK, "link"),
    (BARE_LINK, "link"),
    (NICKNAME, "link"),
    (IP, "link"),
    *((pattern, "phone") for pattern in (*SPOKEN, SPOKEN_CHINESE)),
    (GROUPED_CARD, "card"),
    *((pattern, "id") for pattern in PAPERS),
    (LIKE_IBAN, "id"),
    (LETTERED, "id"),
    *((pattern, "plate") for pattern in (CHINESE_PLATE, SPANISH_PLATE)),
)
INTRODUCED = ((PAPER, "id"), (PAPER_APART, "id"), (PLATE, "plate"), (ACCOUNT, "link"), (CARD_SAID, "card"))


def find_numbers(text: str) -> Iterator[PersonalSpan]:
    """Yields all that is found by its form or by the word before it."""
    for pattern, kind in SHAPES:
        yield from ((*found.span(), kind) for found in pattern.finditer(text))
    for pattern, kind in INTRODUCED:
        yield from ((*found.span(1), kind) for found in pattern.finditer(text))
    if VEHICLE.search(text):
        for pattern in (PLATE_ALONE, MIXED):
            yield from ((*found.span(), "plate") for found in pattern.finditer(text))
        yield from ((*found.span(1), "plate") for found in BEHIND_VEHICLE.finditer(text))
    judged: tuple[tuple[re.Pattern[str], int, str, Callable[[str], bool]], ...] = (
        (CARD, 0, "card", is_card),
        (IBAN, 0, "id", is_iban),
        (TELEPHONE, 0, "phone", is_telephone),
        (PLAIN_TELEPHONE, 0, "phone", is_no_date),
        (CALLED, 1, "phone", is_no_date),
        (AT_NUMBER, 1, "phone", is_no_date),
    )
    for pattern, group, kind, right in judged:
        for found in pattern.finditer(text):
            if right(found[group]):
                more = EXTENSION.match(text, found.end(group)) if kind == "phone" else None
                yield found.start(group), more.end() if more else found.end(group), kind


def digits(said: str) -> str:
    return "".join(letter for letter in said if letter.isdigit())


def is_no_date(said: str) -> bool:
    return not DATE.fullmatch(said) and not YEARS.fullmatch(said) and len(digits(said)) <= 15


def is_telephone(said: str) -> bool:
    """Says whether a number is grouped as telephone numbers are, and is not a date or a span of years."""
    if not is_no_date(said) or len(digits(said)) < 7:
        return False
    return said.lstrip("(").startswith(("+", "00")) or tuple(map(len, re.findall(r"\d+", said))) in GROUPS


def is_card(said: str) -> bool:
    """Says whether digits are a card number: the last one is a check digit (Luhn)."""
    total = 0
    for place, digit in enumerate(reversed(digits(said))):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
