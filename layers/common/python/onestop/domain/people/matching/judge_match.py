"""Decides about two records that may be one person: merged by rule if it is proven, proposed to staff, or neither.

Proven is more than likely: names and the date of birth agree, and so does something that only one person has. People
in one home share surname, address and telephone, and twins their birthday too: what a home shares proves nothing.
"""

from __future__ import annotations

from enum import StrEnum

from onestop.domain.people.matching.agreement import AgreementLevel, RecordAgreement

SAME, NEAR, PART, OTHER = AgreementLevel.SAME, AgreementLevel.NEAR, AgreementLevel.PART, AgreementLevel.OTHER
CLOSE = frozenset({SAME, NEAR})
OWN = ("email", "identifier")  # what only one person has, or a couple at most
PROPOSED_FROM = 0.0  # bits: as likely as not
SURE_FROM = 8.0


class MatchJudgement(StrEnum):
    """What is decided about two records."""

    PROVEN = "proven"
    PROPOSED = "proposed"
    OTHERS = "others"


def judge_match(agreement: RecordAgreement, bits: float) -> MatchJudgement:
    """Decides about two records that are not two people in one home."""
    if bits >= SURE_FROM and is_proven(agreement):
        return MatchJudgement.PROVEN
    return MatchJudgement.PROPOSED if bits >= PROPOSED_FROM else MatchJudgement.OTHERS


def is_proven(agreement: RecordAgreement) -> bool:
    """Whether two records are surely one person: by a number from an authority, with a name and a date that do not
    contradict it; or by the very same name and date of birth, and a mailbox, telephone or address."""
    given, surname, birth = (agreement.of(name) for name in ("given", "surname", "birth"))
    if contradicts(agreement) or given is OTHER or agreement.of("generation") is OTHER:
        return False
    if agreement.of("identifier") is SAME:
        named = given in CLOSE and surname in (*CLOSE, PART)
        return named and (birth in CLOSE or (birth is None and given is SAME))
    if not (given is SAME and birth is SAME and surname in CLOSE):
        return False
    home = agreement.same("street", "number")
    return agreement.of("email") is SAME or agreement.of("phone") is SAME or home


def contradicts(agreement: RecordAgreement) -> bool:
    """Whether something contradicts it that does not change in a life: a number from an authority, or the birthday."""
    return agreement.of("identifier") in (OTHER, NEAR) or agreement.of("birth") in (OTHER, PART)


def is_another_of_home(agreement: RecordAgreement) -> bool:
    """Whether two records are rather two people in one home: another given name or birthday, and nothing that only one
    person has.

    Somebody born on the same day is a twin, or goes by another name; somebody with the very same name and another
    birthday is a namesake, or was recorded wrongly. If nothing that belongs to one person alone says that they are two,
    staff are asked.
    """
    own = {agreement.of(name) for name in OWN} - {None}
    given, birth = agreement.of("given"), agreement.of("birth")
    if agreement.of("identifier") in CLOSE:
        return False
    if given is OTHER and own & CLOSE:
        return birth in (OTHER, None)  # homes share mailboxes too
    if own & CLOSE:
        return False
    if given is OTHER:
        return birth is not SAME or bool(own)
    return birth is OTHER and (given is not SAME or bool(own))
