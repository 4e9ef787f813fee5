"""What speaks for and against two records being one person, in words, the strongest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from onestop.domain.people.matching.agreement import AgreementLevel, RecordAgreement
from onestop.domain.people.matching.find_matches import PersonMatch
from onestop.domain.translation import N_, NC_, Phrase

SAME, NEAR, PART, OTHER = AgreementLevel.SAME, AgreementLevel.NEAR, AgreementLevel.PART, AgreementLevel.OTHER

FIELDS: Mapping[str, Phrase] = {
    "given": N_("given name"),
    "surname": N_("surname"),
    "birth": N_("date of birth"),
    "email": N_("e-mail address"),
    "phone": N_("telephone number"),
    "identifier": N_("official number"),
    "number": N_("house number"),
    "street": N_("street"),
    "second": N_("rest of the address"),
    "city": NC_("of an address", "place"),
    "postcode": N_("postcode"),
    "state": NC_("of an address", "region"),
}
WORDS: Mapping[AgreementLevel, Phrase] = {
    SAME: N_("the same {field}"),
    NEAR: N_("nearly the same {field}"),
    PART: N_("in part the same {field}"),
    OTHER: N_("another {field}"),
}
SWAPPED = N_("given name and surname may have changed places")
GENERATIONS = N_("one is the elder and the other the younger of this name")
TWINS = N_("born on the same day with another given name: they may be twins")
LEAST = 0.5  # bits: weaker evidence is not shown


def evidence_of(match: PersonMatch, say: Callable[[Phrase], str]) -> Iterator[str]:
    """Yields each piece of evidence, in words."""
    if may_be_twins(match.agreement):
        yield say(TWINS)
    for name, worth in sorted(match.signs.items(), key=lambda sign: -abs(sign[1])):
        if name == "swapped":
            yield say(SWAPPED)
        elif name == "generation":
            yield say(GENERATIONS)
        elif abs(worth) >= LEAST:
            level = match.agreement.levels[name]
            yield say(WORDS[level]).format(field=say(FIELDS[name]))


def may_be_twins(agreement: RecordAgreement) -> bool:
    return agreement.of("given") is OTHER and agreement.of("birth") is SAME
