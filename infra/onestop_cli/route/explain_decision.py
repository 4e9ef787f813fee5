"""A decision told: what, where, how urgent, who, by when; each with why, how sure, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from onestop.domain.cases.reasons import RULE, explain
from onestop.domain.catalogue.plans import Stage, applies

if TYPE_CHECKING:
    from onestop.domain.cases.events import Reason
    from onestop.domain.catalogue.catalogue import Catalogue
    from onestop.domain.catalogue.release import Rule

TRIAGE = "triage"
SURE = "confidence"  # the reason that holds how sure the classifier is, in percent
OF_PLACE = ("place_", "far_place", "not_ours", "turned_place")
OPEN_CASE_CHANGES = "The triage desk's choice decides."


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What is known about a decision, from a case or from a dry run. `service` is None if a person must choose."""

    service: str | None
    reasons: tuple[Reason, ...]
    priority: str | None
    district: str | None
    plan: tuple[Stage, ...] = ()
    due_at: datetime | None = None
    proposals: tuple[str, ...] = ()
    endangered: bool = False


@dataclass(frozen=True, slots=True)
class Explained:
    """The answer to one of the five questions. `code` is for programs; nothing of what a resident wrote is in it."""

    question: str
    answer: str
    code: Any
    why: list[str]
    confidence: float | None
    would_change: list[str]


def tell_parts(story: Story, catalogue: Catalogue, language: str) -> list[Explained]:
    """The five answers, in the order in which they are decided."""
    rule = used_rule(story, catalogue)
    return [
        what(story, catalogue, language),
        where(story, catalogue, language),
        urgent(story, rule, catalogue, language),
        who(story, rule, catalogue, language),
        when(story, catalogue),
    ]


def as_json(parts: Iterable[Explained]) -> dict[str, Any]:
    """The answers by question."""
    return {
        part.question: {name: value for name, value in asdict(part).items() if name != "question"} for part in parts
    }


def what(story: Story, catalogue: Catalogue, language: str) -> Explained:
    why = in_words((each for each in story.reasons if not of_place(each) and each.code != RULE), catalogue, language)
    sure = next((float(each.words[0]) / 100 for each in story.reasons if each.code == SURE), None)
    if story.service is None:
        names = [catalogue.name_of("service", code, language) for code in story.proposals]
        told = [OPEN_CASE_CHANGES, *([f"Proposed, the likeliest first: {', '.join(names)}."] if names else [])]
        return Explained("what", "a person decides", TRIAGE, why, sure, told)
    change = ["A member of staff may choose another service."]
    if sure is None and any(each.code == "chosen" for each in story.reasons):
        change = ["Another service chosen by the resident, or by the triage desk."]
    elif any(each.code.startswith(("understood", "keywords")) for each in story.reasons):
        change.insert(0, "A service that the resident chooses counts more than their words.")
    return Explained("what", catalogue.name_of("service", story.service, language), story.service, why, sure, change)


def where(story: Story, catalogue: Catalogue, language: str) -> Explained:
    why = in_words((each for each in story.reasons if of_place(each)), catalogue, language)
    if story.district and not why:
        why = ["The point or the address lies in this district."]
    told = [
        f"In {' or '.join(rule['when']['district'])} the rule {rule['code']} would apply."
        for rule in rules_for(story.service, catalogue)
        if "district" in rule["when"] and story.district not in rule["when"]["district"]
    ]
    change = told or ["No rule for this service looks at the district."] if story.service else []
    return Explained(
        "where", story.district or "not known", story.district, why or ["No place is known."], None, change
    )


