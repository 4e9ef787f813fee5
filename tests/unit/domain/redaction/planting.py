"""Texts with planted personal data in three languages: the place of each datum is known, because we put it there."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from onestop.domain.redaction.spans import Span

Planted = tuple[str, str]  # what is planted, and of which kind
FIRST = {
    "en": ("James", "Mary", "Robert", "Patricia", "Aisha", "DeShawn", "Siobhan", "Mohammed", "Li", "Anne-Marie"),
    "es": ("José", "María", "Juan", "Lucía", "Ángel", "Sofía", "Íñigo", "Begoña", "Ramón", "Ximena"),
    "zh-Hans": ("伟", "芳", "秀英", "敏", "静", "志强", "洋", "艳", "建国", "小明"),
}
LAST = {
    "en": ("Smith", "Johnson", "O'Neil", "Garcia", "Nguyen", "Van Dyke", "Patel", "McDonald", "Washington", "Kowalski"),
    "es": ("García", "Fernández López", "de la Cruz", "Muñoz", "Rodríguez Peña", "Ibáñez", "del Río", "Núñez"),
    "zh-Hans": ("王", "李", "张", "刘", "陈", "欧阳", "周", "黄", "徐", "孙"),
}
NEEDS = {
    "en": ("The lamp has been out for 3 weeks.", "There is a deep hole in the road.", "Nobody took our garbage."),
    "es": ("La farola lleva 3 semanas apagada.", "Hay un hoyo muy hondo.", "Nadie recogió la basura."),
    "zh-Hans": ("路灯坏了三个星期了。", "路面有个大坑。", "垃圾没有人收。"),
}
SAID = {
    "name": {
        "en": (
            "My name is {}.",
            "my name is {} and I am angry.",
            "This is {}, again.",
            "Mrs. {} told me.",
            "Regards,\n{}",
        ),
        "es": ("Me llamo {}.", "Mi nombre es {} y vivo aquí.", "Soy {}.", "La señora {} lo vio.", "Atentamente,\n{}"),
        "zh-Hans": ("我叫{}。", "姓名：{}，", "{}先生说的。", "联系人：{} ", "我是{}，"),
    },
    "phone": {
        "en": ("Call me at {}.", "My cell: {}", "{} is my number."),
        "es": ("Llámeme al {}.", "Teléfono: {}", "mi celular es {}."),
        "zh-Hans": ("电话{}。", "请打{}联系", "我的手机号码是{}"),
    },
    "email": {
        "en": ("Write to {}.", "email: {}"),
        "es": ("Escríbame a {}.", "correo: {}"),
        "zh-Hans": ("邮箱{}。", "发邮件到{}"),
    },
    "address": {
        "en": ("I live at {}.", "in front of {}, every day", "My house is {}"),
        "es": ("Vivo en {}.", "enfrente de {}, cada día", "en la {}"),
        "zh-Hans": ("我住在{}。", "{}门口，", "地址：{}，"),
    },
    "id": {
        "en": ("My SSN is {}.", "passport number {}", "driver's license {}"),
        "es": ("Mi DNI es {}.", "pasaporte {}", "DNI: {}"),
        "zh-Hans": ("身份证{}。", "护照号码：{}，", "身份证号{}"),
    },
    "plate": {
        "en": ("License plate {}.", "the plate is {}", "plate number {} blocks it"),
        "es": ("Placa {}.", "la matrícula es {}", "matrícula {}."),
        "zh-Hans": ("车牌{}。", "车牌号是{}", "一辆{}的车"),
    },
}


class Planter:
    """Makes texts by chance that is told: the same seed plants the same."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def digits(self, shape: str) -> str:
        return "".join(str(self.chance.randrange(10)) if letter == "#" else letter for letter in shape)

    def letters(self, amount: int, among: str = "BCDFGHJKLMNPRSTVWXYZ") -> str:
        return "".join(self.chance.choice(among) for _ in range(amount))

    def one(self, among: Sequence[str]) -> str:
        return self.chance.choice(among)

    def datum(self, kind: str, language: str) -> str:
        """A personal datum of a kind, as somebody of a language writes it."""
        made: str = getattr(self, kind)(language)
        return made

    def name(self, language: str) -> str:
        if language == "zh-Hans":
            return self.one(LAST[language]) + self.one(FIRST[language])
        return f"{self.one(FIRST[language])} {self.one(LAST[language])}"

    def phone(self, language: str) -> str:
        shapes = {
            "en": (
                "902-555-01##",
                "(902) 555-01##",
                "902.555.01##",
                "+1 902 555 01##",
                "90255501##",
                "+44 20 7946 0###",
            ),
            "es": ("612 34 56 ##", "6123456##", "+34 612 345 6##", "55 1234 56##", "612-345-6##", "+52 55 1234 56##"),
            "zh-Hans": ("138001380##", "138 0013 80##", "010-664412##", "+86 13800138###", "139-1234-56##"),
        }
        return self.digits(self.one(shapes[language]))

    def email(self, language: str) -> str:
        return self.digits(
            self.one(("ana.rivas##@mail.example", "li_wei#@qq.example.cn", "j-smith+x#@a-b.example.org"))
        )

    def address(self, language: str) -> str:
        shapes = {
            "en": (
                "1## Main Street",
                "4#2 N. 5th Ave",
                "7# Elm Ln apt 4B",
                "12#4 Martin Luther King Blvd",
                "3 Old Mill Road",
            ),
            "es": (
                "Calle Mayor 1#",
                "Avenida de la Constitución, 4#",
                "calle 5 de Mayo núm. 1##",
                "Av. Juárez #2#, 3º B",
            ),
            "zh-Hans": ("人民路1#号", "中山东路#8号3单元50#室", "幸福小区1#栋2单元3##室", "解放大道3#号"),
        }
        return self.digits(self.one(shapes[language]).replace("#", str(self.chance.randrange(1, 10)), 1))

    def id(self, language: str) -> str:
        shapes = {
            "en": ("###-##-####", f"{self.letters(1)}#######", f"{self.letters(2)}######"),
            "es": ("########" + self.letters(1), f"X#######{self.letters(1)}", f"{self.letters(3)}######"),
            "zh-Hans": ("110101199003##1234", "44030619851212###X", f"{self.letters(1, 'EG')}########"),
        }
        return self.digits(self.one(shapes[language]).replace("03##1", "0315#"))

    def plate(self, language: str) -> str:
        shapes = {
            "en": (f"{self.letters(3)} ####", f"{self.letters(3)}####", f"#{self.letters(3)}###"),
            "es": (f"#### {self.letters(3)}", f"####{self.letters(3)}", f"{self.letters(3)}-##-##"),
            "zh-Hans": (f"粤B#{self.letters(1)}###", "京A·#####", f"沪{self.letters(1)}####{self.letters(1)}"),
        }
        return self.digits(self.one(shapes[language]))


def texts(amount: int, seed: int) -> Iterator[tuple[str, str, Span]]:
    """Texts with one planted datum each: the language, the text, where it is and of which kind."""
    planter = Planter(seed)
    for number in range(amount):
        language = sorted(NEEDS)[number % len(NEEDS)]
        kind = sorted(SAID)[number // len(NEEDS) % len(SAID)]
        datum, frame = planter.datum(kind, language), planter.one(SAID[kind][language])
        need = planter.one(NEEDS[language])
        before, after = frame.split("{}")
        last = frame.endswith("\n{}")
        begun = f"{need} {before}"
        text = f"{begun}{datum}{after}" + ("" if last else f" {need}")
        yield language, text, Span(len(begun), len(begun) + len(datum), kind)
