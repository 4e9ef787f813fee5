"""The words that are an order when they are the whole message: carriers ask for them, in each language we speak.

CTIA Messaging Principles (2023), 5.1.3, and the keywords that AWS End User Messaging knows: STOP, STOPALL, UNSUBSCRIBE,
CANCEL, END, QUIT; START, UNSTOP; HELP, INFO. The others are what people write for the same; TD is what carriers in
China ask for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

MOST = 60  # letters of an order; what is longer says something else
STOP, START, HELP, STATUS, THANKS = "stop", "start", "help", "status", "thanks"

WORDS: Mapping[str, Mapping[str, str]] = {
    STOP: {
        "en": "stop stopall unsubscribe cancel end quit optout revoke stop_all opt_out stop_please please_stop",
        "es": "alto parar pare detener baja cancelar_suscripción darse_de_baja dar_de_baja no_más_mensajes",
        "zh-Hans": "停止 退订 取消订阅 td 不要再发 停止发送 停",
    },
    START: {
        "en": "start unstop subscribe optin opt_in resume",
        "es": "inicio iniciar empezar comenzar alta suscribir reanudar",
        "zh-Hans": "开始 订阅 恢复 重新订阅",
    },
    HELP: {"en": "help info", "es": "ayuda información", "zh-Hans": "帮助 幫助 求助 说明"},
    STATUS: {
        "en": "status my_status my_case my_request progress",
        "es": "estado mi_caso mi_solicitud seguimiento",
        "zh-Hans": "进度 状态 查询 查进度 查询进度 办理进度",
    },
    THANKS: {
        "en": "thanks thank_you thank_you_very_much thanks_a_lot many_thanks ok okay ok_thanks ok_thank_you great",
        "es": "gracias muchas_gracias ok_gracias vale de_acuerdo perfecto",
        "zh-Hans": "谢谢 多谢 谢谢你 谢谢您 好的 好 收到 好的谢谢 非常感谢",
    },
}


class Keyword(NamedTuple):
    """What a message orders, and in which language."""

    order: str
    language: str


def plain(text: str) -> str:
    """A message without capitals, signs, accents of width and more than one space."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(letter if letter.isalnum() or unicodedata.category(letter)[0] == "M" else " " for letter in folded)
    return "_".join(kept.split())


KEYWORDS: Mapping[str, Keyword] = {
    plain(word.replace("_", " ")): Keyword(order, language)
    for order, languages in reversed(list(WORDS.items()))  # of two that share a word the first one stands
    for language, words in reversed(list(languages.items()))
    for word in words.split()
}


# What people put around an order, and the sentences in which they say that they want no more messages
POLITE = re.compile(
    r"(?:^|_)(?:please|pls|plz|thanks|thank_you|thx|now|ok|okay|hi|hello|por_favor|gracias|ya|hola)(?=_|$)|[请請]|谢谢|謝謝|吧|了"
)
NO_MORE: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:stop|quit|no_more|don_t|do_not|never)_(?:(?:texting|messaging|contacting|text|message|contact)_(?:me|us|this_number)"
        r"|(?:sending|send)_(?:me_|us_)?(?:any_)?(?:more_)?(?:texts?|messages|text_messages|sms)|(?:texts?|messages|text_messages|sms))"
        r"(?:_(?:again|any_?more|ever))*|unsubscribe_(?:me|us)|opt_(?:me_)?out|(?:take|remove)_(?:me|my_number|this_number)"
        r"(?:_(?:off|from)_(?:the|your|this)_list)?"
    ),
    "es": re.compile(
        r"(?:deje|deja|dejen|pare|paren)_de_(?:enviar|mandar|escribir)(?:me|nos)?(?:_(?:más_)?(?:mensajes|sms|textos))?"
        r"|no_(?:me_|nos_)?(?:envíe|envíen|envies|mande|manden|escriba|escriban)(?:_más)?(?:_(?:mensajes|sms|textos))?"
        r"|(?:no_)?quiero_(?:más_mensajes|darme_de_baja)|no_más_(?:mensajes|sms|textos)|(?:dar|den|dé)me_de_baja"
    ),
    "zh-Hans": re.compile(r"(?:停止|不要|别|勿)(?:再)?(?:给我|向我)?(?:发|发送)(?:短信|信息|消息)?(?:给我)?"),
}


def keyword_in(text: str) -> Keyword | None:
    """The order that a message is, if it is one and nothing else, said politely or not."""
    if len(text) > MOST:
        return None
    said = plain(text)
    bare = POLITE.sub("", said).strip("_")
    unwanted = (Keyword(STOP, language) for language, words in NO_MORE.items() if words.fullmatch(bare))
    return KEYWORDS.get(said) or (KEYWORDS.get(bare) or next(unwanted, None) if bare else None)
