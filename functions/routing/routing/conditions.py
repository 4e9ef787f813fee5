"""What a row of routing.yaml can test of any need: service, district, zones and answers.

Conditions are a table, read key by key; nothing is evaluated as code. None of them can name the person who asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onestop.domain.catalogue.release import RuleCondition
    from routing.facts import RoutingFacts


def fits(when: RuleCondition, service: str, facts: RoutingFacts) -> bool:
    """Tells whether everything that a row names fits. What it does not name is ignored; a fact that is not known fits
    nothing."""
    located = facts.located
    if service not in when.get("service", (service,)):
        return False
    if "district" in when and located.district not in when["district"]:
        return False
    if not all(set(codes) & set(located.zones.get(layer, ())) for layer, codes in when.get("zone", {}).items()):
        return False
    return all(set(codes) & set(facts.answers.get(question, ())) for question, codes in when.get("answer", {}).items())
