"""Goes through the rows of an export in the order in which they came: which earlier ones would have been proposed for
each?

A row is compared by the rule of the service that its type means, with earlier rows of its own type that were not
closed yet. A type that means none of our services has the rule that the caller gives; one of a service without `again`
is not compared, as in a running suite.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from onestop.domain.again.earlier_needs import FIRST, Alike, KnownNeed, find_alike, surely_before
from onestop.domain.again.read_likeness import likeness_at
from onestop.domain.again.rule import AgainRule, rule_of
from onestop.domain.understanding.meaning import understand_need
from onestop_cli.route.intervals import wilson

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue
    from onestop.domain.catalogue.service import Service
    from onestop.domain.understanding.classifier import Classifier
    from onestop_cli.replay.rows import RowNeed

Meant = Callable[[str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedRow:
    """What was proposed for one row. `parent` is the row that the city says it repeats, if that is in the file."""

    need: RowNeed
    ruled: bool
    parent: str | None
    proposals: tuple[Alike, ...]
    joined: Alike | None = None

    @property
    def recorded(self) -> bool:
        """Returns whether the city says that it repeats another one, in the file or not."""
        return bool(self.need.parent)

    @property
    def found(self) -> bool:
        return self.parent is not None and self.parent in [each.reference for each in self.proposals]


@dataclass(frozen=True, slots=True)
class TypeRules:
    """The rule for each type of an export, and the service that says what its words are worth."""

    catalogue: Catalogue
    meant: Meant
    otherwise: AgainRule

    def of(self, kind: str) -> tuple[AgainRule | None, Service | None]:
        service = self.catalogue.services.get(self.meant(kind) or "")
        return (rule_of(service), service) if service else (self.otherwise, None)


def meant_by(catalogue: Catalogue, classifier: Classifier | None) -> Meant:
    """The service that a type means, each type asked for once."""
    known: dict[str, str | None] = {}

    def meant(kind: str) -> str | None:
        if kind not in known:
            known[kind] = understand_need(kind, catalogue, classifier).service
        return known[kind]

    return meant


def try_needs(needs: Iterable[RowNeed], rules: TypeRules) -> list[TriedRow]:
    """Each row as it came; those without a place or a time have no proposals."""
    dated = [(need.opened, need.row, need) for need in needs if need.opened]
    rows = [need for _, _, need in sorted(dated, key=lambda each: each[:2])]
    ids = {need.id for need in rows}
    before: dict[str, list[tuple[KnownNeed, datetime | None]]] = defaultdict(list)
    tried = []
    for need in rows:
        rule, service = rules.of(need.kind)
        told = need_of_row(need, service)
        parent = need.parent if need.parent in ids else None
        if rule is None or told is None:
            tried.append(TriedRow(need=need, ruled=False, parent=parent, proposals=()))
            continue
        earlier = [one for one, closed in before[need.kind] if closed is None or closed > told.opened_at]
        found = find_alike(told, earlier, rule)[:FIRST]
        joined = surely_before(told, earlier, rule)
        tried.append(TriedRow(need=need, ruled=True, parent=parent, proposals=tuple(found), joined=joined))
        before[need.kind].append((told, need.closed))
    return tried


def need_of_row(need: RowNeed, service: Service | None) -> KnownNeed | None:
    """A row as a need that was told us. Its type is no word of a resident."""
    if need.lat is None or need.long is None or need.opened is None:
        return None
    likeness = likeness_at(need.lat, need.long, "", service)
    return KnownNeed(reference=need.id, likeness=likeness, opened_at=need.opened)


def report_of(tried: Sequence[TriedRow]) -> Mapping[str, Any]:
    """Returns all results for programs. A proposal is false if the city did not say that the row repeats any other one;
    nobody knows whether a person on the spot would have agreed, so rows at the same spot are counted separately."""
    repeats = [each for each in tried if each.parent is not None]
    others = [each for each in tried if not each.recorded]
    looked_at = [each for each in others if each.ruled]
    false = [each for each in others if each.proposals]
    joined = [each for each in tried if each.joined]
    return {
        "of": len(tried),
        "recorded": share(len([each for each in repeats if each.found]), len(repeats), "found_in_first_three"),
        "false_proposals": share(len(false), len(others), "proposed"),
        "false_proposals_where_compared": share(len(false), len(looked_at), "proposed"),
        "false_at_the_same_spot": sum(is_at_spot(each) for each in false),
        "joined_by_rule": {"of": len(joined), "recorded": sum(each.recorded for each in joined)},
        "missed": [miss_of(each) for each in repeats if not each.found],
        "false": [miss_of(each) for each in false],
    }


def share(count: int, of: int, name: str) -> dict[str, Any]:
    """A share with its 95 % interval, in percent."""
    low, high = wilson(count, of)
    percent = round(100 * count / of, 2) if of else None
    return {"of": of, name: count, "percent": percent, "interval": [round(100 * low, 2), round(100 * high, 2)]}


def is_at_spot(tried: TriedRow) -> bool:
    return any(reason.code == "again_same_spot" for reason in tried.proposals[0].reasons)


def miss_of(tried: TriedRow) -> dict[str, Any]:
    proposals = [
        {"id": each.reference, "metres": round(each.metres, 1), "confidence": round(each.confidence, 3)}
        for each in tried.proposals
    ]
    return {
        "row": tried.need.row,
        "id": tried.need.id,
        "type": tried.need.kind,
        "parent": tried.parent,
        "compared": tried.ruled,
        "proposals": proposals,
    }
