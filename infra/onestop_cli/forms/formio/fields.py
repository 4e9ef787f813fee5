"""One component of form.io or Open Forms as a field of ours: its kind, what is valid, what there is to choose from."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any

from onestop.contracts.forms.check_answers import Checker
from onestop.domain.errors import NotValid
from onestop.domain.forms.schemas import modern_schema
from onestop_cli.forms.formio.conditions import FormioPart

FieldProperties = dict[str, Any]
Tell = Callable[[FormioPart, str], None]  # notes of a component what is left to do by hand

# type of a component -> kind of our field, and what is valid
KINDS: Mapping[str, tuple[str, FieldProperties]] = {
    "textfield": ("text", {"type": "string"}),
    "textarea": ("area", {"type": "string"}),
    "email": ("email", {"type": "string", "format": "email"}),
    "url": ("text", {"type": "string", "format": "uri"}),
    "phoneNumber": ("phone", {"type": "string", "pattern": r"^[+0-9][0-9 ()-]*$"}),
    "number": ("number", {"type": "number"}),
    "currency": ("money", {"type": "number", "multipleOf": 0.01}),
    "date": ("date", {"type": "string", "format": "date"}),
    "day": ("text", {"type": "string"}),
    "datetime": ("text", {"type": "string", "format": "date-time"}),
    "time": ("text", {"type": "string", "pattern": r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"}),
    "checkbox": ("yesno", {"type": "boolean"}),
    "postcode": ("text", {"type": "string", "pattern": r"^[1-9][0-9]{3} ?[a-zA-Z]{2}$"}),
    "iban": ("text", {"type": "string", "format": "iban"}),
    "licenseplate": ("text", {"type": "string", "pattern": r"^[a-zA-Z0-9]{1,3}-?[a-zA-Z0-9]{1,3}-?[a-zA-Z0-9]{1,3}$"}),
    "bsn": ("text", {"type": "string", "pattern": "^[0-9]{9}$"}),
    "radio": ("choice", {}),
    "select": ("choice", {}),
    "selectboxes": ("choices", {"type": "array"}),
    "hidden": ("text", {"type": "string"}),
}
# what theirs may be by their types, in the words of ours
TAKES = {"image/": "photo", "application/pdf": "document", "text/plain": "text"}
MOST_MEGABYTES, MOST_FILES = 20, 10
LIMITS = {"minLength": "minLength", "maxLength": "maxLength", "min": "minimum", "max": "maximum"}
TAGS = re.compile(r"<[^>]*>")


def single(each: FormioPart, language: str, tell: Tell) -> FieldProperties:
    """Returns the field for a single answer."""
    kind, valid = KINDS[each["type"]]
    valid, checks = dict(valid), checks_of(each)
    choices = choices_of(each, language)
    several = each.get("multiple") or kind == "choices"
    for theirs, ours in LIMITS.items():
        if (value := number_of(checks.get(theirs))) is not None and fits_kind(ours, valid):
            valid[ours] = value if ours in ("minimum", "maximum") else max(0, int(value))
    if checks.get("pattern"):
        if is_expression(f"^(?:{checks['pattern']})$"):
            valid["pattern"] = f"^(?:{checks['pattern']})$"
        else:
            tell(each, "its pattern is no regular expression, and is left out")
    if kind in ("choice", "choices") and choices:
        values = {"enum": [choice["value"] for choice in choices]}
        counts = counts_of(checks, "minSelectedCount", "maxSelectedCount")
        taken: FieldProperties = (
            {"kind": "choices", "valid": {"type": "array", **counts, "items": values}}
            if several
            else {"kind": "choice", "valid": values}
        )
        return taken | {"choices": choices}
    if kind in ("choice", "choices"):  # its choices come from elsewhere
        tell(each, "what there is to choose from comes from elsewhere: write choices, or leave it to be typed")
        kind, valid = "text", {"type": "string"}
    if each.get("multiple"):
        return {"kind": "lines" if valid["type"] == "string" else "data", "valid": {"type": "array", "items": valid}}
    if kind == "yesno" and checks.get("required"):
        return {"kind": "confirm", "valid": {"const": True}}
    return {"kind": kind, "valid": valid}


def choices_of(each: FormioPart, language: str) -> list[FieldProperties]:
    """Returns the choices, each value once."""
    data = each.get("data") if isinstance(each.get("data"), Mapping) else {}
    given = each.get("values") or data.get("values") or []  # type: ignore[union-attr]
    found: dict[str, FieldProperties] = {}
    for choice in given if isinstance(given, list) else ():
        value = choice.get("value") if isinstance(choice, Mapping) else choice
        if value in (None, "") or isinstance(value, dict | list):
            continue
        label = plain_words(choice.get("label")) if isinstance(choice, Mapping) else ""
        found.setdefault(str(value), {"value": value, "name": {language: label or str(value)}})
    return list(found.values())


def fits_kind(ours: str, valid: FormioPart) -> bool:
    """Returns whether a limit applies to this kind of value."""
    return valid.get("type") == ("number" if ours in ("minimum", "maximum") else "string")


def is_expression(pattern: str) -> bool:
    try:
        Checker(modern_schema({"pattern": pattern}))
        re.compile(pattern)
    except (NotValid, re.error):
        return False
    return True


def checks_of(each: FormioPart) -> FormioPart:
    checks = each.get("validate")
    return checks if isinstance(checks, Mapping) else {}


def plain_words(said: Any) -> str:
    """Words without the tags of HTML."""
    return unescape(TAGS.sub("", str(said))).strip() if said else ""


def counts_of(checks: FormioPart, least: str, most: str) -> FieldProperties:
    """Returns the limits on how many there may be."""
    said = {"minItems": number_of(checks.get(least)), "maxItems": number_of(checks.get(most))}
    return {name: int(value) for name, value in said.items() if value is not None and value >= 0}


def number_of(said: Any) -> float | None:
    """Reads a number however it is written; None for anything else."""
    try:
        value = float(said)
    except (TypeError, ValueError):
        return None
    return value if math.isfinite(value) else None


def single_file(each: FormioPart) -> FieldProperties:
    """A question for files: which kinds, how large, how many."""
    said = str(each.get("maxNumberOfFiles") or "")
    most = int(said) if re.fullmatch("[1-9][0-9]?", said) else MOST_FILES if each.get("multiple") else 1
    takes = sorted({taken for name in types_of(each) if (taken := taken_as(name))})
    valid = {"type": "array", "maxItems": min(most, MOST_FILES), "items": {"type": "object"}}
    sized = {"megabytes": size} if (size := megabytes_in(str(each.get("fileMaxSize") or ""))) else {}
    return {"kind": "file", "valid": valid, **({"takes": takes} if takes else {}), **sized}


def types_of(each: FormioPart) -> list[str]:
    """The kinds of files that a component names: as media types, or as endings."""
    said = (each.get("file") or {}).get("type") or str(each.get("filePattern") or "").split(",")
    return [name.strip().lower() for name in said if name.strip()]


def taken_as(name: str) -> str:
    """Returns our kind for one of their kinds of files; nothing for one that we do not take."""
    endings = {".pdf": "document", ".txt": "text", **dict.fromkeys((".jpg", ".jpeg", ".png", ".heic"), "photo")}
    if name in endings:
        return endings[name]
    return next((taken for start, taken in TAKES.items() if name.startswith(start) and "svg" not in name), "")


def megabytes_in(said: str) -> int:
    """A size as they write it (10MB, 500KB) in megabytes, rounded up; 0 for none."""
    found = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) *([KMG])I?B", said.strip().upper())
    if not found:
        return 0
    size = float(found[1]) * {"K": 1 / 1024, "M": 1, "G": 1024}[found[2]]
    return max(1, min(MOST_MEGABYTES, math.ceil(size)))
