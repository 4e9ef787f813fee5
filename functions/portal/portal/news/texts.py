"""The words of subscribing."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, Phrase

SUBSCRIBE: Mapping[str, Phrase] = {
    "title": N_("Be told what is reported and done"),
    "lead": N_(
        "We write at most once a day, in the morning, and only when something was reported or ended: kind, day and "
        "reference, never what somebody wrote, never who."
    ),
    "what": N_("You will get news about:"),
    "email": N_("Email address"),
    "email_hint": N_("We first send you a link to confirm. Nothing else is sent before."),
    "send": N_("Send me the link"),
    "wrong_email": N_("Give an email address such as name@example.org"),
    "asked_title": N_("Confirm it in your email"),
    "asked": N_("If it is a new subscription, a letter with a link is on its way. The link is good for a day."),
    "feed": N_("Or follow it in a feed reader (Atom)"),
    "choose_title": N_("What do you want news about?"),
    "choose": N_("Choose a place, a district or a service in “Around here”, then “Tell me by email”."),
    "around": N_("Around here"),
}
CONFIRM: Mapping[str, Phrase] = {
    "title": N_("Confirm your subscription"),
    "what": SUBSCRIBE["what"],
    "confirm": N_("Yes, tell me"),
    "done_title": N_("You will be told"),
    "done": N_("Each letter has a link with which you stop it."),
    "manage": N_("See all that you get"),
    "late_title": N_("This link is too old"),
    "late": N_("It was valid for a day. Subscribe again, and we send you a new one."),
    "enough_title": N_("That is a lot already"),
    "enough": N_("Stop one of the others first, then follow this link again."),
}
MANAGE: Mapping[str, Phrase] = {
    "title": N_("What you get news about"),
    "none": N_("You get no news yet. Subscribe in “Around here”."),
    "around": SUBSCRIBE["around"],
    "feed": NC_("subscription", "Feed (Atom)"),
    "stop": NC_("subscription", "Stop"),
    "stop_all": NC_("subscription", "Stop all"),
    "stopped": N_("It is stopped: we write no more about it."),
    "by_email": N_("Subscriptions go to email addresses. Sign in with yours to see them."),
    "back": N_("Back to all my cases"),
}
