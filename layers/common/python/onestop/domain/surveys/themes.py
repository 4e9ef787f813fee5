"""The themes that people write about in surveys, each recognised by a list of words that anybody can read here.

These lists decide if a jurisdiction has trained no classifier, and are used together with one if it has
(`learned_themes`). A text has a theme if one of its words occurs in it, in any language; it may have several, or none.
There is no understanding: "not slow" counts as being about time. Themes are counted over many redacted answers, and say
nothing about any one person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from onestop.domain.insights.many_comparisons import groups_to_hide
from onestop.domain.surveys.a11 import hidden_cells
from onestop.domain.surveys.results_as_data import LEAST
from onestop.domain.understanding.keywords import WORD, fold_words, occurs

THEMES: Mapping[str, tuple[str, ...]] = {
    "time": (
        *("slow", "wait", "waited", "waiting", "too long", "delay", "delays", "for weeks", "for months", "quick"),
        *("fast", "lento", "lenta", "espera", "esperar", "esperando", "tardó", "tardaron", "demasiado tiempo"),
        *("retraso", "demora", "rápido", "太慢", "等了", "等待", "太久", "拖延", "很快", "及时"),
    ),
    "unsolved": (
        *("not fixed", "not solved", "still broken", "still there", "still not", "nothing happened", "came back"),
        *("sin resolver", "sigue igual", "sigue roto", "sigue rota", "no arreglaron", "no resolvieron"),
        *("no hicieron nada", "没解决", "没有解决", "未解决", "没修好", "还没修", "没有修", "又坏了", "没人处理"),
    ),
    "information": (
        *("no answer", "no reply", "no update", "no updates", "nobody told", "not told", "unclear", "confusing"),
        *("sin respuesta", "no me avisaron", "nadie me avisó", "no me informaron", "no contestan", "confuso"),
        *("poco claro", "没有回复", "没回复", "没有答复", "没人通知", "没有通知", "不清楚", "看不懂"),
    ),
    "treatment": (
        *("rude", "friendly", "polite", "impolite", "helpful", "unhelpful", "respect", "disrespectful", "kind"),
        *("amable", "amables", "grosero", "grosera", "groseros", "maleducado", "educados", "respeto", "mal trato"),
        *("态度", "礼貌", "友好", "粗鲁", "热情", "耐心", "尊重"),
    ),
    "ease": (
        *("complicated", "difficult", "easy", "simple", "form", "forms", "website", "paperwork"),
        *("complicado", "difícil", "fácil", "sencillo", "formulario", "formularios", "página web", "papeleo"),
        *("复杂", "麻烦", "方便", "简单", "表格", "网站", "手续"),
    ),
    "quality": (
        *("good job", "great job", "good work", "well done", "poor job", "bad job", "poor work", "careless"),
        *("a mess", "buen trabajo", "bien hecho", "mal hecho", "mal trabajo", "chapuza", "descuidado", "suciedad"),
        *("做得好", "做得很好", "质量", "敷衍", "马虎", "不认真"),
    ),
    "cost": (
        *("fee", "fees", "expensive", "price", "too much money", "cost", "costs"),
        *("caro", "cara", "precio", "tasa", "tasas", "coste", "costo", "费用", "太贵", "收费", "价格"),
    ),
    "thanks": ("thank you", "thanks", "grateful", "gracias", "agradecido", "agradecida", "谢谢", "感谢", "多谢"),
}
PLAIN: Mapping[str, tuple[str, ...]] = {code: tuple(map(fold_words, words)) for code, words in THEMES.items()}


def themes_of(text: str) -> frozenset[str]:
    """Returns the themes of a text."""
    plain = fold_words(text)
    words = f" {' '.join(WORD.findall(plain))} "
    return frozenset(code for code, looked in PLAIN.items() if any(occurs(word, plain, words) for word in looked))


def count_themes(
    said: Iterable[tuple[str, str]], decide: Callable[[str], Iterable[str]] = themes_of
) -> list[dict[str, Any]]:
    """Counts the answers with each theme, over all services and for each; `said` are a service and the redacted
    words of one answer. Numbers below 10 are left out, and those that would reveal them by a sum."""
    found = ((theme, service) for service, text in said for theme in decide(text))
    return count_by_service(found, tuple(THEMES), "theme")


def count_by_service(found: Iterable[tuple[str, str]], order: Sequence[str], what: str) -> list[dict[str, Any]]:
    """Counts what was found, with its service: the totals in order, then by service."""
    cells: Counter[tuple[str, str]] = Counter(found)
    totals: Counter[str] = Counter()
    for (name, _), count in cells.items():
        totals[name] += count
    away, gone = hidden_cells(cells), groups_to_hide(totals, LEAST)
    over_all: list[dict[str, Any]] = [
        {what: name, "service": None, "answers": totals[name]} for name in order if totals[name]
    ]
    by_service: list[dict[str, Any]] = [
        {what: name, "service": service, "answers": count}
        for (name, service), count in sorted(cells.items(), key=lambda each: (each[0][1], -each[1], each[0][0]))
        if (name, service) not in away
    ]
    return [row for row in (*over_all, *by_service) if row[what] not in gone]
