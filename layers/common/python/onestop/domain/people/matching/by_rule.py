"""Which people are merged without anybody deciding it: two for whom the same identity was proven, of a kind that only
one person has, and whose names agree. All others are at most proposed to staff."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.people.identities import IdentityKind
from onestop.domain.people.matching.agreement import AgreementLevel, RecordAgreement

SAME, NEAR, PART = AgreementLevel.SAME, AgreementLevel.NEAR, AgreementLevel.PART
# How well the given names and the surnames must agree. A passport number belongs to one person, but it may have been
# mistyped. A home may share one telephone, and father and son one name, so there is no rule for addresses.
NAMES_OF_ONE: Mapping[IdentityKind, tuple[frozenset[AgreementLevel], frozenset[AgreementLevel]]] = {
    IdentityKind.DOCUMENT: (frozenset({SAME, NEAR}), frozenset({SAME, NEAR, PART})),
}
NONE: tuple[frozenset[AgreementLevel], frozenset[AgreementLevel]] = (frozenset(), frozenset())


def are_one_by_rule(kind: IdentityKind, agreement: RecordAgreement) -> bool:
    """Whether two people for whom the same identity of a kind was proven are one."""
    given, surname = NAMES_OF_ONE.get(kind, NONE)
    return (
        agreement.of("given") in given
        and agreement.of("surname") in surname
        and agreement.of("generation") is not AgreementLevel.OTHER
        and agreement.of("birth") in (None, SAME, NEAR)
    )
