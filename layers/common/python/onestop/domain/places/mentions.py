"""The streets, areas and landmarks that a text mentions, and the house numbers beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onestop.domain.places.gazetteer import Gazetteer, Street
from onestop.domain.places.spelling import nearest
from onestop.domain.places.street_names import StreetName, agree
from onestop.domain.places.street_words import ARTICLES, DIRECTIONS, TYPES, Word, each_of

LONGEST_NAME = 6  # words
NUMBER_MARKS = each_of("no num numero number nr")
BEFORE_A_PLACE = each_of(
    "by near outside behind opposite beside at and next front inside en junto frente lado cerca detras de "
    "del al in delante fuera across"
)
AFTER_A_PLACE = each_of("旁 附 对 门 前 后 里 外 边")
BREAK = frozenset(",.;:!?\n()，。；：！？、&/@+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A street that a text names: where it stands (`at`, the end not included), which streets it may be, the number
    beside it. Not `sure` is one word that may as well be no street; not `exact` one that was written otherwise."""

    at: int
    end: int
    core: str
    streets: tuple[Street, ...]
    number: int | None = None
    kind: str = ""
    sure: bool = True
    exact: bool = True


def find_streets(words: Sequence[Word], gazetteer: Gazetteer) -> list[Mention]:
    """The streets in the order of the text; of names that overlap the better one."""
    found = [mention for at in range(len(words)) for mention in starting_at(at, words, gazetteer)]
    if not any(mention.sure for mention in found):
        found += misspelt(words, gazetteer)
    found.sort(key=lambda each: (not each.sure, not each.exact, not each.kind, each.number is None, each.at - each.end))
    kept: list[Mention] = []
    for mention in found:
        if all(mention.end <= other.at or other.end <= mention.at for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda each: each.at)


def starting_at(at: int, words: Sequence[Word], gazetteer: Gazetteer) -> list[Mention]:
    forms = [word.form for word in words[at : at + min(LONGEST_NAME, gazetteer.longest)]]
    found = [
        mention_of(core, at, at + length, words, gazetteer)
        for length in range(len(forms), 0, -1)
        if (core := " ".join(forms[:length])) in gazetteer.streets and not is_broken(words, at, at + length)
    ]
    if found:
        return [mention for mention in found if mention.kind or not starts_an_area(mention.at, words, gazetteer)]
    if forms[0].isdigit() and f"#{int(forms[0])}" in gazetteer.streets and at and words[at - 1].form in TYPES:
        return [mention_of(f"#{int(forms[0])}", at, at + 1, words, gazetteer)]  # Calle 5
    return []


def mention_of(
    core: str, at: int, end: int, words: Sequence[Word], gazetteer: Gazetteer, exact: bool = True
) -> Mention:
    """What stands around a name: its kind, its end and its number, on either side."""
    kind = direction = ""
    first, last, led = at, end, False
    if last < len(words) and words[last].form in TYPES and not breaks(words[last].gap):
        kind, last = words[last].form, last + 1
    if last < len(words) and words[last].form in DIRECTIONS and not breaks(words[last].gap):
        direction, last = words[last].form, last + 1
    if first and words[first - 1].form in DIRECTIONS and not breaks(words[first].gap):
        direction, first = words[first - 1].form, first - 1
    back = first
    while back and words[back - 1].form in ARTICLES:
        back -= 1
    if not kind and back and words[back - 1].form in TYPES and not breaks(words[back].gap):
        kind, first, led = words[back - 1].form, back - 1, True
    number, first, last = number_beside(first, last, words, gazetteer, led=led, bare=not kind)
    known = gazetteer.streets[core]
    said = StreetName(core, kind, direction)
    streets = tuple(street for street in known if any(name.core == core and agree(said, name) for name in street.names))
    exact = exact and bool(streets)
    sure = bool(kind) or number is not None
    return Mention(
        at=first, end=last, core=core, streets=streets or tuple(known), number=number, kind=kind, sure=sure, exact=exact
    )


def number_beside(
    first: int, last: int, words: Sequence[Word], gazetteer: Gazetteer, *, led: bool, bare: bool
) -> tuple[int | None, int, int]:
    """The house number before or after a street, and what the mention then spans."""
    before = house_number(words[first - 1].form) if first else None
    if before is not None and not breaks(words[first].gap, comma=False):
        if first >= 2 and "-" in words[first - 1].gap and (lower := house_number(words[first - 2].form)) is not None:
            return lower, first - 2, last  # 12-14: the first of them
        if not bare or ends_here(last, words, gazetteer):
            return before, first - 1, last
    after, marked = last, False
    if after < len(words) and words[after].form in NUMBER_MARKS:
        after, marked = after + 1, True
    if after < len(words) and (number := house_number(words[after].form)) is not None:
        chinese = after + 1 < len(words) and words[after + 1].form in ("号", "號")
        whole = after + 1 == len(words) or breaks(words[after + 1].gap)
        marked = marked or "#" in words[after].gap or "," in words[after].gap
        if words[after].form not in gazetteer.areas and (chinese or led or marked or whole):
            return number, first, after + 1 + chinese
    return None, first, last


