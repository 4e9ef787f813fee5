"""The words of the catalogue viewer."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, NP_, Phrase, Plural

TEXTS: Mapping[str, Phrase] = {
    "title": NC_("administration", "Catalogue"),
    "staff": NC_("administration", "Staff"),
    "catalogue": NC_("administration", "Catalogue"),
    "webhooks": N_("Webhooks"),
    "in_force": N_("In force: release"),
    "services": N_("Services"),
    "letters": N_("Letters"),
    "calendars": N_("Calendars"),
    "releases": N_("Releases"),
    "code": N_("Code"),
    "name": N_("Name"),
    "group": NC_("services", "Group"),
    "stages": NC_("plan", "Stages"),
    "plan": N_("Plan"),
    "as_words": N_("The plan in words"),
    "keywords": N_("Keywords"),
    "questions": NC_("service", "Questions"),
    "email": NC_("letter", "Email"),
    "sms": NC_("letter", "Text message"),
    "example": N_("What is marked is an example and comes from the case."),
    "days": N_("Working hours"),
    "closed": NC_("calendar", "closed"),
    "holidays": N_("Holidays from now on"),
    "no_holidays": N_("No holidays are known from today on."),
    "exceptions": N_("Days with other hours"),
    "agencies": N_("Used by"),
    "since": N_("Since"),
    "by": NC_("release", "By"),
    "loaded": NC_("release", "loaded from a terminal"),
    "now": NC_("release", "in force"),
    "compare": N_("Compare"),
    "no_releases": N_("Releases are listed from the next one on."),
    "difference": N_("What would change"),
    "same": N_("Nothing: it says the same as the one in force."),
    "section": NC_("release", "Part"),
    "added": NC_("release", "New"),
    "removed": NC_("release", "Gone"),
    "changed": NC_("release", "Other"),
    "go_back": N_("Put this release in force"),
    "go_back_lead": N_("New cases follow it within a minute. Cases that are open keep the plan that they began with."),
    "confirm": N_("I have read what would change."),
    "confirm_wrong": N_("tick that you have read what would change"),
    "done": N_("The release is in force."),
    "back": N_("Back to the catalogue"),
}
SECTIONS: Mapping[str, Phrase] = {
    "services": N_("Services"),
    "agencies": NC_("release", "Agencies"),
    "groups": NC_("release", "Groups"),
    "letters": N_("Letters"),
    "surveys": NC_("release", "Surveys"),
    "rules": NC_("release", "Rules"),
    "calendars": N_("Calendars"),
    "jurisdiction": NC_("release", "Jurisdiction"),
    "boundaries": NC_("release", "Districts"),
    "words": NC_("release", "Words of our own"),
    "map_digests": NC_("release", "Map"),
}
CHARACTERS: Plural = NP_("{count} character", "{count} characters")
# examples in place of the placeholders, as a resident would see them
EXAMPLES: Mapping[str, Phrase] = {
    "name": NC_("example", "Ana Rivas"),
    "question": NC_("example", "Is the gate locked at night?"),
    "message": NC_("example", "The crew comes tomorrow."),
    "next": NC_("example", "A crew looks at it."),
    "topic": NC_("example", "Old Town"),
    "news": NC_("example", "Pothole: reported yesterday"),
}
EXAMPLE_REFERENCE = "7KQ2-M4TX-9BWD-D"
