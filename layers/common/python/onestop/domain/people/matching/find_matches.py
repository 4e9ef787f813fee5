"""Finds the records of one person in a list: some are merged by rule, others are proposed to staff."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onestop.domain.people.matching.agreement import Comparers, RecordAgreement
from onestop.domain.people.matching.blocking import candidates
from onestop.domain.people.matching.compare_fields import compare_person, with_home
from onestop.domain.people.matching.field_weights import Weights, total, weights_of
from onestop.domain.people.matching.judge_match import MatchJudgement, contradicts, is_another_of_home, judge_match
from onestop.domain.people.matching.record import PersonRecord

RecordPair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """Two records that may be one person: their positions, how sure it is in bits, and what each field counts."""

    pair: RecordPair
    bits: float
    verdict: MatchJudgement
    agreement: RecordAgreement
    signs: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class MatchingResult:
    """The result: the matches, how many pairs were compared, and the groups after merging by rule."""

    matches: tuple[PersonMatch, ...]
    compared: int
    merged: tuple[tuple[int, ...], ...]

    def merged_pairs(self) -> set[RecordPair]:
        """Every two records that are one person after merging by rule."""
        return {pair for group in self.merged for pair in combinations(group, 2)}

    def proposed_pairs(self) -> set[RecordPair]:
        """Every two records that staff are asked about: a proposal for one record holds for all records that are
        already the same person."""
        group_of = {at: group for group in self.merged for at in group}
        merged = self.merged_pairs()
        found: set[RecordPair] = set()
        for match in self.matches:
            one, other = match.pair
            for mine in group_of.get(one, (one,)):
                for theirs in group_of.get(other, (other,)):
                    found.add((mine, theirs) if mine < theirs else (theirs, mine))
        return {pair for pair in found - merged if pair[0] != pair[1]}


def find_people(records: Sequence[PersonRecord], comparers: Comparers) -> MatchingResult:
    """Compares all records that share a key, and judges each pair."""
    weights = weights_of(records, comparers)
    pairs = candidates(records, comparers.sound)
    matches = []
    for pair in sorted(pairs):
        match = match_of(pair, records, weights, comparers)
        if match and match.verdict is not MatchJudgement.OTHERS:
            matches.append(match)
    proven = [match.pair for match in matches if match.verdict is MatchJudgement.PROVEN]
    groups = [group for group in together(proven) if agrees(group, records, comparers)]
    return MatchingResult(tuple(matches), len(pairs), tuple(groups))


def match_of(
    pair: RecordPair, records: Sequence[PersonRecord], weights: Weights, comparers: Comparers
) -> PersonMatch | None:
    """Compares two records and judges them; None for two different people in one home."""
    one, other = records[pair[0]], records[pair[1]]
    agreement = compare_person(one, other, comparers)
    if is_another_of_home(agreement):
        return None
    agreement = with_home(agreement, one, other, comparers)
    signs = weights.signs(one, other, agreement)
    bits = total(signs, weights.before)
    return PersonMatch(pair, bits, judge_match(agreement, bits), agreement, signs)


def together(pairs: Iterable[RecordPair]) -> list[tuple[int, ...]]:
    """Returns the groups that pairs join into, each in order."""
    leads: dict[int, int] = {}

    def lead(at: int) -> int:
        leads.setdefault(at, at)
        while leads[at] != at:
            leads[at] = leads[leads[at]]
            at = leads[at]
        return at

    for one, other in pairs:
        leads[lead(one)] = lead(other)
    groups: dict[int, list[int]] = defaultdict(list)
    for at in sorted(leads):
        groups[lead(at)].append(at)
    return sorted(tuple(group) for group in groups.values())


def agrees(group: tuple[int, ...], records: Sequence[PersonRecord], comparers: Comparers) -> bool:
    """Whether no two records of a group contradict each other: A may be B and B be C, but C not A. Then staff
    decide."""
    return not any(
        contradicts(agreement) or is_another_of_home(agreement)
        for one, other in combinations(group, 2)
        for agreement in [compare_person(records[one], records[other], comparers)]
    )
