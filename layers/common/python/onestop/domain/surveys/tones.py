"""Judges whether a text sounds pleased or not, by words that anybody can read here: no model, nothing learned.

A positive word counts as negative right after a negation ("not helpful", 不满意). Irony is not recognised; so
tones are counted over many redacted answers, and are never used about any one person.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from onestop.domain.surveys.themes import count_by_service
from onestop.domain.understanding.keywords import WORD, fold_words

PLEASED, DISPLEASED, MIXED = TONES = ("pleased", "displeased", "mixed")
GOOD_WORDS = """
    good great excellent amazing wonderful happy pleased satisfied helpful friendly kind polite quick fast easy perfect
    best love lovely thanks grateful professional clean fixed solved
    bueno buena buen excelente maravilloso maravillosa contento contenta satisfecho satisfecha amable amables rápido
    rápida fácil perfecto perfecta mejor gracias agradecido agradecida profesional limpio limpia resuelto solucionado
"""
BAD_WORDS = """
    bad terrible awful horrible poor worst angry upset unhappy disappointed rude slow useless dirty broken confusing
    unacceptable ridiculous never nobody ignored late waste unhelpful impolite unfair
    malo mala mal terrible horrible pésimo pésima peor enojado enojada molesto molesta decepcionado decepcionada grosero
    grosera lento lenta inútil sucio sucia roto rota confuso inaceptable ridículo nadie ignoraron tarde injusto injusta
"""
NOT_WORDS = "not no t cannot hardly nada nunca tampoco ni sin"  # t: the rest of isn't, wasn't, don't
BETWEEN_WORDS = "very so really that too all muy tan a the fue es está un una"  # may be between a negation and its word
GOOD_CHINESE = (
    *("满意", "很好", "不错", "感谢", "谢谢", "热情", "耐心"),
    *("及时", "很快", "方便", "点赞", "好评", "专业", "修好了"),
)
BAD_CHINESE = (
    *("太慢", "太差", "很差", "糟糕", "失望", "生气", "敷衍"),
    *("推诿", "没人管", "差评", "态度差", "没用", "还没", "投诉无门"),
)
NOT_CHINESE = ("不", "没有", "没", "并不", "不太", "不够", "不是很")
GOOD, BAD, NOT, BETWEEN = (
    frozenset(fold_words(word) for word in words.split()) for words in (GOOD_WORDS, BAD_WORDS, NOT_WORDS, BETWEEN_WORDS)
)


def tone_of(text: str) -> str | None:
    """Returns how a text sounds; None if no word says so."""
    plain = fold_words(text)
    heard = {*spaced_tones(WORD.findall(plain)), *chinese_tones(plain)}
    return MIXED if len(heard) == 2 else next(iter(heard), None)


def spaced_tones(words: Iterable[str]) -> Iterable[str]:
    """Yields the tones of words separated by spaces. `not at all good` is not praise: small words may come between."""
    telling = [word for word in words if word not in BETWEEN]
    for before, word in pairwise(["", *telling]):
        if word in GOOD:
            yield DISPLEASED if before in NOT else PLEASED
        elif word in BAD:
            yield PLEASED if before in NOT else DISPLEASED


def chinese_tones(plain: str) -> Iterable[str]:
    """Yields the tones of Chinese words, which have no spaces."""
    for words, tone, contrary in ((GOOD_CHINESE, PLEASED, DISPLEASED), (BAD_CHINESE, DISPLEASED, PLEASED)):
        for word in words:
            before, found, _ = plain.partition(word)
            if found:
                yield contrary if before.endswith(NOT_CHINESE) else tone


def count_tones(said: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Counts the answers with each tone, over all services and for each; `said` are a service and the redacted words
    of one answer. Numbers below 10 are left out, and those that would reveal them by a sum."""
    heard = ((service, tone_of(text)) for service, text in said)
    return count_by_service(((tone, service) for service, tone in heard if tone), TONES, "tone")
