"""The words of the page on which a resident confirms a message that came in their name."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, Phrase

CONFIRM: Mapping[str, Phrase] = {
    "title": N_("Did you write this?"),
    "lead": N_(
        "This message came in your name, but we could not be sure that it was from you. It counts only if "
        "you confirm it."
    ),
    "came": N_("It came on {moment}:"),
    "send": N_("Yes, I wrote this"),
    "not_me": N_("If you did not write it, you need not do anything: it changes nothing about your case."),
    "thanks": N_("Thank you, your message counts"),
    "thanks_text": N_("The message counts as yours now. Everybody who works on your case can read it."),
    "closed": N_("It is too late to confirm your message"),
    "closed_text": N_(
        "This case is closed. If the need is still there, have the case reopened on its page, or send us a new request."
    ),
}
