"""The same words in other dialects: British for American, Mexican or Argentine for Spanish, Cantonese."""

from __future__ import annotations

import re
from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "garbage": "rubbish", "trash": "rubbish", "sidewalk": "pavement", "truck": "lorry", "apartment": "flat",
        "curb": "kerb", "yard": "garden", "neighbor": "neighbour", "faucet": "tap", "couch": "settee", "store": "shop",
        "parking lot": "car park", "tire": "tyre", "tires": "tyres", "mom": "mum", "basement": "cellar",
        "crosswalk": "zebra crossing", "soccer": "football", "stove": "cooker", "kids": "children", "street": "road",
    },
    "es": {
        "carro": "coche", "coche": "auto", "auto": "carro", "acera": "banqueta", "banqueta": "vereda",
        "vereda": "acera",
        "bache": "pozo", "contenedor": "tacho", "bote": "tacho", "farola": "foco", "departamento": "piso",
        "apartamento": "departamento", "camioneta": "furgoneta", "niños": "chavos", "chico": "chavo", "perro": "can",
        "refrigerador": "heladera", "nevera": "refri", "sofá": "sillón", "llave": "canilla", "grifo": "llave",
        "autobús": "camión", "dinero": "plata", "escombros": "cascajo", "llanta": "goma", "manguera": "manga",
    },
    "zh-Hans": {
        "没有": "冇", "的": "嘅", "在": "喺", "什么": "乜嘢", "我们": "我哋", "你们": "你哋", "他们": "佢哋",
        "不": "唔",
        "是": "係", "了": "咗", "这里": "呢度", "那里": "嗰度", "晚上": "夜晚", "睡觉": "瞓觉", "看": "睇",
        "自来水": "食水",
        "孩子": "细路", "冰箱": "雪柜", "蟑螂": "曱甴", "停车": "泊车", "垃圾桶": "垃圾箱", "沙发": "梳化", "很": "好",
    },
}  # fmt: skip
PATTERNS = {
    language: re.compile(
        "|".join(rf"{edge}{re.escape(word)}{edge}" for word in sorted(words, key=lambda word: (-len(word), word))),
        re.IGNORECASE,
    )
    for language, words in WORDS.items()
    for edge in ("" if language == "zh-Hans" else r"\b",)
}


def in_dialect(text: str, language: str) -> str:
    """The text with such words as its writer's cousins have for them."""
    return PATTERNS[language].sub(lambda found: WORDS[language][found[0].lower()], text)
