"""The words that are an order if they are the whole message: carriers require them, in each language we speak.

CTIA Messaging Principles (2023), 5.1.3, and the keywords that AWS End User Messaging knows: STOP, STOPALL, UNSUBSCRIBE,
CANCEL, END, QUIT; START, UNSTOP; HELP, INFO. The others are what people write for the same; TD is what carriers in
China require.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from intake.sms.no_more import ASKING, BARE, BESIDE, NO_MORE, POLITE
from intake.sms.other_languages import AGAIN_ELSEWHERE, HELP_ELSEWHERE, NO_MORE_ELSEWHERE, STOP_SIGNS
from onestop.domain.visible_words import shows_something

STARS = "⭐🌟★"  # a score
# Signs that only answer: of any other one, such as a fire, a person has to find out what it means
ANSWERING = frozenset("👍👎👌🙏❤♥💙💚💛💜🧡🖤🤍😊🙂😀😃😄😁😆😂🤣😍🥰😘🤗👏🙌💪🎉✅✔☑🌹💐😉😌😇🤝🫶👋😡😠😞😢😭🙄😐😕")
BETWEEN = re.compile("[\\s\ufe0f\u200d\U0001f3fb-\U0001f3ff.,;:!…。！，~-]+")
SENTENCE_END = re.compile(r"[.!?;,:\n…。！？；，：]+")
MOST = 120  # characters of an order; a longer message says something else
STOP, START, HELP, STATUS, THANKS = "stop", "start", "help", "status", "thanks"

WORDS: Mapping[str, Mapping[str, str]] = {
    STOP: {
        "en": "stop stopall unsubscribe cancel end quit optout revoke stop_all opt_out stop_please please_stop "
        "unsubscribe_all cancel_all end_all s_t_o_p stpo sotp arret",
        "es": "alto parar pare para basta detener baja cancelar cancelar_suscripción darse_de_baja dar_de_baja",
        "zh-Hans": "停止 退订 取消订阅 td t_d 不要再发 停止发送 停 t 回t 回td 回t退订 回td退订 退定 拒收",
    },
    START: {
        "en": "start unstop subscribe optin opt_in resume",
        "es": "inicio iniciar empezar comenzar alta suscribir reanudar",
        "zh-Hans": "开始 订阅 恢复 重新订阅",
    },
    HELP: {  # who only greets us is told what can be done here
        "en": "help info hi hello hey hello_there good_morning good_afternoon good_evening",
        "es": "ayuda información hola buenas buenos_días buenas_tardes buenas_noches",
        "zh-Hans": "帮助 幫助 求助 说明 你好 您好 嗨",
    },
    STATUS: {
        "en": "status my_status my_case my_request progress",
        "es": "estado mi_caso mi_solicitud seguimiento",
        "zh-Hans": "进度 状态 查询 查进度 查询进度 办理进度",
    },
    THANKS: {
        "en": "thanks thank_you thank_you_very_much thanks_a_lot many_thanks ok okay ok_thanks ok_thank_you great "
        "thank_you_so_much thanks_so_much thanks_again thank_u thx tks ty got_it perfect",
        "es": "gracias muchas_gracias ok_gracias vale de_acuerdo perfecto",
        "zh-Hans": "谢谢 多谢 谢谢你 谢谢您 好的 好 收到 好的谢谢 非常感谢",
    },
}


# words that announce an opinion about us if a colon follows: without one they may begin a need
WORDS_OF_OPINION: Mapping[str, str] = {
    **dict.fromkeys(("praise", "thanks_to", "elogio", "felicitacion", "表扬"), "praise"),
    **dict.fromkeys(("idea", "suggestion", "sugerencia", "建议"), "idea"),
    **dict.fromkeys(("feedback", "opinion", "反馈", "意见"), "complaint"),
}
OPINION = re.compile(r"\s*([^:：\n]{2,20}?)\s*[:：]\s*(\S.*)", re.DOTALL)


ELSEWHERE: Mapping[str, Mapping[str, str]] = {
    STOP: NO_MORE_ELSEWHERE,
    START: AGAIN_ELSEWHERE,
    HELP: HELP_ELSEWHERE,
}


class SmsKeyword(NamedTuple):
    """What a message orders, and in which language."""

    order: str
    language: str


# Chinese characters of orders as they are written in Taiwan and Hong Kong
SIMPLE = str.maketrans(
    "請謝訂閱發傳簡訊別給號碼時嗎煩擾騷麼繼續這個從單刪關閉夠務聯繫們類種對啟開復說進狀態詢辦",
    "请谢订阅发传简讯别给号码时吗烦扰骚么继续这个从单删关闭够务联系们类种对启开复说进状态询办",
)


ACCENTS = re.compile("[\u0300-\u036f]")  # of Latin letters: people often leave them out on a telephone


def plain(text: str) -> str:
    """A message in lower case, without signs, accents and repeated spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(SIMPLE)
    folded = unicodedata.normalize("NFC", ACCENTS.sub("", unicodedata.normalize("NFD", folded)))
    kept = "".join(letter if letter.isalnum() or unicodedata.category(letter)[0] == "M" else " " for letter in folded)
    return "_".join(kept.split())


