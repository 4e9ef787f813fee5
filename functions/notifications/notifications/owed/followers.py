"""Who follows a case: the residents of the cases that were joined with it, and of those joined with these."""

from __future__ import annotations

from onestop.domain.cases.case import Case, LinkKind
from onestop.runtime.log import logger
from onestop.runtime.metrics import count
from onestop.storage.cases.read_case import load_cases

MOST = 500  # followers told of one event; a queue's eight deliveries cannot be relied on for more


def followers_of(case: Case) -> list[Case]:
    """The cases that follow this one, those joined with it directly first, each once and at most `MOST`.

    If there are more, operators are told: an error in the log and the metric FollowersLeftOut.
    """
    found: list[Case] = []
    near, seen = [case], {case.reference}
    while near:
        joined = list(dict.fromkeys(reference for each in near for reference in joined_with(each)))
        wanted = [reference for reference in joined if reference not in seen]
        room = MOST - len(found)
        if len(wanted) > room:
            logger.error("followers left out", case=case.reference, at_least=len(wanted) - room)
            count("FollowersLeftOut")
        seen.update(wanted)
        near = [each for each in load_cases(wanted[:room]) if each.merged_into in seen] if wanted[:room] else []
        found += near
    return found


def joined_with(case: Case) -> list[str]:
    return [link.reference for link in case.links if link.kind is LinkKind.JOINED]
