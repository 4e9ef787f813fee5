"""Errors as pages of the desk: our own errors say what is wrong, all others only that something is."""

from __future__ import annotations

from collections.abc import Mapping

from chalice.app import Response

from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from onestop.domain import errors
from onestop.domain.translation import N_, Phrase
from onestop.runtime.log import error_fields, logger
from onestop.runtime.web import UNREACHABLE

# name -> title and text
PAGES: Mapping[str, tuple[Phrase, Phrase]] = {
    "not_found": (
        N_("We cannot find this"),
        N_("There is nothing at this address that is yours to see. If you typed a reference, check each character."),
    ),
    "not_allowed": (
        N_("This is not yours to do"),
        N_("Your role or agency does not allow it. If it should, ask your administrator."),
    ),
    "not_ours": (
        N_("This form was not sent from the desk"),
        N_("Nothing was done. Open the page again from the desk and send it from there."),
    ),
    "not_valid": (N_("We could not read what was sent"), N_("Go back to the form and send it again.")),
    "moved_on": (
        N_("The case has moved on"),
        N_("Somebody changed it while you were looking, or it is past the point where this could be done. Look again."),
    ),
    "too_large": (N_("That is more than we can take at once"), N_("Go back and shorten what you wrote.")),
    "too_many": (
        N_("Too many at once"),
        N_(
            "This was done too many times in the last hour; beyond that we assume a machine. Nothing is "
            "wrong with your account: go on in the next hour."
        ),
    ),
    "unavailable": (
        N_("We cannot do this right now"),
        N_("Please try again in a few minutes. If you sent a form, send it again: nothing is done twice."),
    ),
    "broken": (
        N_("Something went wrong on our side"),
        N_("It is not your fault, and it has been noted. Please try again later."),
    ),
}
OURS: tuple[tuple[type[errors.OnestopError], str, int], ...] = (
    (errors.NotFound, "not_found", 404),
    (errors.NotAllowed, "not_allowed", 403),
    (errors.NotValid, "not_valid", 400),
    (errors.Conflict, "moved_on", 409),
    (errors.NotPossible, "moved_on", 409),
    (errors.KeyReused, "not_valid", 422),
    (errors.TooMany, "too_many", 429),
    (errors.Unavailable, "unavailable", 503),
)


def answer_error(visit: DeskVisit, error: Exception) -> Response:
    """Returns the page for an error; the details are only in the log, for operators."""
    for kind, name, status in OURS:
        if isinstance(error, kind):
            answer = show_error(visit, name, status)
            if isinstance(error, errors.TooMany | errors.Unavailable):
                answer.headers["Retry-After"] = str(error.retry_after)
            return answer
    known = isinstance(error, UNREACHABLE)
    logger.error("a dependency failed" if known else "unforeseen error", **error_fields(error))
    return show_error(visit, "unavailable", 503) if known else show_error(visit, "broken", 500)


def show_error(visit: DeskVisit, name: str, status: int) -> Response:
    """Shows one of the pages, with the number by which an operator finds the line in the log."""
    title, text = (visit.say(phrase) for phrase in PAGES[name])
    number = visit.request.context.get("requestId") if status >= 500 else None
    return show(visit, "desk_error.html", title, {}, status, text=text, number=number)
