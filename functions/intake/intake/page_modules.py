"""Where the routes of intake are declared. They are loaded when somebody first comes to an address of their row; the
calls that open cases and move them on stand in the handler."""

from __future__ import annotations

from collections.abc import Mapping

CASE_ACTS = "intake.web.case_acts.pages.add_pages"
ONE_PAGE = "intake.web.one_page.pages.add_pages"

# The functions that declare what stands at an address, and at all below it that have no row of their own.
PAGES: Mapping[str, tuple[str, ...]] = {
    "/report": (ONE_PAGE, "intake.web.report.pages.add_pages"),
    "/reported": (ONE_PAGE,),
    "/tell": (CASE_ACTS,),
    "/withdraw": (CASE_ACTS,),
    "/reopen": (CASE_ACTS,),
    "/part": ("intake.web.task_page.add_pages",),
    "/confirm": ("intake.web.confirm_page.add_pages",),
    "/attach": ("intake.web.attachments.pages.add_pages",),
    "/api/cases": ("intake.api.attachments.add_routes",),
    "/api/staff/entries": ("intake.counter.entry_over_http.add_routes",),
    "/api/staff/arrivals": ("intake.arrivals.add_routes",),
}
BEHIND_ONE = "/report/{proxy+}"  # what API Gateway knows of the pages of a report
