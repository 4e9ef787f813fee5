"""Personal data by language, made from lists that the redactor does not use.

Names are planted from two lists: common ones, which any list of names has, and rare ones, which most lists lack.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

FIRST = {
    "en": "Olivia Marcus Denise Trevor Shanice Gwendolyn Wyatt Tamika Rashad Priyanka Callum Brigid "
    "Octavia Ezekiel Harriet",
    "es": "Jimena Rodrigo Araceli Fermín Yolanda Iker Maricarmen Ulises Noelia Gonzalo Rocío Anselmo "
    "Itzel Baltasar Leire",
    "zh-Hans": "雅婷 建军 梓涵 德胜 晓燕 俊杰 淑华 浩然 玉兰 鹏飞 丽娜 文博 志远 雪 磊 婷 勇 倩 国栋 欣怡",
}
RARE_FIRST = {
    "en": "Zephyrine Tavaughn Oluwadamilola Merewyn Ottoline Kwesiba Jorvik Anneliesje Xanthippa Breccan",
    "es": "Tlalli Nezahuala Ximénez Uxoa Arquímides Yatzil Eustoquia Hermógenes Maixabel Zuriñe",
    "zh-Hans": "翀 懿轩 羿霖 亦菲 攸宁 若兮 沐阳 知夏 蕙心 嵩山",
}
LAST = {
    "en": "Whitfield Okafor Lindgren Castellano Abernathy Nguyen Rosenthal McAllister Ferreira Banerjee "
    "Thornton Delacroix Huang",
    "es": "Villanueva Ocampo|Salcedo Bustamante Echeverría Montalvo|Cisneros Arizmendi de|la|Fuente "
    "Zamora|Tapia Garrido Quiñones",
    "zh-Hans": "许 邓 曹 彭 蔡 潘 袁 于 董 余 苏 叶 吕 魏 蒋 田 杜 丁 沈 姜 范 江 傅 钟 卢 汪 戴 崔 任 陆 廖 姚",
}
RARE_LAST = {
    "en": "Vandermolen Quackenbosch Szymborsky Ogunbanjo Featherstonehaugh Tsegaye Brzezicki Lindqvistsen",
    "es": "Urquidizaga Goyeneche|Lizarralde Xoconostle Mazariegos|Tuc Etxaniz Zubillagoitia Chumacero Huitrón|Ayllón",
    "zh-Hans": "欧阳 司马 诸葛 邬 郗 逄 仝 佘 阚 皮",
}
STREETS = {
    "en": "Larkspur Lane|Wexford Avenue|Old Tannery Road|E. 14th Street|Bellweather Court|"
    "Saint Agnes Terrace|Quarry Hill Drive",
    "es": "Calle de los Olivos|Avenida Reforma Norte|C/ Sant Pere Més Alt|Paseo del Prado|"
    "Calle 27 de Febrero|Av. Independencia",
    "zh-Hans": "青年大街|解放西路|翠竹路|学府大道|建设北街|光明巷",
}
TOWNS = {"en": "Harlow Falls, OH 44122|Trenton, NJ 08611", "es": "28013 Madrid|08003 Barcelona|Col. Roma Norte"}
PLACES = ("", "", "江宁市", "沧浪区", "江宁市沧浪区", "云岭省江宁市沧浪区")
SHAPES: Mapping[str, Mapping[str, str]] = {
    "phone": {
        "en": "(415) 555-01##|415-555-01##|415.555.01##|+1 415-555-01##|415 555 01##|41555501##|1-415-555-01##",
        "es": "6## ### ###|6########|+34 6## ## ## ##|91 ### ## ##|55 #### ####|+52 55 #### ####|"
        "(33) 3### ####|9##-##-##-##",
        "zh-Hans": "13#########|159 #### ####|186-####-####|+86 177########|0755-2#######|021-6#######|(010)8#######",
    },
    "id": {
        "en": "#1#-4#-####|#12-##-####|C0######|K######7|5########",
        "es": "########@|X#######@|Y-#######-@|AAA######|@@@@8#01##H@@@@@07",
        "zh-Hans": "3201051988031#####|51010419751102###X|E########|G########",
    },
    "plate": {
        "en": "7@@@###|@@@-####|@@@ ###|@@## @@@|###-@@@",
        "es": "#### @@@|####@@@|@@@-##-##|@@@-###-@|@@@ ###",
        "zh-Hans": "苏A@####|川B·#####|粤S#@###|沪AD#####|京N##@##",
    },
    "card": {"": "4### #### #### ####|5###-####-####-####|4###############"},
    "iban": {
        "en": "GB29NWBK601613319268##|#########",
        "es": "ES91 2100 0418 4502 0005 1332|ES7921000813610123456789",
        "zh-Hans": "6222 02## #### #### ###|62170000########",
    },
    "birth": {
        "en": "03/1#/195#|1964-0#-2#|March #, 198#|1# October 197#|0#-1#-8#",
        "es": "1# de marzo de 195#|0#/1#/197#|2#-0#-198#|# de abril del 199#",
        "zh-Hans": "195#年3月1#日|198#-0#-1#|197#年1#月|196#0#1#|199#.0#.2#",
    },
    "link": {
        "en": "https://www.facebook.com/marcus.w.##|@bluekayak##|twitter.com/okafor_##|instagram.com/shan.##/|https://nextdoor.example/p/x##?u=9",
        "es": "https://instagram.com/jime.ocampo##|@rodrigo_v##|facebook.com/araceli.montalvo.##|www.miblog##.example/fotos",
        "zh-Hans": "https://weibo.com/u/17########|@小城故事##|www.douban.com/people/wenbo##|https://mp.example.cn/s?u=abc##",
    },
    "email": {
        "": "{a}.{b}##@gmail.com|{a}##@mail.example.org|{b}_{a}@correo.example.mx|"
        "{a}+city@out-look.example|1####{b}@qq.com"
    },
}
LETTERS = "BCDFGHJKLMNPRSTVWXYZ"


class Maker:
    """Makes personal data by a chance that is told; ``rare`` says how many of the names are from the rare lists."""

    def __init__(self, chance: random.Random, rare: float) -> None:
        self.chance, self.rare = chance, rare

    def make(self, kind: str, language: str) -> str:
        """A datum of a kind, as somebody of a language writes it."""
        made: Callable[[str], str] | None = getattr(self, kind, None)
        return made(language) if made else self.shaped(kind, language)

    def one(self, lists: Mapping[str, str], language: str, parted: str | None = None) -> str:
        return self.chance.choice(lists[language].split(parted))

    def part(self, common: Mapping[str, str], rare: Mapping[str, str], language: str) -> str:
        return self.one(rare if self.chance.random() < self.rare else common, language).replace("|", " ")

    def first(self, language: str) -> str:
        return self.part(FIRST, RARE_FIRST, language)

    def last(self, language: str) -> str:
        return self.part(LAST, RARE_LAST, language)

    def name(self, language: str) -> str:
        if language == "zh-Hans":
            return self.last(language) + self.first(language)
        middle = self.chance.choice(("", "", "", " J.", " " + self.first(language)))
        return f"{self.first(language)}{middle} {self.last(language)}"

    def name_small(self, language: str) -> str:
        return f"{self.one(FIRST, language)} {self.one(LAST, language)}".replace("|", " ").lower()

    def name_big(self, language: str) -> str:
        return f"{self.first(language)} {self.last(language)}".upper()

    def address(self, language: str) -> str:
        street, number = self.one(STREETS, language, "|"), self.chance.randrange(1, 4000)
        if language == "zh-Hans":
            doors = self.chance.choice(
                ("", f"{number % 9 + 1}栋{number % 4 + 1}单元{number % 30 + 1}0{number % 4 + 1}室")
            )
            return f"{self.chance.choice(PLACES)}{street}{number}号{doors}"
        town = self.chance.choice(("", "", ", " + self.one(TOWNS, language, "|")))
        if language == "en":
            return f"{number} {street}{self.chance.choice(('', '', f', Apt {number % 30}C', f' #{number % 90}'))}{town}"
        between, door = (
            self.chance.choice((" ", ", ", ", n.º ", " #")),
            self.chance.choice(("", "", ", 3º B", " piso 2")),
        )
        return f"{street}{between}{number}{door}{town}"

    def shaped(self, kind: str, language: str) -> str:
        shapes = SHAPES[kind]
        shape = self.chance.choice((shapes.get(language) or shapes[""]).split("|"))
        names = [self.one(FIRST, each).lower() for each in ("en", "en")]
        shape = shape.replace("{a}", names[0]).replace("{b}", names[1])
        return "".join(self.filled(letter, kind) for letter in shape)

    def filled(self, letter: str, kind: str) -> str:
        if letter == "#":
            return str(self.chance.randrange(*((1, 10) if kind == "birth" else (0, 10))))
        return self.chance.choice(LETTERS) if letter == "@" and kind in {"id", "plate"} else letter
