"""A request for a page of the desk: who asks, when, in which language, and what they sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casework.pages.form_fields import SentFields
from casework.views.recorded_views import Looker
from onestop.domain.staff.desk_sessions import Session, StaffSessions
from onestop.runtime.identity import Staff
from onestop.runtime.pages.frame import Visit
from onestop.runtime.read_request import query
from onestop.runtime.web import make_app

app = make_app("desk")
NO_FIELDS = SentFields()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A member of staff with their current session."""

    staff: Staff
    known: StaffSessions
    session: Session


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskVisit(Visit):
    """A visit to the desk. `signed_in` is None on the pages to sign in."""

    at: datetime
    signed_in: SignedIn | None = None
    form: SentFields = NO_FIELDS

    @property
    def staff(self) -> Staff:
        """Returns who is looking, on pages that only staff see."""
        if self.signed_in is None:
            raise RuntimeError("this page is shown to who is signed in only")
        return self.signed_in.staff

    @property
    def looker(self) -> Looker:
        """Returns who looks, for the functions that the API calls too."""
        return Looker(staff=self.staff, at=self.at, catalogue=self.offer, language=self.language)

    def asked(self, name: str) -> str:
        """Returns a value of the URL's query; empty if there is none."""
        return query(self.request, name) or ""
