"""Shows what was typed before somebody had to sign in again, and sends it when they say so.

It is not sent automatically, because a form that reached us without a session could have been made by anybody; its
reader knows what they send.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chalice.app import Response

from casework.pages.desk_addresses import own_path, path_of
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from onestop.domain.translation import N_, Phrase
from onestop.runtime.pages.form_marks import FIELD

KEPT = "kept:"  # prefix of each field that is kept while somebody signs in
TEXTS: Mapping[str, Phrase] = {
    "title": N_("You are signed in again"),
    "lead": N_("Nothing that you wrote was lost. It has not been sent yet."),
    "wrote": N_("What you wrote"),
    "send_now": N_("Send it now"),
    "drop": N_("Go on without sending it"),
}

Pairs = Iterable[tuple[str, str]]


def kept_fields(pairs: Pairs) -> list[tuple[str, str]]:
    """Returns the fields of a form as the sign-in form carries them along."""
    return [(f"{KEPT}{name}", value) for name, value in pairs if name != FIELD]


def carried_fields(pairs: Pairs) -> list[tuple[str, str]]:
    """Returns the fields of the first form, out of the form that carried them."""
    return [(name.removeprefix(KEPT), value) for name, value in pairs if name.startswith(KEPT)]


def ask_to_send_again(visit: DeskVisit, pairs: Pairs, to: str = "", cookies: tuple[str, ...] = ()) -> Response:
    """Shows what was typed, with one button that sends it to where it was meant to go."""
    fields = [(name, value) for name, value in pairs if name != FIELD]
    written = [value for _, value in fields if any(letter.isspace() for letter in value)]
    target = own_path(to or path_of(visit.request))
    title = visit.say(TEXTS["title"])
    return show(
        visit, "sign_in/send_again.html", title, TEXTS, cookies=cookies, fields=fields, written=written, target=target
    )
