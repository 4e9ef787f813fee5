"""References and codes read out letter by letter: a word for each, as people on the telephone say them.

References have no I, L, O and U, yet codes and whatever comes later may: the tables are whole.
"""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.languages import FALLBACK

# English: the alphabet of ICAO and NATO. Spanish: the words that are usual on the telephone. Chinese spells Latin
# letters by English words that everybody has learnt, with their meaning; digits as they are said in numbers, 1 as yao.
WORDS: Mapping[str, str] = {
    "en": "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec "
    "Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu",
    "es": "Antonio Burgos Carmen Dolores Enrique Francia Gerona Historia Inés José Kilo Lorenzo Madrid Navarra Oviedo "
    "París Queso Ramón Sábado Tarragona Úbeda Valencia Washington Xilófono Yegua Zaragoza",
    "zh": "Apple(苹果) Boy(男孩) Cat(猫) Dog(狗) Egg(鸡蛋) Fish(鱼) Girl(女孩) Hand(手) Ice(冰) Juice(果汁) King(国王) "
    "Lion(狮子) Moon(月亮) Nose(鼻子) Orange(橙子) Pen(钢笔) Queen(女王) Rice(米饭) Sun(太阳) Tea(茶) Umbrella(雨伞) "
    "Violin(小提琴) Water(水) X-ray(X光) Yellow(黄色) Zoo(动物园)",
}
DIGITS: Mapping[str, str] = {
    "en": "zero one two three four five six seven eight nine",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "zh": "零 幺 二 三 四 五 六 七 八 九",
}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def spell(text: str, language: str) -> list[list[tuple[str, str]]]:
    """Each letter and digit with its word, in the groups between the hyphens; letters that we have no word for as they
    are. A language without an alphabet of ours is spelled in English."""
    tongue = language.partition("-")[0]
    known = tongue if tongue in WORDS else FALLBACK
    words = dict(zip(LETTERS, WORDS[known].split(), strict=True))
    words |= {str(number): word for number, word in enumerate(DIGITS[known].split())}
    return [[(letter, words.get(letter.upper(), letter)) for letter in group] for group in text.split("-")]