def urgent(story: Story, rule: Rule | None, catalogue: Catalogue, language: str) -> Explained:
    codes = [each.words[0] for each in story.reasons if each.code == RULE]
    if story.endangered:
        why = ["Danger was named, and nobody has said since that it is none."]
    elif raised := next((row for row in catalogue.release.get("urgency", ()) if row["code"] in codes), None):
        why = [catalogue.say(raised["because"], language)]
    elif rule and rule.get("priority") == story.priority:
        why = [catalogue.say(rule["because"], language)]
    elif story.service and story.priority == usual_priority(story.service, catalogue):
        why = ["This is the usual priority of the service."]
    else:
        why = ["A member of staff set it, or nothing has been decided yet."]
    change = [] if story.endangered else ["Words that name danger would make it urgent."]
    change += [
        f"The hazard {row['code']} would make it at least {row['priority']}."
        for row in catalogue.release.get("urgency", ())
        if story.service in row["when"].get("service", (story.service,)) and row["code"] not in codes
    ]
    change += changes("priority", story, rule, catalogue)
    return Explained("urgent", story.priority or "not decided", story.priority, why, None, change)


def who(story: Story, rule: Rule | None, catalogue: Catalogue, language: str) -> Explained:
    facts = {
        name: (value,)
        for name, value in (("service", story.service), ("district", story.district), ("priority", story.priority))
        if value
    }
    tasks = [task for stage in story.plan for task in stage.tasks if applies(task, facts)]
    codes = list(dict.fromkeys(task.agency for task in tasks))
    names = [catalogue.name_of("agency", code, language) for code in codes]
    if rule and rule.get("agency"):
        why = [catalogue.say(rule["because"], language)]
    else:
        why = (
            ["The plan of the service names them."]
            if story.service
            else ["Nothing is planned before a service is known."]
        )
    return Explained(
        "who", ", ".join(names) or "the triage desk", codes, why, None, changes("agency", story, rule, catalogue)
    )


def when(story: Story, catalogue: Catalogue) -> Explained:
    if story.due_at is None:
        return Explained("when", "not decided", None, ["A deadline begins with a service."], None, [OPEN_CASE_CHANGES])
    service = catalogue.services.get(story.service or "")
    days, hours = (service.get("due_days"), service.get("due_hours")) if service else (None, None)
    why = [f"{days} calendar days are promised."] if days else []
    why += [f"{hours} working hours of the lead agency are promised."] if hours else []
    change = ["Another service; the time in which we wait for the resident moves it."]
    return Explained("when", story.due_at.isoformat(timespec="minutes"), story.due_at.isoformat(), why, None, change)


def usual_priority(service: str | None, catalogue: Catalogue) -> str | None:
    """The priority of a service, None for one that is not offered."""
    known = catalogue.services.get(service or "")
    return known["priority"] if known else None


def used_rule(story: Story, catalogue: Catalogue) -> Rule | None:
    """The rule that a decision names, None where none was used or the catalogue has it no more."""
    code = next((each.words[0] for each in story.reasons if each.code == RULE), None)
    return next((rule for rule in catalogue.release["rules"] if rule["code"] == code), None)


def rules_for(service: str | None, catalogue: Catalogue) -> Sequence[Rule]:
    """The rules that can ever be for a service."""
    return [rule for rule in catalogue.release["rules"] if service in rule["when"].get("service", (service,))]


def changes(effect: str, story: Story, used: Rule | None, catalogue: Catalogue) -> list[str]:
    """The rules for this service that were not used and would give another agency or priority."""
    rules = [rule for rule in rules_for(story.service, catalogue) if effect in rule and rule is not used]
    return [f"The rule {rule['code']}, if {say_condition(rule['when'])}." for rule in rules] if story.service else []


def say_condition(when: Any) -> str:
    """The condition of a rule, as its row in routing.yaml has it."""
    named = {**when, **when.get("zone", {}), **when.get("answer", {})}
    told = [f"{fact} is {' or '.join(values)}" for fact, values in named.items() if fact not in ("zone", "answer")]
    return " and ".join(told)


def of_place(reason: Reason) -> bool:
    return reason.code.startswith(OF_PLACE)


def in_words(reasons: Iterable[Reason], catalogue: Catalogue, language: str) -> list[str]:
    return [explain(reason, catalogue, language) for reason in reasons]
