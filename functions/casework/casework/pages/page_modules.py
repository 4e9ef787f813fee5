"""Where the pages of the desk are declared. A module is loaded when somebody first comes to an address of its row."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from onestop.runtime.pages.late_pages import modules_near

INBOX = ("page", "saved_views", "bulk", "export", "counts", "took_part", "named")
CASE = ("page", "beat", "files", "public_photos", "nearby", "work_order", "translation")
PEOPLE = ("search", "same_person", "one_person", "one_person_acts", "acting_for")
OF_A_CASE = ("disclose", "preferences", "protection", "write_again")  # of its resident, at the case's address

# An address holds for all below it that have no row of their own.
PAGES: Mapping[str, tuple[str, ...]] = {
    "/desk": tuple(f"inbox.{name}" for name in INBOX),
    "/desk/cases": (
        *(f"case.{name}" for name in CASE),
        *(f"people.{name}" for name in OF_A_CASE),
        *("acts.page", "acts.macro_page", "audit.looks"),
    ),
    "/desk/people": tuple(f"people.{name}" for name in PEOPLE),
    "/desk/triage": ("triage.page", "triage.acts"),
    "/desk/held-back": ("triage.held_back",),
    "/desk/new": ("counter.new_case", "counter.receipt"),
    "/desk/applications": ("counter.applications",),
    "/desk/survey": ("counter.write_down_survey",),
    "/desk/opinion": ("counter.write_down_feedback",),
    "/desk/supervisor": (
        *("supervision.page", "supervision.reassign", "supervision.absences", "supervision.contractors"),
        *("audit.looks", "insights.feedback"),
    ),
    "/desk/standing-in": ("supervision.absences",),
    "/desk/insights": ("insights.page", "insights.surveys"),
    "/desk/notices": ("notices.pages",),
    "/desk/audit": ("audit.page",),
    "/desk/administration": ("administration.accounts",),
    "/desk/administration/webhooks": ("administration.webhooks",),
    "/desk/administration/catalogue": ("catalogue.pages", "catalogue.releases"),
    "/desk/operations": ("operations.page", "operations.runbooks"),
    "/desk/sign-in": ("sign_in.pages", "sign_in.cognito_pages"),
    "/desk/sign-out": ("sign_in.pages",),
    "/desk/language": ("settings",),
    "/desk/static": ("static_files",),
}


def load_pages_near(path: str) -> None:
    """Loads the modules of an address; each declares its routes when it is loaded."""
    for name in modules_near(path, PAGES):
        import_module(f"casework.pages.{name}")


def load_all_pages() -> None:
    """Loads every page, where nobody waits."""
    for address in PAGES:
        load_pages_near(address)
