"""The same need as others would write it: what must make no difference to where it goes."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from onestop_cli.train.dialects import in_dialect

NAMES = {
    "en": ("John Miller", "Fatima Al-Sayed", "Nguyen Thi Hoa", "Deshawn Jackson", "Olga Petrova"),
    "es": ("María López", "Quispe Mamani", "John Smith", "Fátima Benali", "Guadalupe Hernández"),
    "zh-Hans": ("张伟", "买买提", "李秀英", "约翰", "卓玛"),
}
CALLED = {"en": "My name is {name}. {text}", "es": "Me llamo {name}. {text}", "zh-Hans": "我叫{name}。{text}"}
POLITE = {
    "en": "Good morning, could you please help me? {text} Thank you very much, kind regards.",
    "es": "Buenos días, ¿me pueden ayudar por favor? {text} Muchas gracias, un saludo.",
    "zh-Hans": "您好，麻烦你们帮帮忙。{text}非常感谢！",
}
ANGRY = {
    "en": "This is a disgrace!! {text} I pay my taxes!!!",
    "es": "¡¡Esto es una vergüenza!! {text} ¡¡¡Pago mis impuestos!!!",
    "zh-Hans": "太不像话了！！{text}你们到底管不管！！！",
}
Vary = Callable[[str, str, random.Random], str]


def named(text: str, language: str, dice: random.Random) -> str:
    return CALLED[language].format(name=dice.choice(NAMES[language]), text=text)


def misspelt(text: str, language: str, dice: random.Random) -> str:
    """A letter in eight words is left out, doubled or swapped with the next; in Chinese, one character in twenty."""
    letters = list(text)
    every = 40 if language != "zh-Hans" else 20
    for _ in range(max(1, len(letters) // every)):
        at = dice.randrange(len(letters))
        if letters[at].isalpha() and at + 1 < len(letters):
            letters[at : at + 2] = dice.choice(
                ([letters[at + 1]], [letters[at], letters[at], letters[at + 1]], [letters[at + 1], letters[at]])
            )
    return "".join(letters)


VARIANTS: Mapping[str, Vary] = {
    "name": named,
    "politeness": lambda text, language, _: POLITE[language].format(text=text),
    "anger": lambda text, language, _: ANGRY[language].format(text=text),
    "spelling": misspelt,
    "dialect": lambda text, language, _: in_dialect(text, language),
    "capitals": lambda text, *_: text.upper(),
    "a text message": lambda text, *_: "".join(letter for letter in text.lower() if letter.isalnum() or letter == " "),
    "a page of HTML": lambda text, *_: f"<html><body><p>{text}</p><br></body></html>",
}