KEYWORDS: Mapping[str, SmsKeyword] = {
    plain(word.replace("_", " ")): SmsKeyword(order, language)
    for orders in (ELSEWHERE, WORDS)  # if two orders or languages share a word, the first one of WORDS counts
    for order, languages in reversed(list(orders.items()))
    for language, words in reversed(list(languages.items()))
    for word in words.split()
}


def keyword_in(text: str) -> SmsKeyword | None:
    """The order in a message, if the message is one and nothing else, polite or not."""
    if len(text) > MOST:
        return None
    if not any(map(str.isalnum, text)):
        return keyword_of_signs(text)
    said = plain(text)
    bare = without_courtesy(said)
    return KEYWORDS.get(said) or KEYWORDS.get(bare) or no_more(bare) or no_more_at_last(text)


def keyword_of_signs(text: str) -> SmsKeyword | None:
    """The order in a message without a letter or digit, such as one emoji: nobody can work on it."""
    signs = set(BETWEEN.sub("", text))
    if signs and signs <= set(STOP_SIGNS):
        return SmsKeyword(STOP, "en")
    if signs and signs <= set("?？؟"):
        return SmsKeyword(HELP, "en")
    return SmsKeyword(THANKS, "en") if shows_something(text) and signs <= ANSWERING else None


def without_courtesy(said: str) -> str:
    return POLITE.sub("", said).strip("_")


def no_more(bare: str) -> SmsKeyword | None:
    """The order to stop, if a sentence says that no more messages are wanted."""
    asked = ASKING.sub("", bare).strip("_")
    for said in dict.fromkeys((bare, asked)):
        joined = said if said.isascii() else said.replace("_", "")
        if joined in BARE:
            return KEYWORDS.get(joined) or SmsKeyword(STOP, "en")
        language = next((language for language, words in NO_MORE.items() if words.fullmatch(joined)), None)
        if language:
            return SmsKeyword(STOP, language)
    return None


def no_more_at_last(text: str) -> SmsKeyword | None:
    """The order to stop in several sentences, none of which is about anything else: "Who is this? Stop!"."""
    sentences = [without_courtesy(plain(part)) for part in SENTENCE_END.split(text)]
    said = [sentence for sentence in sentences if sentence and not BESIDE.fullmatch(sentence)]
    orders = [stop if (stop := KEYWORDS.get(each)) and stop.order == STOP else no_more(each) for each in said]
    return orders[0] if orders and all(orders) else None


def opinion_in(text: str) -> tuple[str, str] | None:
    """What somebody thinks of us, announced by the first word: its kind, and the words; None for anything else."""
    found = OPINION.fullmatch(text)
    kind = WORDS_OF_OPINION.get(plain(found[1])) if found else None
    return (kind, found[2].strip()) if found and kind else None
