"""The words of the front door and of the pages of a case."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, Phrase
from portal.case.attachment_texts import ATTACHED
from portal.case.dialogue_texts import DIALOGUE
from portal.case.resident_texts import OWN

FRONT: Mapping[str, Phrase] = {
    "title": N_("What do you need?"),
    "lead": N_(
        "One door to every department. Tell us what is wrong or what you need, follow what we do about it, "
        "and tell us how it went."
    ),
    "eligible": N_("See what you may get, with a few questions and without your name"),
    "life": N_("Birth, moving, a death: tell us once what has changed in your life"),
    "wanted": N_("Often needed now"),
    "notices": N_("Notices"),
    "more": N_("Read more"),
    "light_view": N_("Light view for a weak line: without script and pictures"),
    "full_view": N_("Full view"),
    "services": N_("What we can do for you"),
    "services_lead": N_("Choose a service, or simply describe what you need: we find out who can help."),
}

FOLLOW: Mapping[str, Phrase] = {
    "follow_title": NC_("case page", "Follow a case"),
    "follow_lead": N_(
        "You find the reference and the secret code on the page that you saw after sending your request, "
        "and the link in our messages leads straight there."
    ),
    "reference": N_("Reference"),
    "reference_hint": N_("Thirteen letters and digits, such as 7KQ2-M4TX-9BWD-D"),
    "secret": N_("Secret code"),
    "show": N_("Show the case"),
    "wrong_reference": N_(
        "Check the reference: it has thirteen letters and digits, and at least one of them is not right"
    ),
    "wrong_secret": N_("There is no case with this reference and secret code: check both"),
    "retired_secret": N_(
        "This secret code was replaced to keep your case safe. Each new message of ours has the new link; to get "
        "it at once, call us, or answer a message of ours and ask for it"
    ),
}

CASE: Mapping[str, Phrase] = {
    "your_request": N_("Your request"),
    "granted": N_("Your application is granted"),
    "refused": N_("Your application is refused"),
    "appeal": N_("Object to the decision"),
    "appeal_until": N_("You can object until {day}. Somebody else then decides again."),
    "appealed": N_("You objected to this decision: see the status of your objection"),
    "what_was_sent": N_("What you sent"),
    "form_wanted": N_(
        "This is applied for with a form, and answered sooner there. What you have told us is filled in."
    ),
    "to_form": N_("Go on with the form"),
    "reference": FOLLOW["reference"],
    "status": N_("Where it stands"),
    "opened": N_("Received on"),
    "due": N_("We plan to be done by"),
    "not_due": N_("The day is shown here as soon as we know it"),
    "reasons": N_("Why it went this way"),
    "timeline": N_("What happened so far"),
    "newest": N_("Newest first"),
    "survey": N_("Tell us how it went"),
    "survey_lead": N_("The work is done. A few short questions help us to do better."),
    "private": N_("The address of this page opens your case: keep it to yourself."),
    **DIALOGUE,
    **ATTACHED,
    **OWN,
}
