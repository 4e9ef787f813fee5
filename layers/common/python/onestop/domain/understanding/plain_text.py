"""Normalises a text for understanding: removes lines that name a place, HTML, case, accents, widths, numbers and
stretched letters.

Traditional characters are read as simplified ones. Text beyond `LONGEST` is cut: by then the need has been said.
"""

from __future__ import annotations

import re

from onestop.domain.hazards.tokens import fold_text
from onestop.domain.places.place_lines import PLACE_LINE

LONGEST = 1500  # letters that are read; the rest of a longer text is not
CHINESE = "\u3400-\u9fff\uf900-\ufaff"
TAGS = re.compile(r"<[^<>]{0,200}>|&[a-z]{2,6};")
LINKS = re.compile(r"(?:https?://|www\.)\S+")
NUMBERS = re.compile(r"\d+")
WORDS = re.compile(rf"[{CHINESE}]+|[^\W\d_{CHINESE}]+|#")
HAS_CHINESE = re.compile(rf"[{CHINESE}]")
SPANISH_WORDS = """
    el la los las un una de del al que en y no hay por para con se mi me lo es esta estan como muy ya desde hace pero
    porque donde quien cuando favor calle casa nos su sus son fue pasaron sin quiero necesito puede pueden vecino
    vecinos basura perro arbol luz agua esquina frente todo toda todos dia dias noche
"""
ENGLISH_WORDS = """
    the a an of and to in is are was it my i we you they on at for with not no there this that have has been do does
    did can could please who what when where how next near from but our your street house nobody somebody someone
    again still dog tree light water
"""
SPANISH = frozenset(SPANISH_WORDS.split())
ENGLISH = frozenset(ENGLISH_WORDS.split())
# of everyday complaints, in addition to those that name danger
MORE_TRADITIONAL = str.maketrans(
    "辦執稅圖積爛轉彎層擋髒麼樣話兩買錯張長興環運動術歡謝題實際靜養廳貴餿讚讀寫資糞鬧騎徑叢晝籠趕廈鋪攤舖墊牀夠濘"
    "幣銹鏽櫃麵傢幹邨淩鄧蘆蔔殼覆餘趙賞輔週遠遲適鄭釣鈔銅鋁鋼錄鍊鎮闊陰陳階雖雙雞難雲頓順頒顧飛飼饋駕驚髮鬥鬱魯麗黃齊齒",
    "办执税图积烂转弯层挡脏么样话两买错张长兴环运动术欢谢题实际静养厅贵馊赞读写资粪闹骑径丛昼笼赶厦铺摊铺垫床够泞"
    "币锈锈柜面家干村凌邓芦卜壳复余赵赏辅周远迟适郑钓钞铜铝钢录链镇阔阴陈阶虽双鸡难云顿顺颁顾飞饲馈驾惊发斗郁鲁丽黄齐齿",
)


def plain(text: str) -> str:
    """Returns the text as it is compared."""
    shown = LINKS.sub(" # ", TAGS.sub(" ", PLACE_LINE.sub("", text[:LONGEST])))
    # decomposition can turn one character into eighteen, so the text is cut again afterwards
    return NUMBERS.sub(" # ", fold_text(shown)[:LONGEST]).translate(MORE_TRADITIONAL)


def words_of(plain_text: str) -> list[str]:
    """Returns the words of a text that is plain already; a run of Chinese characters is one of them, a number is a
    `#`."""
    return WORDS.findall(plain_text)


def is_chinese(word: str) -> bool:
    """Says whether a word is a run of Chinese characters."""
    return "\u3400" <= word[0] <= "\u9fff" or "\uf900" <= word[0] <= "\ufaff"


def language_of(text: str) -> str:
    """Returns the probable language of a text: good enough to count by language, not to answer in it."""
    if HAS_CHINESE.search(text):
        return "zh-Hans"
    words = [word for word in words_of(plain(text)) if word != "#"]
    spanish = sum(word in SPANISH for word in words) + 2 * bool(re.search("[ñ¿¡áéíóú]", text.casefold()))
    return "es" if spanish > sum(word in ENGLISH for word in words) else "en"
