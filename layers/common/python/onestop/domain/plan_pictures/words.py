"""The words of a drawn plan."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import NC_, NP_, Phrase, Plural

WORDS: Mapping[str, Phrase] = {
    "start": NC_("plan", "A request comes in"),
    "end": NC_("plan", "The case is resolved"),
    "whole": NC_("plan", "The whole case: {deadline}"),
    "all": NC_("plan", "all of these"),
    "any": NC_("plan", "any one of these"),
    "ended": NC_("plan", "all of these, done or not"),
    "some": NC_("plan", "any {needed} of these"),
    "when": NC_("plan", "only if {fact} is: {values}"),
    "unless": NC_("plan", "not if {fact} is: {values}"),
    "optional": NC_("plan", "optional"),
    "repeatable": NC_("plan", "can be repeated"),
    "results": NC_("plan", "Result: {fields}"),
    "resident": NC_("plan", "The resident, for {agency}"),
    "machine": NC_("plan", "{agency} (machine)"),
    "service": NC_("plan", "Linked case: {service}, for {agency}"),
    "contractor": NC_("plan", "{agency} (contractor)"),
    "reopened": NC_("plan", "a reopened case starts here"),
    "result": NC_("plan", "“{field}” of “{task}”"),
    "service_fact": NC_("plan", "service"),
    "district": NC_("plan", "district"),
    "applied": NC_("plan", "a form was filled in"),
    "fee-due": NC_("plan", "fee due"),
    "priority": NC_("plan", "priority"),
    "low": NC_("plan", "low"),
    "normal": NC_("plan", "normal"),
    "high": NC_("plan", "high"),
    "urgent": NC_("plan", "urgent"),
    "yes": NC_("plan", "yes"),
    "no": NC_("plan", "no"),
}

DEADLINES: Mapping[str, Plural] = {
    "hours": NP_("within {count} working hour", "within {count} working hours"),
    "days": NP_("within {count} day", "within {count} days"),
}
