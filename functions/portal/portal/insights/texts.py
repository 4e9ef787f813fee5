"""The words of the page of figures."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, NP_, Phrase, Plural

INSIGHTS: Mapping[str, Phrase] = {
    "title": N_("How we are doing"),
    "lead": N_("What people brought us, how long it took, and whether everybody was treated alike."),
    "as_of": N_("As of {date}"),
    "none": N_("There are no figures yet."),
    "download": N_("Download as"),
    "volumes": N_("Cases by month"),
    "volumes_says": N_("How many cases came in each month, over all services."),
    "promise_kept": N_("Promises kept"),
    "promise_kept_says": N_(
        "Of the cases that were due, how many were done in time. What is late and still open counts as not kept."
    ),
    "time_to_resolve": N_("How long it takes"),
    "time_to_resolve_says": N_("In working hours: half of the cases were done at least this fast."),
    "still_waiting": N_("How long people wait"),
    "still_waiting_says": N_(
        "How many of a hundred cases were not done after this many days. Open cases are counted for as "
        "long as they have waited. The last two numbers are the 95 % confidence interval."
    ),
    "channels": N_("How people reach us"),
    "channels_says": N_("Of a hundred cases, how many came each way."),
    "satisfaction": N_("What people say"),
    "satisfaction_says": N_("Of those who answered, how many were satisfied: four or five of five."),
    "equal": N_("Is everybody treated alike?"),
    "equal_says": N_(
        "Each district, channel, language and segment is compared with all others who asked for the same service in "
        "the same month. If everybody were treated alike, something would be found here in at most five cities of a "
        "hundred."
    ),
    "equal_none": N_("Nothing was found: differences between groups are no larger than chance would make them."),
    "badges": N_("On your own page"),
    "badges_says": N_("Each of these is one number as a small picture. It changes when we publish new figures."),
    "worse": N_("served worse"),
    "better": N_("served better"),
    "group": NC_("figures", "Group"),
    "difference": NC_("figures", "How"),
    "month": NC_("figures", "Month"),
    "service": NC_("figures", "Service"),
    "channel": NC_("figures", "Way"),
    "cases": NC_("figures", "Cases"),
    "percent": NC_("figures", "Of a hundred"),
    "hours": NC_("figures", "Hours"),
    "answers": NC_("figures", "Answers"),
    "days": NC_("figures", "Days"),
    "low": NC_("figures", "At least"),
    "high": NC_("figures", "At most"),
    "surveys": N_("What people answered to our surveys, by service, agency, way, district, language and quarter"),
}
SMALL: Plural = NP_(
    "Groups with fewer than {count} case are left out, so that nobody can be recognised.",
    "Groups with fewer than {count} cases are left out, so that nobody can be recognised.",
)
