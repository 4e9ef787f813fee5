"""The words about arrivals that were held back."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, Phrase

TEXTS: Mapping[str, Phrase] = {
    "title": NC_("desk", "Held back"),
    "lead": N_(
        "Incoming messages that did not become cases. The senders got no answer, and nothing is deleted "
        "before its retention time ends."
    ),
    "kinds": N_("Kinds"),
    "month": N_("Month"),
    "show": NC_("a list", "Show"),
    "came": N_("Received on"),
    "channel": N_("Channel"),
    "why": N_("Why"),
    "state": N_("What became of it"),
    "waits": N_("Waits for somebody to look"),
    "released": N_("Released as {reference}"),
    "dismissed": N_("Dismissed"),
    "about": N_("About case {reference}"),
    "nothing": N_("Nothing here."),
    "more": N_("The next page"),
    "subject": N_("Subject"),
    "from": N_("From"),
    "text": N_("What it says"),
    "text_lead": N_("Shown as text only: nothing in it can be opened or clicked."),
    "no_words": N_("No words came with it."),
    "files": N_("Files, by name only"),
    "size": NC_("a file", "{name} ({size})"),
    "release": N_("Release: it is a need"),
    "release_hint": N_("It becomes a case, as if it had just come in, and whoever wrote it is answered."),
    "dismiss": N_("Dismiss: it is not a request"),
    "dismiss_hint": N_("It stays here, marked, until its time is over. Nobody is told."),
    "back": N_("Back to the list"),
    "undo": N_("Undo"),
    "did_released": N_("It is a case now: {reference}."),
    "did_dismissed": N_("Dismissed."),
    "did_undone": N_("It waits again for somebody to look."),
    "key_release": N_("Release"),
    "key_dismiss": N_("Dismiss"),
}

KINDS: Mapping[str, Phrase] = {
    "quarantined": NC_("a list", "Held back"),
    "bounce": N_("Mail that came back"),
    "automatic": N_("Automatic mail"),
    "delivery_report": N_("Delivery reports"),
    "feedback": N_("Complaints about our mail"),
    "loop": N_("Mail in circles"),
    "unasked": N_("Answers to nothing"),
    "empty": N_("Without words"),
    "undelivered": N_("Letters that nobody takes"),
}

WHY: Mapping[str, Phrase] = {
    "spam": N_("It was taken for spam"),
    "virus": N_("A virus was found in it"),
    "too_many": N_("One sender sent too many messages in an hour"),
    "not_understood": N_("It could not be read"),
    "AddressDoesNotFit": N_("The postal address does not fit into the window of an envelope"),
    "CharacterNotInFonts": N_("The name or address has letters that we cannot print"),
    "returned": N_("The post brought the letter back"),
}
