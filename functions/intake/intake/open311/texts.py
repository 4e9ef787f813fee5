"""The words of the Open311 server that are not in the catalogue, in each language we ship."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.catalogue.catalogue import Texts

# how an answer is written, by the kind of question
DATATYPES: Mapping[str, Texts] = {
    "text": {"en": "Your own words", "zh-Hans": "文字说明", "es": "Con sus palabras"},
    "number": {"en": "A number, such as 12 or 1.5", "zh-Hans": "数字，如 12 或 1.5", "es": "Un número, como 12 o 1.5"},
    "date": {"en": "A day, such as 2026-11-23", "zh-Hans": "日期，如 2026-11-23", "es": "Un día, como 2026-11-23"},
    "yesno": {"en": "Yes or no", "zh-Hans": "是或否", "es": "Sí o no"},
    "choice": {"en": "One of the list", "zh-Hans": "单选", "es": "Uno de la lista"},
    "choices": {"en": "Any of the list", "zh-Hans": "可多选", "es": "Los que correspondan"},
}

YES_NO: Mapping[str, Texts] = {
    "yes": {"en": "Yes", "zh-Hans": "是", "es": "Sí"},
    "no": {"en": "No", "zh-Hans": "否", "es": "No"},
}
