"""The hazards that every jurisdiction looks for, with their words in the languages that we ship."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onestop.domain.hazards.speech import Speech
from onestop.domain.hazards.usual.chinese import CHINESE
from onestop.domain.hazards.usual.chinese_speech import CHINESE_SPEECH
from onestop.domain.hazards.usual.english_people import ENGLISH_PEOPLE
from onestop.domain.hazards.usual.english_speech import ENGLISH_SPEECH
from onestop.domain.hazards.usual.english_things import ENGLISH_THINGS
from onestop.domain.hazards.usual.spanish_people import SPANISH_PEOPLE
from onestop.domain.hazards.usual.spanish_speech import SPANISH_SPEECH
from onestop.domain.hazards.usual.spanish_things import SPANISH_THINGS

BY_LANGUAGE: Mapping[str, Mapping[str, Sequence[str]]] = {
    "en": {**ENGLISH_THINGS, **ENGLISH_PEOPLE},
    "zh-Hans": CHINESE,
    "es": {**SPANISH_THINGS, **SPANISH_PEOPLE},
}
SPEECH: Mapping[str, Speech] = {"en": ENGLISH_SPEECH, "zh-Hans": CHINESE_SPEECH, "es": SPANISH_SPEECH}
# if a text names several, the first of these counts
CODES = (
    *("gas", "fire", "explosion", "weapon", "violence", "suicide", "medical", "monoxide"),
    *("wires", "collapse", "water", "chemical", "child", "emergency"),
)
USUAL: Mapping[str, Mapping[str, Sequence[str]]] = {
    code: {language: words[code] for language, words in BY_LANGUAGE.items()} for code in CODES
}
MAY_BE_OVER = ("gas", "fire", "monoxide", "chemical")  # harmless once over; people who were shot at still need help
ALWAYS = ("gas", "monoxide", "suicide")  # danger anywhere in a letter, however long
