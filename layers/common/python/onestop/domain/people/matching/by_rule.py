"""Who is one person without anybody deciding it: two for whom the same identity was proven, of a kind that one person
alone has, and whose names agree. All others are proposed to staff at most."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.people.identities import IdentityKind
from onestop.domain.people.matching.agreement import AgreementLevel, RecordAgreement

SAME, NEAR, PART = AgreementLevel.SAME, AgreementLevel.NEAR, AgreementLevel.PART
# How far the given names and the surnames must agree. Nobody else has one's passport, but whoever typed its number may
# have mistyped it. A home has one telephone, and a father and son one name: of addresses there is no rule.
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