def house_number(form: str) -> int | None:
    """The number of a house: 12, 12a; not 5th, not a telephone number, and 0 is written for none."""
    digits = form[:-1] if form[-1:].isalpha() else form
    return (int(digits) or None) if digits.isascii() and digits.isdigit() and len(digits) <= 5 else None


def ends_here(at: int, words: Sequence[Word], gazetteer: Gazetteer) -> bool:
    """Whether a name of one word stands at the end of what is said, so that "2 main problems" are no house."""
    if at >= len(words) or breaks(words[at].gap):
        return True
    return words[at].form in BEFORE_A_PLACE | NUMBER_MARKS | {"apt", "unit", "suite"} or starts_an_area(
        at, words, gazetteer
    )


def starts_an_area(at: int, words: Sequence[Word], gazetteer: Gazetteer) -> bool:
    """Whether the name of a part of the jurisdiction or a post code stands here."""
    return any(" ".join(word.form for word in words[at:end]) in gazetteer.areas for end in range(at + 1, at + 5))


def misspelt(words: Sequence[Word], gazetteer: Gazetteer) -> list[Mention]:
    """Names with a slip of the hand: only beside a number or the word for a street, and only if the text names none
    rightly."""
    found = []
    for end in range(1, len(words) + 1):
        typed = end < len(words) and words[end].form in TYPES
        for length in range(1, 4):
            at = end - length
            if at < 0 or is_broken(words, at, end):
                break
            numbered = at > 0 and house_number(words[at - 1].form) is not None
            led = at > 0 and words[at - 1].form in TYPES
            core = " ".join(word.form for word in words[at:end])
            if typed or led or (numbered and ends_here(end, words, gazetteer)):
                for name in nearest(core, gazetteer.cores_by_letter.get(core[0], ())):
                    found.append(mention_of(name, at, end, words, gazetteer, exact=True))
    return together(found)


def together(found: Sequence[Mention]) -> list[Mention]:
    """Several streets that one misspelt name may be are one mention of any of them."""
    spans: dict[tuple[int, int], list[Mention]] = {}
    for mention in found:
        spans.setdefault((mention.at, mention.end), []).append(mention)
    return [
        Mention(
            at=at,
            end=end,
            core=same[0].core,
            streets=tuple(street for each in same for street in each.streets),
            number=same[0].number,
            kind=same[0].kind,
            exact=all(each.exact for each in same),
        )
        for (at, end), same in spans.items()
    ]


def find_areas(words: Sequence[Word], gazetteer: Gazetteer) -> set[str]:
    """The parts of the jurisdiction and the post codes that a text names."""
    found: set[str] = set()
    past = 0
    for at in range(len(words)):
        for end in range(min(len(words), at + 4), max(at, past), -1):
            key = " ".join(word.form for word in words[at:end])
            if key in gazetteer.areas:  # the Roxbury in West Roxbury is none
                found |= gazetteer.areas[key]
                past = end
                break
    return found


def find_landmarks(words: Sequence[Word], gazetteer: Gazetteer) -> list[Mapping[str, Any]]:
    """Landmarks by name; or by what they are, if the text says "by the library"."""
    found: list[Mapping[str, Any]] = []
    for at in range(len(words)):
        for end in range(min(len(words), at + LONGEST_NAME), at, -1):
            key = " ".join(word.form for word in words[at:end])
            if key in gazetteer.landmarks:
                return list(gazetteer.landmarks[key])
            if key in gazetteer.kinds and is_a_place(at, end, words):
                found = found or list(gazetteer.kinds[key])
                break
    return found


def is_a_place(at: int, end: int, words: Sequence[Word]) -> bool:
    """Whether words say where something is, and not what it is about."""
    back = at
    while back and words[back - 1].form in (ARTICLES - {"of"}) | {"a", "to"}:
        back -= 1
        if words[back].form == "del":
            return True
    said_before = back > 0 and words[back - 1].form in BEFORE_A_PLACE
    return said_before or (end < len(words) and words[end].form in AFTER_A_PLACE)


def is_broken(words: Sequence[Word], at: int, end: int) -> bool:
    return any(breaks(word.gap) for word in words[at + 1 : end])


def breaks(gap: str, comma: bool = True) -> bool:
    """Whether what stands between two words parts them. `comma` says that a comma does; the dot of "St." does not."""
    told = gap.replace(".", "") if gap.strip() == "." else gap
    return any(mark in BREAK and (comma or mark not in ",，") for mark in told)
