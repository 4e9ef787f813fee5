"""How languages write days, times, numbers and lists: taken from CLDR once, so that no function carries all of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from babel import Locale
from babel.units import format_unit

FORMATS = Path("layers") / "common" / "python" / "onestop" / "domain" / "languages.json"
# What governments publish in: a language that is not here is written with the formats of English
LANGUAGES = (
    *("am", "ar", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fil"),
    *("fr", "ga", "gl", "gu", "he", "hi", "hr", "ht", "hu", "hy", "id", "is", "it", "ja", "ka", "km", "ko", "lo"),
    *("lt", "lv", "mi", "mk", "mn", "ms", "mt", "my", "nb", "ne", "nl", "nn", "pa", "pl", "ps", "pt", "ro", "ru"),
    *("sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "te", "th", "ti", "tl", "tr", "uk", "ur", "uz", "vi"),
    *("zh-Hans", "zh-Hant"),
)
# English of the world: CLDR's "en" alone is that of the United States
LOCALES = {"en": "en_001", "ht": "fr_HT", "tl": "fil"}
NAMES = {"en": "English", "ht": "Kreyòl ayisyen", "tl": "Tagalog", "zh-Hans": "简体中文", "zh-Hant": "繁體中文"}
# CLDR's letters (Unicode Technical Standard 35, part 4) -> the parts that `dates` fills in
LETTERS = {
    "d": "{day}", "dd": "{day:02}", "M": "{number}", "MM": "{number:02}", "MMMM": "{month}", "MMM": "{month}",
    "y": "{year}", "yyyy": "{year}", "G": "", "h": "{hour12}", "hh": "{hour12:02}", "H": "{hour}", "HH": "{hour:02}",
    "LLLL": "{month}", "mm": "{minute:02}", "a": "{half}", "B": "{half}",
}  # fmt: skip
NUMBER_PLACE = re.compile(r"[#0,.]+")  # the place of the number in a pattern of CLDR
TOKEN = re.compile(r"'([^']*)'|(([dMLyGhHmaB])\3*)")


def formats_of(language: str) -> dict[str, Any]:
    """Returns how one language writes."""
    locale = Locale.parse(LOCALES.get(language, language.replace("-", "_")))
    halves = locale.day_periods["format"]["abbreviated"]
    month = locale.datetime_skeletons["yMMMM"].pattern
    # where a month without a day has a form of its own, as in Slavic languages
    alone = {"alone": [locale.months["stand-alone"]["wide"][each] for each in range(1, 13)]} if "L" in month else {}
    own_name = NAMES.get(language) or locale.get_display_name() or language
    return {
        "name": own_name[0].upper() + own_name[1:],
        "direction": locale.text_direction,
        "date": fill_in(locale.date_formats["long"].pattern),
        "day": fill_in(locale.datetime_skeletons["MMMMd"].pattern),
        "month": fill_in(month),
        **alone,
        "time": fill_in(locale.time_formats["short"].pattern),
        "moment": locale.datetime_formats["medium"].replace("{1}", "{date}").replace("{0}", "{time}"),
        "months": [locale.months["format"]["wide"][month] for month in range(1, 13)],
        "halves": [halves.get("am", "AM"), halves.get("pm", "PM")],
        "weekdays": [locale.days["stand-alone"]["wide"][day] for day in range(7)],
        **numbers_of(locale),
        "and": list_of(locale, "standard"),
        "or": list_of(locale, "or"),
    }


def numbers_of(locale: Locale) -> dict[str, Any]:
    """Returns how numbers are written, in European digits: the separator of groups, how many digits a group has
    (the last one, those before it), percents, and the sizes of files."""
    symbols = locale.number_symbols.get("latn") or locale.number_symbols[locale.default_numbering_system]
    return {
        "decimal": symbols["decimal"] if "latn" in locale.number_symbols else ".",
        "group": plain_space(symbols["group"]) if "latn" in locale.number_symbols else ",",
        "groups": list(locale.decimal_formats[None].grouping),
        "percent": plain_space(NUMBER_PLACE.sub("{number}", locale.percent_formats[None].pattern)),
        **{name: plain_space(size_of(locale, name)) for name in ("kilobyte", "megabyte")},
    }


def size_of(locale: Locale, unit: str) -> str:
    """Returns how a number of units is written."""
    return format_unit(8, f"digital-{unit}", "short", locale=locale).replace("8", "{number}")


def plain_space(said: str) -> str:
    """No narrow spaces, which telephones show as boxes; what holds a number and its unit together stays."""
    return said.replace("\u202f", "\u00a0")


def list_of(locale: Locale, kind: str) -> list[str]:
    """Returns how several things are joined: two of them, the first, those between, the last."""
    patterns = locale.list_patterns[kind]
    return [patterns[part] for part in ("2", "start", "middle", "end")]


def fill_in(pattern: str) -> str:
    """A pattern of CLDR as a format of Python; narrow spaces, which telephones show as boxes, as plain ones."""
    said = TOKEN.sub(lambda found: found[1] if found[2] is None else LETTERS[found[2]], pattern)
    return " ".join(said.split())


def formats_as_json() -> str:
    """The formats of every language, one language a line."""
    rows = (f"{json.dumps(code)}: {json.dumps(formats_of(code), ensure_ascii=False)}" for code in LANGUAGES)
    return "{\n" + ",\n".join(rows) + "\n}\n"


def write_formats(project: Path) -> None:
    """Write the formats where the functions read them."""
    (project / FORMATS).write_text(formats_as_json(), encoding="utf-8")
