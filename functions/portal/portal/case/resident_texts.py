"""The words of a case's page for what its resident brought, how far the work is, and whether we keep our promise."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.cases.tasks.department_progress import PartStanding
from onestop.domain.translation import N_, NC_, NP_, Phrase

OWN: Mapping[str, Phrase] = {
    "you_said": N_("What you told us"),
    "your_words": N_("In your own words"),
    "where": N_("Where it is"),
    "work": N_("How far the work is"),
    "finished_of": N_("Departments that have finished: {done} of {all}"),
    "parts": N_("What we do for you"),
    "parts_ended": N_("Parts that have ended: {done} of {all}"),
    "promise": N_("What we promised"),
    "your_answer": N_("Your answer"),
    "remembered": N_(
        "This browser remembers for 30 days how to open your case, so the address of this page is no secret. "
        "If others use this device too, have it forget your case."
    ),
    "shared": N_("This screen forgets your case when you press “{end}”, or when you go away."),
    "forget": N_("Forget my case on this device"),
    "send_answer": N_("Send the answer"),
}

STANDING: Mapping[PartStanding, Phrase] = {
    PartStanding.FINISHED: NC_("department", "has finished"),
    PartStanding.WORKING: NC_("department", "is working on it"),
    PartStanding.WAITS: NC_("department", "waits for you"),
    PartStanding.TO_COME: NC_("department", "comes later"),
}

PROMISED = N_("We promised it by {day}.")
KEPT = N_("We promised it by {day}, and kept our promise.")
IS_LATE = NP_("It is {count} day late.", "It is {count} days late.")
WAS_LATE = NP_("It was done {count} day late.", "It was done {count} days late.")
