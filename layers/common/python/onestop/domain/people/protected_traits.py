"""Traits by which nobody may be sorted, as laws against discrimination name them, with the words that reveal them.

A table of beginnings of words, and of whole words where the beginning would match too much. It finds what is said
openly; only people can notice a harmless word that stands for a trait.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from unicodedata import combining, normalize

BEGINNINGS: Mapping[str, str] = {
    "origin": "ethnic etnic racial indigen immigra inmigra migrant refugee refugiad asylum asilo nationalit "
    "nacionalidad foreigner extranjer citizenship ciudadania",
    "belief": "religi muslim musulman christian cristian jewish judi hindu buddh budis catholic catolic atheis ateo "
    "church iglesia mosque mezquita",
    "sexuality": "homosex heterosex bisex lesbian transgender transgener transex sexual gender genero queer",
    "disability": "disab discapa minusval handicap wheelchair",
    "health": "health salud illness disease enfermed diagnos pregnan embaraz psychiatr psiquiatr genetic",
    "opinion": "politic ideolog sindica",
    "age": "elder senior retire jubila anciano",
}
WHOLE: Mapping[str, str] = {
    "origin": "race raza negro white blanco asian asiatico roma gitano",
    "belief": "faith fe islam jew jews creed",
    "sexuality": "gay gays sex sexo trans lgbt",
    "disability": "blind deaf ciego sordo",
    "health": "ill sick hiv vih",
    "opinion": "union unions",
    "age": "age edad old older mayores",
}
CHINESE: Mapping[str, str] = {
    "origin": "种族 民族 移民 难民 国籍 外国人 原住民",
    "belief": "宗教 信仰 穆斯林 基督 犹太 佛教 教会",
    "sexuality": "性别 性取向 同性恋 跨性别 双性恋",
    "disability": "残疾 残障 轮椅 盲人 聋人",
    "health": "健康 疾病 患者 怀孕 孕妇 艾滋 基因",
    "opinion": "政治 政党 工会",
    "age": "年龄 老年 老人 退休 长者",
}


def protected_trait(text: str) -> str | None:
    """Returns the trait that a text mentions; None for one that mentions none."""
    plain = "".join(each for each in normalize("NFD", text.casefold()) if not combining(each))
    words = re.findall(r"[^\W\d_]+", plain)
    for trait, beginnings in BEGINNINGS.items():
        if any(word.startswith(tuple(beginnings.split())) or word in WHOLE[trait].split() for word in words):
            return trait
        if any(each in text for each in CHINESE[trait].split()):
            return trait
    return None
