"""What becomes of a contact: a message on its case, a new case, or, if held back, something for a person to look at.

Every channel's adapter ends here; nothing that came in is refused, because nobody is there to be told what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from intake.answering_back import service_answered
from intake.case_body import brought_with, case_body, message_text
from intake.danger import danger_in_message, raise_alarm
from intake.incoming import Incoming, Received
from intake.limits import CountedSender
from intake.opening import open_case, reference_of
from intake.quarantine import hold_back
from intake.speaker import goes_on_in, proof_of
from intake.whole_words import enclosed_with
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.change import Change
from onestop.domain.cases.conversation import take_in_words
from onestop.domain.cases.events import Reason
from onestop.domain.cases.lifecycle import Status
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import KeyReused, NotFound, NotPossible, TooMany
from onestop.domain.hazards.find_danger import FoundHazard
from onestop.domain.people.actor import Actor
from onestop.domain.people.proof import Proof
from onestop.runtime.log import logger
from onestop.runtime.metrics import count
from onestop.runtime.randomness import new_reference
from onestop.storage.cases.open_and_change import change_case
from onestop.storage.cases.read_case import load_file
from onestop.storage.guards import Guard
from onestop.storage.incoming.arrivals import arrival_id
from onestop.storage.once import Once, request_fingerprint


class NotTheirs(Exception):
    """A contact has the reference of a case but is a separate need: a neighbour passes on a letter of ours, or somebody
    who is not proven to be the resident names a danger.

    Not an OnestopError: the receiving code opens a separate case for it.
    """


class NotEnclosed(Exception):
    """The case exists, but not yet everything that came with the contact: the queue delivers it again.

    Not an OnestopError, because nobody waits for an answer.
    """


def receive(
    incoming: Incoming,
    catalogue: Catalogue,
    at: datetime,
    random_bits: Callable[[int], int],
    guards: tuple[Guard, ...] = (),
    *,
    released: bool = False,
) -> Received:
    """Takes in a contact, once however often it is delivered. Raises GuardFailed.

    `released` means that a person has decided that it is a need: it counts with what staff bring, and TooMany is raised
    to them.
    """
    if incoming.spam:
        return held_back(incoming, incoming.spam, catalogue, at)
    if incoming.reference:
        try:
            return add_to_case(incoming, incoming.reference, catalogue, at)
        except (NotFound, NotTheirs):
            incoming = replace(incoming, reference=None)
        except NotPossible:  # closed, and too late for a message to reopen it: a person looks at both
            doubt = Reason("follows_closed", (incoming.reference or "",))
            incoming = replace(incoming, doubts=(*incoming.doubts, doubt))
    return open_from(incoming, catalogue, at, random_bits, counted=CountedSender(staff=released), guards=guards)


def add_to_case(incoming: Incoming, reference: str, catalogue: Catalogue, at: datetime) -> Received:
    """Adds a message to its case, where every agency sees it; work that waited for an answer continues.

    Anyone who knows the reference may add to a case, but only the words of somebody who is proven to be its resident
    count as theirs and answer what we asked (`onestop.domain.people.proof`).
    """
    named = load_file(reference)
    file = goes_on_in(named)
    hazard = hazard_of(incoming, catalogue)
    if hazard and file.case.status in (Status.RESOLVED, Status.CLOSED):
        raise NotPossible("Nobody works on this case any more: danger is a case of its own.", "status")
    known, text, arrival = file.case.reference, message_text(incoming), arrival_id(incoming.channel, incoming.key)
    spoken = proof_of(named, incoming, catalogue)
    # proof for the case that they name proves nothing about the one that it was joined with
    proof = spoken if file is named else proof_of(file, replace(incoming, shown=False), catalogue)
    if hazard and proof is not Proof.PROVEN:  # danger does not wait for a confirmation: it is a separate case
        raise NotTheirs(reference)
    if incoming.own_only and proof is Proof.STRANGER:
        raise NotTheirs(reference)
    by = Actor.STRANGER if proof is Proof.STRANGER else incoming.by
    act = Act(catalogue, at, by, new_reference)
    once = Once(key=f"{incoming.channel}:{incoming.key}", fingerprint=request_fingerprint(text.encode()))

    def heard(file: CaseFile) -> Change:
        chosen = service_answered(file, text, catalogue)
        return take_in_words(
            file, act, text, incoming.channel, proof=proof, arrival=arrival, hazard=hazard, chosen=chosen
        )

    try:
        file = change_case(known, heard, lambda _: once)
    except KeyReused:  # the same message came before, and an older version of us read it a little differently
        return not_kept("again", known, incoming, catalogue)
    if hazard:
        raise_alarm(hazard, incoming.channel, known)
    logger.info("added", case=known, channel=incoming.channel, proof=proof)
    count("MessagesReceived")
    add_enclosures_or_raise(replace(incoming, by=by), known, at, proof, arrival)
    return Received(what="added", reference=known, language=file.case.language, proof=spoken, hazard=hazard)


def hazard_of(incoming: Incoming, catalogue: Catalogue) -> str | None:
    """The danger that a contact names."""
    found = danger_of(incoming, catalogue)
    return found.code if found else None


def danger_of(incoming: Incoming, catalogue: Catalogue) -> FoundHazard | None:
    return danger_in_message((incoming.subject or "", incoming.text), catalogue)


def not_kept(what: str, reference: str | None, incoming: Incoming, catalogue: Catalogue) -> Received:
    """The result for a contact from which nothing new was kept in a case."""
    found = danger_of(incoming, catalogue)
    code, spoken = (found.code, found.language) if found else (None, None)
    language = catalogue.language(incoming.language, spoken)
    return Received(what=what, reference=reference, language=language, hazard=code)


def held_back(incoming: Incoming, why: str, catalogue: Catalogue, at: datetime) -> Received:
    """Holds a contact back for a person; if it names a danger, the staff on duty are alerted."""
    hold_back(incoming, why, at)
    received = not_kept("quarantined", None, incoming, catalogue)
    if received.hazard:
        raise_alarm(received.hazard, incoming.channel, None)
    return received


def open_from(
    incoming: Incoming,
    catalogue: Catalogue,
    at: datetime,
    random_bits: Callable[[int], int],
    counted: CountedSender | None = None,
    **options: Any,
) -> Received:
    """Opens a case for a contact; one that exceeds a sender's limit is held back for a person. Raises TooMany for one
    that a person has released."""
    body = case_body(incoming, catalogue)
    key = f"{incoming.channel}:{incoming.key}"
    options |= {"counted": counted, "key": key, "brought": brought_with(incoming), "by": incoming.by}
    try:
        opened = open_case(body, catalogue, at, random_bits, **options)
    except KeyReused:  # the same contact came before; its reference is derived from its key
        return not_kept("again", reference_of(key), incoming, catalogue)
    except TooMany:
        if counted and counted.staff:
            raise
        return held_back(incoming, "too_many", catalogue, at)
    again = opened.opened_at != at
    if not again:
        logger.info("opened", case=opened.reference, channel=incoming.channel)
        count("CasesOpened")
    add_enclosures_or_raise(incoming, opened.reference, at)  # the first attempt may have stopped here
    what = "again" if again else "opened"
    return Received(what=what, reference=opened.reference, language=opened.language, hazard=opened.hazard)


def add_enclosures_or_raise(
    incoming: Incoming, reference: str, at: datetime, proof: Proof = Proof.PROVEN, arrival: str | None = None
) -> None:
    """Stores what came with a contact; if it cannot, raises NotEnclosed, so that the contact is delivered again. Its
    code is loaded here, because most contacts bring nothing."""
    if enclosed := enclosed_with(incoming):
        from onestop.storage.cases.attachments import add_enclosures

        left = add_enclosures(reference, enclosed, incoming.by, at, proof, arrival)
        if left:
            raise NotEnclosed(f"{len(left)} of {len(enclosed)} could not be kept yet")
