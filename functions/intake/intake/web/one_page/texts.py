"""The words of the form on which a resident brings a need, and of the page that follows it."""

from __future__ import annotations

from collections.abc import Mapping

from intake.web.report.texts import CONTACT
from onestop.domain.translation import N_, Phrase

FORM: Mapping[str, Phrase] = {
    "title_all": N_("Tell us what you need, on one page"),
    "lead": N_("You do not need to know which department is responsible. We find out, and tell you how it goes."),
    "danger": N_("If somebody is in danger right now, first call"),
    "need": N_("Your need"),
    "service": N_("What is it about?"),
    "unsure": N_("I am not sure: I describe it below"),
    "description": N_("Describe it in your own words"),
    "description_hint": N_(
        "In any language. At most 4,000 characters. Leave out what is private and not needed for the work."
    ),
    "address": N_("Where is it?"),
    "address_hint": N_("A street and number, a crossing, or words that help us to find the place"),
    "contact": N_("How to reach you"),
    "contact_lead": CONTACT["lead"],
    **{name: words for name, words in CONTACT.items() if name not in ("title", "lead")},
    "send": N_("Send"),
    "offline": N_("You have no connection right now. What you have written is kept on this device."),
    "queue": N_("Send it as soon as there is a connection"),
    "queued": N_("We send your report as soon as there is a connection. Leave this page open, or come back to it."),
    "unqueue": N_("Do not send it yet"),
    "kept": N_("What you write is kept on this device until you send it."),
    "discard": N_("Throw it away"),
}

# the fault of a field: "missing" if it is empty, "wrong" if it is not
FAULTS: Mapping[str, Phrase] = {
    "missing_description": N_("Describe what you need, or choose what it is about"),
    "wrong_description": N_("Shorten the description to 4,000 characters or less"),
    "wrong_service": N_("Choose what it is about from the list"),
    "missing_address": N_("Say where it is: for this service we need a place"),
    "wrong_address": N_("Shorten the place to 200 characters or less"),
    "wrong_name": N_("Shorten the name to 200 characters or less"),
    "wrong_email": N_("Enter an email address in the form name@example.com"),
    "wrong_phone": N_("Enter a phone number with its area code, such as +1 902 555 0123"),
    "wrong_language": N_("Choose the language of our messages from the list"),
    "sent_before": N_(
        "You sent this form before, with other words, and we have that request. "
        "To send this as another request, press Send again"
    ),
}

RECEIPT: Mapping[str, Phrase] = {
    "title": N_("We have your request"),
    "about": N_("What it is about"),
    "reference": N_("Reference"),
    "secret": N_("Secret code"),
    "keep": N_("Write both down or print this page. Whoever has both can see your case."),
    "next": N_("What happens next"),
    "see": N_("Follow your case"),
    "link": N_("Or keep this link:"),
    "due": N_("By when"),
    "due_by": N_("{day} at the latest: so we promise."),
    "follows": N_("Your report follows the one that is open already: we tell you how it goes on."),
    "code": N_("Your case as a code for the camera of a telephone"),
    "print": N_("Print or save this page"),
    "another": N_("Another report near here"),
    "photos_going": N_("Your photos are being sent. Leave this page open."),
    "photos_gone": N_("Your photos have arrived."),
    "photos_stuck": N_("Not all of your photos have arrived. We try again while this page is open; or add them here:"),
    "photos_add": N_("Add photos or documents"),
}

# what happens next while the case cannot be read, or waits to be opened
WAITING: Phrase = N_(
    "We have your request and keep it. Part of our system does not work right now; as soon as it "
    "does, your case goes on under this reference. You do not need to send anything again. You "
    "cannot open the page of your case until then."
)
