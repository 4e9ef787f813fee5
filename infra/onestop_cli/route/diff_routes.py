"""Two jurisdictions over the same past needs: which would go elsewhere, counted and sampled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from onestop_cli.route.explain_decision import TRIAGE

if TYPE_CHECKING:
    from onestop_cli.route.decide_without_suite import Decided, PossibleNeed, Rules

SAMPLES = 20
AT = datetime(2026, 1, 15, 15, tzinfo=UTC)  # the same moment for both: only the rules differ


@dataclass(frozen=True, slots=True)
class Goes:
    """Where a need goes: codes only. `agencies` are those of the whole plan, in its order."""

    service: str
    agencies: tuple[str, ...] = ()
    priority: str | None = None
    promised: str | None = None
    survey: str | None = None


@dataclass(frozen=True, slots=True)
class Rerouted:
    """A need that goes elsewhere by the new rules."""

    line: int
    district: str | None
    before: Goes
    after: Goes

    @property
    def changed(self) -> tuple[str, ...]:
        """Returns what is different from before."""
        before, after = asdict(self.before), asdict(self.after)
        return tuple(name for name in before if before[name] != after[name])


def compare_routing(needs: Iterable[tuple[int, PossibleNeed]], old: Rules, new: Rules) -> list[Rerouted]:
    """The needs that would go elsewhere, in the order of the file."""
    moved = []
    for number, need in needs:
        was, becomes = old.decide(need, AT), new.decide(need, AT)
        before, after = goes(was, old), goes(becomes, new)
        if before != after:
            moved.append(Rerouted(number, becomes.located.district or was.located.district, before, after))
    return moved


def goes(decided: Decided, rules: Rules) -> Goes:
    """Returns where a decision sends a need."""
    made = decided.made
    if decided.service is None:
        return Goes(TRIAGE)
    service = rules.catalogue.services[made.service]
    days, hours = service.get("due_days"), service.get("due_hours")
    agencies = tuple(task.agency for stage in made.plan for task in stage.tasks)
    promised = f"{days} days" if days is not None else f"{hours} hours"
    return Goes(made.service, agencies, made.priority, promised, made.survey)


def report_of(of: int, moved: Sequence[Rerouted], texts: dict[int, str] | None = None) -> dict[str, Any]:
    """Returns everything for programs. `texts` are the words by line, if they were asked for."""
    samples = []
    for each in moved[:SAMPLES]:
        sample: dict[str, Any] = {"line": each.line, "district": each.district, "changed": list(each.changed)}
        sample |= {"before": asdict(each.before), "after": asdict(each.after)}
        samples.append(sample | ({"text": texts.get(each.line, "")} if texts is not None else {}))
    return {
        "of": of,
        "moved": len(moved),
        "by_service": counted(each.before.service for each in moved),
        "by_district": counted(each.district or "not known" for each in moved),
        "by_change": counted(name for each in moved for name in each.changed),
        "samples": samples,
    }


def counted(codes: Iterable[str]) -> dict[str, int]:
    """Counts how often each occurs, the most frequent first."""
    return dict(sorted(Counter(codes).items(), key=lambda each: (-each[1], each[0])))
