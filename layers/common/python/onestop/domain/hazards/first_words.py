"""What somebody who names danger is told before anything else, in each language we ship."""

from __future__ import annotations

from collections.abc import Mapping

Texts = Mapping[str, str]

FIRST: Texts = {
    "en": "Call {number} now if anybody is in danger.",
    "zh-Hans": "如有人处于危险之中，请立即拨打{number}。",
    "es": "Si alguien está en peligro, llame ahora al {number}.",
}
CALL: Texts = {"en": "Call {number} now.", "zh-Hans": "请立即拨打{number}。", "es": "Llame ahora al {number}."}
# A message to us sends nobody out: whoever reads that we have it must not wait for us.
NOT_US: Texts = {
    "en": "We do not send emergency help.",
    "zh-Hans": "我们无法派出紧急救援。",
    "es": "Nosotros no enviamos ayuda de emergencia.",
}
KEPT: Texts = {
    "en": "We keep your case {reference}, and whoever is on duty looks at it first.",
    "zh-Hans": "您的诉求已保存，编号{reference}，值班人员会优先查看。",
    "es": "Guardamos su caso {reference} y quien está de turno lo mira primero.",
}
NAMES: Mapping[str, Texts] = {
    "gas": {"en": "gas", "zh-Hans": "燃气", "es": "gas"},
    "fire": {"en": "fire", "zh-Hans": "火灾", "es": "fuego"},
    "explosion": {"en": "explosion", "zh-Hans": "爆炸", "es": "explosión"},
    "weapon": {"en": "a weapon", "zh-Hans": "武器", "es": "un arma"},
    "violence": {"en": "violence", "zh-Hans": "暴力", "es": "violencia"},
    "suicide": {"en": "suicide", "zh-Hans": "轻生", "es": "suicidio"},
    "medical": {"en": "a life in danger", "zh-Hans": "生命垂危", "es": "una vida en peligro"},
    "monoxide": {"en": "carbon monoxide", "zh-Hans": "一氧化碳", "es": "monóxido de carbono"},
    "wires": {"en": "live wires", "zh-Hans": "带电线路", "es": "cables con corriente"},
    "collapse": {"en": "collapse", "zh-Hans": "坍塌或被困", "es": "derrumbe"},
    "water": {"en": "drowning or flood", "zh-Hans": "溺水或洪水", "es": "ahogamiento o inundación"},
    "chemical": {"en": "chemicals", "zh-Hans": "化学品", "es": "sustancias químicas"},
    "child": {"en": "a missing person", "zh-Hans": "人员失踪", "es": "una persona desaparecida"},
    "emergency": {"en": "an emergency", "zh-Hans": "紧急情况", "es": "una emergencia"},
}


def in_words(texts: Texts, language: str) -> str:
    """The words in a language, in English where we do not have them, and in any where there is no English."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()))


def first_words(number: str, language: str, reference: str | None = None) -> str:
    """The emergency number, then that the case is kept."""
    told = [in_words(FIRST, language).format(number=number), in_words(NOT_US, language)]
    if reference:
        told.append(in_words(KEPT, language).format(reference=reference))
    return ("" if language.startswith("zh") else " ").join(told)


def call_now(number: str, language: str) -> str:
    """The number alone, for a subject."""
    return in_words(CALL, language).format(number=number)


def danger_answer(hazard: str, number: str, language: str, reference: str) -> dict[str, str]:
    """What a program shows somebody who named danger, above all else."""
    return {"hazard": hazard, "number": number, "say": first_words(number, language, reference)}


def spoken_number(number: str) -> str:
    """A number as it is said, digit by digit: not nine hundred and eleven."""
    return " ".join(number)
