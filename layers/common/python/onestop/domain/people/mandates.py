"""Who may act for whom: a guardian for a child, a representative with a power of attorney, somebody for a business.

A *mandate* is recorded at the counter, where papers are checked; it says what its holder may do and until when, and
ends by itself. It is from one address to another: whoever proves the holder's address sees the cases of the other one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from onestop.domain.translation import NC_, Phrase


class MandateKind(StrEnum):
    """Why somebody may act for somebody else."""

    GUARDIAN = "guardian"
    REPRESENTATIVE = "representative"
    BUSINESS = "business"


class MandateMay(StrEnum):
    """What the holder may do. *Act*: whatever the resident may do; *see*: only follow the progress of cases."""

    SEE = "see"
    ACT = "act"


KIND_WORDS: Mapping[MandateKind, Phrase] = {
    MandateKind.GUARDIAN: NC_("mandate", "Guardian"),
    MandateKind.REPRESENTATIVE: NC_("mandate", "Representative with a power of attorney"),
    MandateKind.BUSINESS: NC_("mandate", "Acts for a business or an association"),
}
MAY_WORDS: Mapping[MandateMay, Phrase] = {
    MandateMay.SEE: NC_("mandate", "see how the cases go"),
    MandateMay.ACT: NC_("mandate", "see the cases and act on them"),
}
# The longest that each may last before papers are checked again; a guardian's ends when the child is of age.
LONGEST: Mapping[MandateKind, timedelta] = {
    MandateKind.GUARDIAN: timedelta(days=18 * 366),
    MandateKind.REPRESENTATIVE: timedelta(days=5 * 366),
    MandateKind.BUSINESS: timedelta(days=3 * 366),
}
MOST = 10  # people whom one address may act for, and people who may act for one


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """`holder` and `represented` are the identities of two addresses, the represented one in every form that it may be
    stored in; each of the two has a name to show to the other. `last` is the last day on which it holds."""

    holder: str
    represented: tuple[str, ...]
    holder_name: str
    represented_name: str
    kind: MandateKind
    may: MandateMay
    last: date
    since: datetime
    by: str

    def is_for(self, name: str) -> bool:
        """Whether it is about the person of this name, among those in a home who have one address."""
        return plain_name(self.represented_name) == plain_name(name)


def plain_name(name: str) -> str:
    """Returns a name as two spellings of it are compared."""
    return " ".join(name.casefold().split())


def is_in_force(mandate: Mandate, today: date) -> bool:
    """Whether a mandate is valid on a day."""
    return today <= mandate.last


def in_force(mandates: Iterable[Mandate], today: date) -> list[Mandate]:
    """Returns those that are valid on a day, the one that ends first on top."""
    return sorted((each for each in mandates if is_in_force(each, today)), key=lambda each: (each.last, each.holder))


def last_day_allowed(kind: MandateKind, today: date) -> date:
    """Returns the last day that a mandate of a kind may have at most, from a day on."""
    return today + LONGEST[kind]


def over_since_yesterday(mandate: Mandate, today: date) -> Mandate:
    """Returns the mandate with yesterday as its last day, so that it no longer holds."""
    return replace(mandate, last=today - timedelta(days=1))
