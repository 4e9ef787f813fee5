"""Finds the streets that a text mentions, correctly spelt or not, with their house numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onestop.domain.places.gazetteer import Gazetteer, Street
from onestop.domain.places.house_numbers import HOUSE, ends_here, house_number, number_beside
from onestop.domain.places.named_places import LONGEST_NAME, starts_an_area
from onestop.domain.places.near_spellings import nearest_names
from onestop.domain.places.street_names import StreetName, agree
from onestop.domain.places.street_words import ARTICLES, DIRECTIONS, TYPES, StreetWord, breaks, is_broken


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A street that a text names: its position (from `at` to before `end`), the streets it may be, and its house
    number. Not `sure`: one word that may not be a street; not `exact`: it was written differently."""

    at: int
    end: int
    core: str
    streets: tuple[Street, ...]
    number: int | None = None
    kind: str = ""
    sure: bool = True
    exact: bool = True


def find_streets(words: Sequence[StreetWord], gazetteer: Gazetteer) -> list[Mention]:
    """Returns the streets in the order of the text; of overlapping names the better one."""
    found = [mention for at in range(len(words)) for mention in starting_at(at, words, gazetteer)]
    if not any(mention.sure for mention in found):
        found += misspelt(words, gazetteer)
    found.sort(key=lambda each: (not each.sure, not each.exact, not each.kind, each.number is None, each.at - each.end))
    kept: list[Mention] = []
    for mention in found:
        if all(mention.end <= other.at or other.end <= mention.at for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda each: each.at)


def starting_at(at: int, words: Sequence[StreetWord], gazetteer: Gazetteer) -> list[Mention]:
    forms = [word.form for word in words[at : at + min(LONGEST_NAME, gazetteer.longest)]]
    found = [
        mention_of(core, at, at + length, words, gazetteer)
        for length in range(len(forms), 0, -1)
        if (core := " ".join(forms[:length])) in gazetteer.streets and not is_broken(words, at, at + length)
    ]
    if found:
        return [mention for mention in found if mention.kind or not starts_an_area(mention.at, words, gazetteer)]
    house = at + 1 < len(words) and words[at + 1].form in HOUSE
    numbered = forms[0].isdecimal() and f"#{int(forms[0])}" in gazetteer.streets
    if numbered and at and words[at - 1].form in TYPES and not house:
        return [mention_of(f"#{int(forms[0])}", at, at + 1, words, gazetteer)]  # Calle 5
    return []


def mention_of(
    core: str, at: int, end: int, words: Sequence[StreetWord], gazetteer: Gazetteer, exact: bool = True
) -> Mention:
    """Returns the mention around a name: its kind of street, its direction and its number, on either side."""
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
    sure = bool(kind and streets) or number is not None  # the skate park is not Skate Street
    return Mention(
        at=first, end=last, core=core, streets=streets or tuple(known), number=number, kind=kind, sure=sure, exact=exact
    )


def misspelt(words: Sequence[StreetWord], gazetteer: Gazetteer) -> list[Mention]:
    """Returns misspelt names: only next to a number or the word for a street, and only if no name in the text is
    spelt correctly."""
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
                near = nearest_names(core, gazetteer.cores_by_letter.get(core[0], ()))
                mentions = [mention_of(name, at, end, words, gazetteer) for name in near]
                # one difference is enough: a similar name with another kind of street is another street
                found += [each for each in mentions if each.exact and (typed or numbered or each.number is not None)]
    return together(found)


def together(found: Sequence[Mention]) -> list[Mention]:
    """Merges several streets that one misspelt name may be into one mention."""
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
