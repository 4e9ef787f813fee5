"""The words that every page shares, and those of the error pages."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, Phrase

SHIPPED = (
    "en",
    "zh-Hans",
    "es",
)  # our languages while the catalogue, which lists them, cannot be read

FRAME: Mapping[str, Phrase] = {
    "skip": N_("Skip to the main content"),
    "language": N_("Language"),
    "links": N_("Services"),
    "report": N_("Tell us what you need"),
    "follow": NC_("every page", "Follow a case"),
    "mine": N_("All my cases"),
    "around": N_("Around here"),
    "insights": N_("How we are doing"),
    "helped": N_("Did this page help?"),
    "developers": N_("For developers"),
    "phone": N_("Would you rather talk to a person? Call us: {phone}"),
    "error": N_("Error: "),
    "problem": N_("There is a problem"),
    "optional": N_("(optional)"),
    "home": N_("Go to the front page"),
    "number": N_("If you call us about this, mention this number: {number}"),
    "call_now": N_("Call {number} now"),
    "not_sent": N_("We have not got your message yet. When you have called, you can send it below."),
}

# additional words of a page for a television or a kiosk
LARGE: Mapping[str, Phrase] = {
    "end": N_("Finish and remove everything"),
    "still_there": N_("Are you still there?"),
    "silent": N_("Nothing was pressed or touched for a while. What you wrote will be removed from this screen."),
    "seconds": N_("Seconds left:"),
    "stay": N_("I am still here"),
}

# name -> title and text of the error page
ERRORS: Mapping[str, Mapping[str, Phrase]] = {
    "not_found": {
        "title": N_("We cannot find this"),
        "text": N_(
            "There is nothing at this address. If you used a link that we sent you, make sure it is whole. "
            "If you typed a reference and a secret code, check both."
        ),
    },
    "not_allowed": {
        "title": N_("You cannot do this any more"),
        "text": N_("If you help somebody as a member of staff, open their application at the desk again."),
    },
    "not_possible": {
        "title": N_("You cannot do this any more"),
        "text": N_("Something has changed since you opened the page. Go back and load it again to see how it stands."),
    },
    "link_retired": {
        "title": N_("This link has been replaced"),
        "text": N_(
            "We replaced our links to keep your case safe. Your case goes on as before, and each new message of "
            "ours has the new link. To get it at once, call us, or answer a message of ours and ask for it."
        ),
    },
    "not_valid": {
        "title": N_("We could not read what was sent"),
        "text": N_("Go back to the form and send it again."),
    },
    "too_large": {
        "title": N_("That is more than we can take at once"),
        "text": N_("Go back and shorten what you wrote. Nothing was kept."),
    },
    "too_many": {
        "title": N_("Too many requests from here"),
        "text": N_(
            "Too many requests came from you or your network in the last hour. Please try again in an hour, or call us."
        ),
    },
    "unavailable": {
        "title": N_("We cannot do this right now"),
        "text": N_("Please try again in a few minutes. If you sent a form, send it again: nothing is done twice."),
    },
    "broken": {
        "title": N_("Something went wrong on our side"),
        "text": N_("It is not your fault, and it has been noted. Please try again later."),
    },
}
