"""The words of the pages of webhooks."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, NP_, Phrase, Plural
from onestop.storage.partners.webhooks import CallState

TEXTS: Mapping[str, Phrase] = {
    "title": N_("Webhooks"),
    "one": N_("Webhook"),
    "lead": N_("Servers of agencies that are called for each event of their cases, signed, without personal data."),
    "none": N_("There is no webhook yet."),
    "add": N_("Add a webhook"),
    "add_go": NC_("webhook", "Add"),
    "url": N_("Address"),
    "url_hint": N_("https only, of a server on the internet, such as https://agency.example/events"),
    "agency": N_("Agency"),
    "every_agency": N_("All agencies"),
    "types": N_("Types of events"),
    "types_hint": N_("Such as task.opened case.closed; nothing for all of them"),
    "wrong_url": N_("Give an https address of a server outside of this installation"),
    "wrong_agency": N_("Choose one of the agencies"),
    "wrong_types": N_("There is no such type of event: docs/events.md has all of them"),
    "state": NC_("webhook", "State"),
    "is_paused": NC_("webhook", "paused"),
    "is_called": NC_("webhook", "gets events"),
    "every_type": NC_("webhook", "all"),
    "secret": N_("Secrets: give the newest to the agency, and nobody else"),
    "new_key": N_("Bring in a new secret"),
    "retire_key": N_("Retire the older secret"),
    "pause": NC_("webhook", "Pause"),
    "resume": NC_("webhook", "Resume"),
    "test": N_("Send a test event"),
    "remove": N_("Remove this webhook"),
    "remove_lead": N_(
        "Nothing is sent there any more, not even what is still waiting. A new webhook has another secret."
    ),
    "remove_go": NC_("webhook", "Remove"),
    "again": N_("Send events again"),
    "again_lead": N_(
        "What happened on some days and was for this webhook, as far as 30 days back; or all of one case."
    ),
    "since": NC_("days", "From"),
    "until": NC_("days", "Until"),
    "case": N_("Reference of a case"),
    "again_go": N_("Send again"),
    "wrong_case": N_("Check the reference"),
    "wrong_days": N_("Give two days, the earlier one first"),
    "latest": N_("Latest events"),
    "nothing": N_("Nothing went there yet."),
    "event": NC_("webhook", "Event"),
    "happened": NC_("webhook", "Happened"),
    "answer": NC_("webhook", "Answer"),
    "tries": N_("Tries"),
    "last": NC_("webhook", "Last tried"),
}
CALLS: Mapping[CallState, Phrase] = {
    CallState.WAITING: NC_("webhook", "waits"),
    CallState.DELIVERED: NC_("webhook", "delivered"),
    CallState.GIVEN_UP: NC_("webhook", "given up"),
}
DONE: Mapping[str, Phrase] = {
    "remove": N_("The webhook is removed."),
    "added": N_("Events are sent there from now on."),
    "new_key": N_("Both secrets are good until the older one is retired."),
    "retire_key": N_("The older secret signs no more."),
    "pause": N_("No events are sent there any more."),
    "resume": N_("Events are sent there again."),
    "test": N_("A test event is on its way, and is there within a minute."),
    "again": N_("The events are on their way again."),
}
RESTS: Plural = NP_(
    "It failed {count} time: nothing is sent there before {moment}.",
    "It failed {count} times: nothing is sent there before {moment}.",
)
