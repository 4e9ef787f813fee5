"""Who may write: partners, with a key in the form, in the query or as a header."""

from __future__ import annotations

from chalice.app import Request

from intake.open311.forms import Open311Form
from intake.open311.refusing import Complaint
from onestop.storage.partners.partner_keys import Partner, partner_of

MISSING = Complaint(403, "api_key required: ask for one; the discovery document says where")
WRONG = Complaint(403, "api_key: nobody has this key")


def key_holder(form: Open311Form, request: Request) -> Partner | Complaint:
    """The partner whose key came with a call, or the complaint about it."""
    key = form.first("api_key") or request.headers.get("x-api-key")
    return MISSING if not key else partner_of(key) or WRONG
