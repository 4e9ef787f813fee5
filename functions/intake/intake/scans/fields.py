"""What a letter says about its sender: an e-mail address, a telephone number, a reference of ours.

An address counts only if there is one of its kind, or if a form names it: a letter about a neighbour may contain the
neighbour's, and writing to them by mistake would tell them what the letter says.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from onestop.domain.cases.reference_finder import find_reference

EMAIL = re.compile(r"[\w.+-]{1,64}\s?@\s?[\w-]+(?:\.[\w-]+)+")
# a number that begins with +, or after a word for telephone; a house number or an amount does not count
NUMBER = re.compile(
    r"(?:(?<!\w)(?:tel[eé]fono|telephone|phone|mobile|m[oó]vil|celular|tel|cell|电话|手机|联系电话)[^\w+(]{0,4}(?=[+(\d])|(?=\+))"
    r"(\+?[\d(][\d ().-]{5,18}\d)",
    re.IGNORECASE,
)
DIGITS = range(7, 16)
# The names of these fields on forms, in lower case
NAMES: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "full name", "your name", "nombre", "nombre completo", "nombre y apellidos", "姓名", "您的姓名"),
    "email": ("email", "e-mail", "email address", "correo", "correo electrónico", "电子邮箱", "邮箱"),
    "phone": ("phone", "telephone", "tel", "phone number", "mobile", "teléfono", "móvil", "celular", "电话", "手机",
              "联系电话"),
    "address": ("place", "location", "where", "address of the problem", "lugar", "ubicación", "地点", "事发地点"),
}  # fmt: skip
BY_LABEL = {label: name for name, labels in NAMES.items() for label in labels}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanFields:
    """What was found."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None
    address: str | None = None
    reference: str | None = None


def fields_in(text: str, pairs: Iterable[tuple[str, str]] = (), own: Collection[str] = ()) -> ScanFields:
    """What a text and the pairs of a form say; the form counts first. `own` are our own address and number, which a
    letter to us names: they are nobody's who writes."""
    named: dict[str, str] = {}
    for key, value in pairs:
        name = BY_LABEL.get(key.strip(" :：*.").casefold())
        if name:
            named.setdefault(name, value.strip())
    found = find_reference(text)
    return ScanFields(
        name=named.get("name"),
        email=only(emails(named.get("email", ""))) or only([each for each in emails(text) if not is_own(each, own)]),
        phone=only(numbers(f"tel {named.get('phone', '')}"))
        or only([each for each in numbers(text) if not is_own(each, own)]),
        address=named.get("address"),
        reference=found.reference if found else None,
    )


def is_own(found: str, own: Collection[str]) -> bool:
    """Tells whether an address or number is one of ours, as letters write it: the address with the case behind a plus
    sign, the number without its country."""
    local, at, domain = found.partition("@")
    if at:
        return f"{local.partition('+')[0]}@{domain}" in {each.lower() for each in own}
    digits = found.lstrip("+0")
    return any("".join(filter(str.isdigit, each)).endswith(digits) for each in own if "@" not in each)


def emails(text: str) -> list[str]:
    return [re.sub(r"\s", "", found).strip(".").lower() for found in EMAIL.findall(text)]


def numbers(text: str) -> list[str]:
    found = (match.strip() for match in NUMBER.findall(text))
    kept = [("+" if each.startswith("+") else "") + "".join(filter(str.isdigit, each)) for each in found]
    return [each for each in kept if len(each.lstrip("+")) in DIGITS]


def only(found: list[str]) -> str | None:
    """The only entry; None if there are several."""
    return found[0] if len(set(found)) == 1 else None
