"""Somebody asks for a page of the desk: who they are, when, in which language, and what they sent."""

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
    """A member of staff with the session that they came in by."""

    staff: Staff
    known: StaffSessions
    session: Session


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskVisit(Visit):
    """A visit at the desk. `signed_in` is None on the pages by which one signs in."""

    at: datetime
    signed_in: SignedIn | None = None
    form: SentFields = NO_FIELDS

    @property
    def staff(self) -> Staff:
        """Who is looking, on pages that only staff see."""
        if self.signed_in is None:
            raise RuntimeError("this page is shown to who is signed in only")
        return self.signed_in.staff

    @property
    def looker(self) -> Looker:
        """Who looks, for the functions that the API calls too."""
        return Looker(staff=self.staff, at=self.at, catalogue=self.offer, language=self.language)

    def asked(self, name: str) -> str:
        """A part of the address's query; empty where there is none."""
        return query(self.request, name) or ""
