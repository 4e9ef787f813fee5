"""Lessons from the cases of a city, in words: what was seen, and what could be done about it, for each kind.

`onestop insights lessons` computes them; the desk shows them to staff who may open an improvement case for one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from onestop.domain.translation import N_, NC_, Phrase


class Lesson(TypedDict):
    """A lesson. `values` fill the words of its kind: codes of services, districts and agencies, and numbers.
    `chance` is the probability of such a result if there is nothing to learn, corrected for all lessons of a
    kind."""

    kind: str
    values: dict[str, Any]
    chance: float | None


WATCHED: Mapping[str, Phrase] = {
    "promise_kept": NC_("watched", "done in time"),
    "reopened": NC_("watched", "opened again"),
    "handed_on": NC_("watched", "handed on to another agency"),
    "right_first": NC_("watched", "with the right service at once"),
    "satisfied": NC_("watched", "after which people were satisfied"),
    "not_resolved": NC_("watched", "ended without being done"),
}
SAYS: Mapping[str, Phrase] = {
    "hot_spot": N_("{service}: more cases than usual in {zone}. Cases: {cases}; usual: {expected}; days: {days}."),
    "under_reporting": N_(
        "In {district} it takes {times} times as long as elsewhere until a second resident reports the same thing."
    ),
    "waiting": N_(
        "{service}: it takes long from “{from_step}” to “{to_step}”. Hours on average: {hours}; cases: {cases}."
    ),
    "between": N_(
        "Cases wait long between the work of {from_agency} and that of {to_agency}. Hours on average: {hours}; cases: "
        "{cases}."
    ),
    "rework": N_("{service}: of a hundred cases, {percent} come back to “{step}”."),
    "together": N_("People who ask for {first} ask for {then} too, {lift} times as often as others."),
    "next": N_("Within three months after {first}, people ask for {then}, {lift} times as often as others."),
    "topic": N_(
        "“{words}” is in more new cases than usual; most of them are about {service}. Cases: {cases}; usual: "
        "{expected}."
    ),
    "staffing_short": N_(
        "{agency}: more work is coming than there are people for. Tasks expected next week: {tasks} ({low} to {high}); "
        "people needed: {people} ({fewest} to {most}); tasks done in a usual week: {done}."
    ),
    "staffing_spare": N_(
        "{agency}: little work is coming, and hardly any is waiting. Tasks expected next week: {tasks} ({low} to "
        "{high}); people needed: {people} ({fewest} to {most}); tasks done in a usual week: {done}."
    ),
    "anomaly": N_(
        "{service}, {watched}: last week was unusual. Of a hundred cases: {percent}; usual: {usual}; cases: {cases}."
    ),
    "anomaly_volume": N_("{service}: last week was unusual. Cases: {cases}; usual: {usual}."),
    "unequal": N_("{dimension} “{group}” is served worse than others: {respect}."),
}
DOES: Mapping[str, Phrase] = {
    "hot_spot": N_("Look for one cause in {zone}, and tell people there that it is known."),
    "under_reporting": N_(
        "Inspect {district} without waiting for reports, and ask people there how they would report."
    ),
    "waiting": N_("Ask the people who work on {service} what they wait for between these steps."),
    "between": N_("Let {to_agency} begin before {from_agency} is done, or tell it in time."),
    "rework": N_("Read ten of these cases, and mend the rule or the question that sends them the wrong way."),
    "together": N_("Offer {then} where {first} is asked for."),
    "next": N_("See to {then} while somebody is there for {first}."),
    "topic": N_("Write an article or a notice about it, and tell the people who work on {service}."),
    "staffing_short": N_("Plan for more people there ({apart}), or tell residents that it will take longer."),
    "staffing_spare": N_("Lend people’s time ({apart}) to agencies that are short, or let them do what was put off."),
    "anomaly": N_("{agency}: read the cases of last week, and find what changed."),
    "anomaly_volume": N_("{agency}: look for one cause, tell people that it is known, and plan for the work."),
    "unequal": N_("Compare cases of “{group}” with those of other groups to see what is handled differently."),
}
STEPS: Mapping[str, Phrase] = {
    "case.opened": NC_("lesson", "opened"),
    "case.routed": NC_("lesson", "routed"),
    "case.triaged": NC_("lesson", "decided at the triage desk"),
    "task.opened": NC_("lesson", "given to an agency"),
    "task.transferred": NC_("lesson", "handed on"),
    "task.declined": NC_("lesson", "declined"),
    "task.waiting": NC_("lesson", "waiting"),
    "task.resumed": NC_("lesson", "gone on with"),
    "task.completed": NC_("lesson", "task done"),
    "case.resolved": NC_("lesson", "resolved"),
    "case.reopened": NC_("lesson", "opened again"),
    "case.merged": NC_("lesson", "merged"),
    "case.closed": NC_("lesson", "closed"),
}
