"""An address that accepts no letters, on the page of the case: why, and the button that allows letters to it again."""

from __future__ import annotations

from chalice.app import Response

from casework.pages.case.texts import CHANNELS
from casework.pages.case.words import CaseWords
from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to
from casework.pages.desk_request import DeskVisit
from casework.people.unreachable_addresses import unreached_on, write_again
from casework.staff_request import known_reference
from casework.views.recorded_views import SeenCase, look_at_case
from onestop.domain.letters.delivery_words import BECAUSE_WORDS
from onestop.domain.staff.permissions import may
from onestop.domain.translation import N_, Phrase

SAID: Phrase = N_("{channel}: nothing is sent there since {day}, because {why}.")


@page("POST", "/desk/cases/{reference}/written-again", "question")
def write_to_it_again(visit: DeskVisit, reference: str) -> Response:
    """Allows letters to an address again, because the resident says that it works."""
    known = known_reference(reference)
    seen = look_at_case(visit.looker, known)
    write_again(visit.staff, seen, visit.form.text("channel"), visit.offer, visit.at)
    return go_to(f"/desk/cases/{known}", done="written_again")


def unreached_shown(visit: DeskVisit, seen: SeenCase, words: CaseWords) -> list[tuple[str, str, bool]]:
    """Returns each suppressed channel: its code, why in words, and whether the suppression may be lifted here."""
    may_undo = seen.sight.may_act and may(visit.staff.roles, "question")
    return [
        (
            each.channel,
            visit.say(SAID).format(
                channel=visit.say(CHANNELS[each.channel]),
                day=words.when(each.suppression.since),
                why=visit.say(BECAUSE_WORDS[each.suppression.because]),
            ),
            may_undo,
        )
        for each in unreached_on(seen, visit.offer)
    ]
