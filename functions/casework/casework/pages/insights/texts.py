"""The words of the page of lessons."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, Phrase

TEXTS: Mapping[str, Phrase] = {
    "title": N_("What cases teach"),
    "lead": N_("What stands out in our cases, and what could be done about it. Look at the cases before you act."),
    "as_of": N_("As of {date}"),
    "none": N_("Nothing stands out."),
    "not_yet": N_("Nothing was published yet. An administrator does so with “onestop insights publish”."),
    "lesson": NC_("insights", "What stands out"),
    "suggested": NC_("insights", "What could be done"),
    "chance": N_("Chance in %"),
    "chance_says": N_(
        "Chance: in this many of a hundred cities, the same would be seen although there is nothing to find."
    ),
    "open": N_("Open a case"),
    "open_what": N_("about: {lesson}"),
    "measures": N_("Measures"),
    "measure": N_("Measure"),
    "table": NC_("insights", "Table"),
    "download": N_("Download as"),
    "surveys": N_("What people answered to our surveys, by service, agency, way, district, language and quarter"),
}
MEASURES: Mapping[str, Phrase] = {
    "between_departments": NC_("measure", "Waiting between agencies"),
    "bottlenecks": NC_("measure", "Ways from step to step"),
    "channel_shift": NC_("measure", "Channels by month"),
    "contractor_scorecard": NC_("measure", "Tasks of agencies by month"),
    "cost_per_case": NC_("measure", "What a case costs"),
    "first_time_right": NC_("measure", "Right the first time"),
    "message_reach": NC_("measure", "Whom our letters reach"),
    "open_by_age": NC_("measure", "Open cases by age"),
    "promise_kept": NC_("measure", "Promises kept"),
    "reopened": NC_("measure", "Opened again"),
    "response_rates": NC_("measure", "Who answers our surveys"),
    "rework": NC_("measure", "Steps that come again"),
    "satisfaction": NC_("measure", "Satisfaction"),
    "staffing": NC_("measure", "People that next week needs"),
    "time_to_each_step": NC_("measure", "Time to each step"),
    "transfers": NC_("measure", "Handed on"),
    "volumes": NC_("measure", "Cases by month and service"),
}
