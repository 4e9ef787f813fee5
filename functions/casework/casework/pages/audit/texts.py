"""The words of the auditor's page."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, Phrase

TEXTS: Mapping[str, Phrase] = {
    "title": N_("Who saw what of whom"),
    "lead": N_("What you read here is kept too, as a look of your own."),
    "ask_about": N_("About"),
    "staff": NC_("audit", "A member of staff"),
    "case": NC_("audit", "A case"),
    "person": NC_("audit", "A resident, by e-mail address or telephone number"),
    "deeds": NC_("audit", "The installation: staff, releases, queues, absences"),
    "of": N_("Which one"),
    "of_hint": N_("A name or id, a reference, an address or a number. Empty for the installation."),
    "month": N_("Month or day"),
    "month_hint": N_(
        "Such as 2026-11 or 2026-11-23. Empty: this month for staff and the installation, ever for a case or resident."
    ),
    "find": NC_("a list", "Search"),
    "export": N_("Save as a table (CSV)"),
    "looks": N_("Who saw it"),
    "looks_of_staff": N_("What they saw"),
    "acts": N_("Who did what to it"),
    "when": N_("When"),
    "who": N_("Who"),
    "how": NC_("audit", "How"),
    "which": NC_("audit", "Of what"),
    "saw": N_("What was shown"),
    "why": N_("What for"),
    "did": N_("What was done"),
    "outcome": N_("What became of it"),
    "nothing": N_("Nothing is kept about this."),
    "older": N_("There is more than is shown. Ask for a month or a day to see it."),
    "lists": N_("Lists that showed words of a case are kept under who saw them, not under the case."),
    "by_work": NC_("audit", "own task"),
    "what_wrong": N_("choose what you ask about"),
    "of_wrong": N_("say which one"),
    "person_wrong": N_("this is neither an e-mail address nor a telephone number"),
    "reference_wrong": N_("this is not a reference of ours: check each character"),
    "month_wrong": N_("write the month as in 2026-11, or the day as in 2026-11-23"),
}

# how somebody came to see something: `Look.where`, or the case's own page
HOW: Mapping[str, Phrase] = {
    "": NC_("audit", "the case"),
    "list": NC_("audit", "a list"),
    "export": NC_("audit", "a list that was saved"),
    "search": NC_("audit", "a search for a person"),
    "audit": NC_("audit", "this audit"),
}
FIELDS: Mapping[str, Phrase] = {
    "description": NC_("seen", "what was said"),
    "place": NC_("seen", "place"),
    "answers": NC_("seen", "answers"),
    "notes": NC_("seen", "notes"),
    "results": NC_("seen", "results"),
    "attachments": NC_("seen", "attachments"),
    "status": NC_("seen", "how the cases stand"),
    "contact.name": NC_("seen", "name"),
    "contact.email": NC_("seen", "e-mail address"),
    "contact.phone": NC_("seen", "telephone number"),
    "representatives": NC_("seen", "who acts for them"),
    "looks": NC_("seen", "who looked"),
}
PURPOSES: Mapping[str, Phrase] = {
    "caller": NC_("purpose", "they called or came"),
    "same_need": NC_("purpose", "whether it is the same need"),
    "complaint": NC_("purpose", "a complaint"),
    "own_records": NC_("purpose", "they asked for what we keep"),
    "audit": NC_("purpose", "an audit"),
}
DEEDS: Mapping[str, Phrase] = {
    "invited": NC_("deed", "Invited somebody"),
    "placed": NC_("deed", "Gave roles and agencies"),
    "disabled": NC_("deed", "Disabled an account"),
    "enabled": NC_("deed", "Enabled an account"),
    "released": NC_("deed", "Put a release in force"),
    "sent_back": NC_("deed", "Sent dead letters back"),
    "webhook": NC_("deed", "Did something about a webhook"),
    "corrected_person": NC_("deed", "Corrected what a person is called or how they are reached"),
    "preferred": NC_("deed", "Noted how a resident wants to hear from us"),
    "written_again": NC_("deed", "Had an address written to again"),
    "notice": NC_("deed", "Did something about a notice"),
    "absent": NC_("deed", "Said who stands in"),
    "proved_person": NC_("deed", "Looked at a document of a resident"),
    "proved_home": NC_("deed", "Kept that a postal address of a resident is proven"),
    "household": NC_("deed", "Kept that two residents are one household"),
    "no_household": NC_("deed", "Kept that two residents are no household any more"),
    "mandated": NC_("deed", "Kept that somebody may act for somebody else"),
    "mandate_ended": NC_("deed", "Ended that somebody may act for somebody else"),
    "consented": NC_("deed", "Noted that a resident gave or withdrew a consent"),
    "protected_person": NC_("deed", "Marked a resident as protected"),
    "unprotected_person": NC_("deed", "Said that a resident needs no protection any more"),
    "merged_people": NC_("deed", "Said that two people are one"),
    "unmerged_people": NC_("deed", "Said that two people are two after all"),
}
OUTCOMES: Mapping[str, Phrase] = {
    "done": NC_("deed", "done"),
    "failed": NC_("deed", "failed"),
    "begun": NC_("deed", "begun; nobody knows whether it was done"),
}
