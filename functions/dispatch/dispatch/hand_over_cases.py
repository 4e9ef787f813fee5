"""Cases that another government should work on: handed over once, then followed until they are closed there.

A list is walked every few minutes. A government that cannot be reached is tried again the next time; if it refuses, or
does not answer for a day, the case goes to the triage desk. We tell them where, what and which service; who the
resident is stays here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence

from dispatch.neighbours import endpoint_of
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.change import Change
from onestop.domain.cases.lifecycle import ThereStatus
from onestop.domain.cases.links.case_handover import is_asked, is_there, not_taken, stands, taken
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.redaction.spans import redact
from onestop.runtime.clock import now, time_of
from onestop.runtime.log import error_fields, logger
from onestop.runtime.outside.call_outside import AddressRefused, NotReached, Outside
from onestop.runtime.outside.open311_out import Open311Server, Refused, number_for, post_request, read_statuses
from onestop.storage.cases.handovers import Handover, all_listed, crossed_off
from onestop.storage.cases.open_and_change import change_case
from onestop.storage.cases.read_case import load_file
from onestop.storage.once import Once
from onestop.storage.tables import Row

LONGEST = 4000  # characters of a description


def hand_over_all(
    catalogue: Catalogue,
    outside: Outside,
    has_time: Callable[[], bool] = lambda: True,
    draw: Callable[[int], int] = lambda many: 0,
) -> dict[str, int]:
    """Hands over the cases that wait for it, then asks each government for the status of the cases it has. One that
    does not answer delays the others by one call at most; that may be all the time there is, so `draw` (a random
    number below the given one) chooses where to begin."""
    done: Counter[str] = Counter(brought=0, asked=0, changed=0, failed=0)
    by_neighbour: dict[str, list[Handover]] = defaultdict(list)
    for handover in all_listed():
        by_neighbour[handover.to].append(handover)
    for to in in_turn(by_neighbour, draw):
        if not has_time():
            break
        try:
            done.update(deal_with(to, by_neighbour[to], catalogue, outside, has_time))
        except (NotReached, AddressRefused, Refused) as error:
            logger.warning("a neighbour did not answer", to=to, **error_fields(error))
            done["failed"] += 1
    return dict(done)


def in_turn(names: Collection[str], draw: Callable[[int], int]) -> list[str]:
    """All names in their order, beginning at a random one."""
    ordered = sorted(names)
    first = draw(len(ordered)) if ordered else 0
    return ordered[first:] + ordered[:first]


def deal_with(
    to: str, handovers: Sequence[Handover], catalogue: Catalogue, outside: Outside, has_time: Callable[[], bool]
) -> Counter[str]:
    """Hands over and asks after all cases of one government, as far as there is time."""
    done: Counter[str] = Counter()
    endpoint = endpoint_of(to, catalogue)
    there: list[CaseFile] = []
    for handover in handovers:
        if not has_time():
            break
        file = load_file(handover.reference)
        if is_asked(file):
            file = hand_over(handover, file, endpoint, Act(catalogue, time_of(file.case.updated_at)), outside)
            done["brought"] += is_there(file)
        elif is_there(file):
            there.append(file)
        else:  # it is done, or the desk was faster
            crossed_off(handover.reference, now()).save()
    if endpoint and there:
        done.update(ask_after(there, endpoint, catalogue, outside))
    return done


def hand_over(
    handover: Handover, file: CaseFile, endpoint: Open311Server | None, act: Act, outside: Outside
) -> CaseFile:
    """Hands over one case. Raises NotReached."""
    reference = file.case.reference
    try:
        if endpoint is None:
            return give_up(handover, act, "unknown")
        brought = post_request(endpoint, fields_of(file, handover.as_service), f"onestop-case-{reference}", outside)
    except Refused as refused:
        logger.warning("a neighbour refused", case=reference, to=handover.to, code=refused.code)
        return give_up(handover, act, "refused")
    except AddressRefused as error:
        logger.error("not called", case=reference, to=handover.to, **error_fields(error))
        return give_up(handover, act, "not_allowed")
    logger.info("handed over", case=reference, to=handover.to)

    def decide(file: CaseFile) -> Change | None:
        return taken(file, act, handover.to, handover.task, brought.number, brought.token)

    return keep_handover(reference, decide, f"handed:{reference}:{handover.task}")


def give_up(handover: Handover, act: Act, because: str) -> CaseFile:
    """Leaves the case to the desk."""

    def decide(file: CaseFile) -> Change | None:
        return not_taken(file, act, handover.to, handover.task, because)

    key = f"not-handed:{handover.reference}:{handover.task}"
    return keep_handover(handover.reference, decide, key, crossed_off(handover.reference, act.at))


def keep_handover(reference: str, decide: Callable[[CaseFile], Change | None], key: str, *rows: Row) -> CaseFile:
    return change_case(reference, decide, lambda _: Once(key=key), *rows)


def fields_of(file: CaseFile, service: str) -> dict[str, str]:
    """What another government is told: no name, number or address of the resident; the place, because they must know
    it."""
    place = file.request.place
    made = {
        "service_code": service,
        "description": f"{redact(file.request.description[:LONGEST], keeping=('address',))}\n({file.case.reference})",
        "address_string": redact((place.address if place else None) or "", keeping=("address",)),
    }
    if place and place.lat is not None and place.long is not None:
        made |= {"lat": str(place.lat), "long": str(place.long)}
    return {name: value for name, value in made.items() if value}


def ask_after(
    files: Sequence[CaseFile], endpoint: Open311Server, catalogue: Catalogue, outside: Outside
) -> Counter[str]:
    """Asks for the status of cases there, and keeps the answers."""
    numbers = {file.case.reference: number_of(file, endpoint, outside) for file in files}
    known = [number for number in numbers.values() if number]
    found = read_statuses(endpoint, known, outside) if known else {}
    act = Act(catalogue, now())
    changed = [
        note_standing(reference, number, found.get(number or "", ThereStatus.OPEN), act)
        for reference, number in numbers.items()
    ]
    return Counter(asked=len(numbers), changed=sum(changed))


def number_of(file: CaseFile, endpoint: Open311Server, outside: Outside) -> str | None:
    """Returns the number of a case there; asks for it by the token if it was not known at once."""
    handed = file.case.handed
    if handed is None or handed.number or handed.token is None:
        return handed.number if handed else None
    return number_for(endpoint, handed.token, outside)


def note_standing(reference: str, number: str | None, status: ThereStatus, act: Act) -> bool:
    """Keeps the status that a case has there; returns whether it is news."""
    news: list[Change] = []

    def decide(file: CaseFile) -> Change | None:
        change = stands(file, act, number, status)
        news.extend([change] if change else [])
        return change

    rows = (crossed_off(reference, act.at),) if status is ThereStatus.CLOSED else ()
    keep_handover(reference, decide, f"stands:{reference}:{number}:{status}", *rows)
    return bool(news)
