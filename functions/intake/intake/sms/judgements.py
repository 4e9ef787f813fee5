"""Words that only say how it was. Behind a number they make it a score: "5 excellent service"."""

from __future__ import annotations

import re

from intake.sms.keywords import MOST, THANKS, keyword_in, plain, without_courtesy

HOW = (
    "excellent good great bad poor terrible awful perfect satisfied happy unhappy amazing fantastic awesome nice "
    "wonderful quick fast slow fine bien buen bueno buena mal malo mala excelente perfecto genial rapido lento "
    "satisfecho satisfecha"
)
AROUND = (
    "very so really quite too not was job work service well done ok thank thanks you much muy gracias servicio trabajo"
)
HOW_WORDS = frozenset(HOW.split())
WORDS = HOW_WORDS.union(AROUND.split())
IN_CHINESE = re.compile(
    r"(?=.*(?:好|满意|差|快|慢|棒))(?:很|非常|不|太|比较|服务|态度|速度|好|满意|差|快|慢|棒|谢谢|感谢|一般|了|的)+"
)


def is_judgement(text: str) -> bool:
    """Tells whether a text only says how it was, or is courtesy."""
    if len(text) > MOST or not any(map(str.isalnum, text)):
        return False
    keyword, words = keyword_in(text), plain(text).split("_")
    if (keyword and keyword.order == THANKS) or not without_courtesy(plain(text)):
        return True
    judged = not HOW_WORDS.isdisjoint(words) and WORDS.issuperset(words)
    return judged or IN_CHINESE.fullmatch("".join(words)) is not None
