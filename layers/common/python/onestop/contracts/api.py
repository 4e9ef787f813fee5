"""What clients send us over HTTPS. Names follow Open311 GeoReport v2 where it has one (service_code, lat, long)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from onestop.domain.catalogue.answers import MOST
from onestop.domain.letters.postal_address import LONGEST_LINE, MOST_LINES

DESCRIPTION_LENGTH = 4000  # Open311 GeoReport v2, POST service request

ShortText = Annotated[str, Meta(max_length=200)]
Code = Annotated[str, Meta(max_length=60, pattern=r"^[a-z0-9][a-z0-9-]*$")]
Email = Annotated[str, Meta(max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
# the usual ways to write one; whether it is possible, and its normal form, is decided by `onestop.contracts.phones`
Phone = Annotated[str, Meta(max_length=40, pattern=r"^[+(]{0,2}[0-9][0-9 ()./-]{4,}(?:;ext=[0-9]{1,7})?$")]
# the lines of a postal address, as on an envelope below the name
PostLine = Annotated[str, Meta(min_length=1, max_length=LONGEST_LINE)]
PostLines = Annotated[list[PostLine], Meta(min_length=1, max_length=MOST_LINES)]
# that a government or register gave to a business; a form that asks for one of its country also checks it
Organisation = Annotated[str, Meta(max_length=40, pattern=r"^[A-Za-z0-9](?:[ ./-]?[A-Za-z0-9]){3,}$")]
Language = Annotated[str, Meta(max_length=35, pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
Secret = Annotated[str, Meta(max_length=100)]
Description = Annotated[str, Meta(max_length=DESCRIPTION_LENGTH)]
OwnDevice = Literal["web", "mobile", "kiosk", "television", "chat"]  # what a program without a key may claim
NeedChannel = Literal[
    "web",
    "mobile",
    "phone",
    "email",
    "sms",
    "letter",
    "fax",
    "counter",
    "kiosk",
    "television",
    "chat",
    "partner",
    "open311",
]


class PlaceBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """Where the need is."""

    lat: Annotated[float, Meta(ge=-90, le=90)] | None = None
    long: Annotated[float, Meta(ge=-180, le=180)] | None = None
    address: ShortText | None = None


class ContactBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """How to reach the resident. Everything is optional: a need may be brought without a name."""

    name: ShortText | None = None
    email: Email | None = None
    phone: Phone | None = None
    organisation: Organisation | None = None
    language: Language | None = None
    prefer: Literal["email", "sms", "letter"] | None = None
    post: PostLines | None = None


class CaseBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/cases: a service, or a description of the need, or both."""

    service_code: Code | None = None
    description: Description | None = None
    place: PlaceBody | None = None
    contact: ContactBody | None = None
    channel: NeedChannel = "web"
    language: Language | None = None
    answers: dict[Code, Any] | None = None


class MessageBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/cases/{reference}/messages: the resident tells us something, or answers our question."""

    secret: Secret
    text: Annotated[str, Meta(min_length=1, max_length=DESCRIPTION_LENGTH)]
    channel: NeedChannel = "web"


class ResidentReasonBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/cases/{reference}/withdrawal and /reopening: the resident withdraws a case or has it reopened."""

    secret: Secret
    reason: Annotated[str, Meta(max_length=2000)] = ""


class ResidentTaskBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/cases/{reference}/tasks/{task}/completion: the resident has done what the plan asks of them."""

    secret: Secret
    results: dict[Code, Any] | None = None


class AnswerBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/surveys/{reference}: answers by question code, as the kind of question requires: a score from 1 to 5, a
    whole number, words, the code of a choice, a list of such codes, or true or false. `channel` is where they were
    given."""

    secret: Secret
    channel: OwnDevice = "web"
    answers: dict[
        Code, bool | Annotated[int, Meta(ge=0, le=MOST)] | Description | Annotated[list[Any], Meta(max_length=50)]
    ]


class FeedbackBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/feedback: praise, an idea or a complaint, without a case. `about` is the page of ours that it concerns,
    `agency` the agency that it concerns; a complaint about staff is read by another agency."""

    kind: Literal["praise", "idea", "complaint", "staff", "page"]
    words: Annotated[str, Meta(min_length=1, max_length=DESCRIPTION_LENGTH, pattern=r"\S")]
    agency: Code | None = None
    about: Annotated[str, Meta(max_length=200)] = "/"
    language: Language | None = None
    channel: OwnDevice = "web"


class PaymentToldBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/applications/payments/told: the provider reports the outcome of a payment, in a call that it signs."""

    payment: Annotated[str, Meta(max_length=80, pattern=r"^[0-9A-Z-]+\.[0-9]+\.[0-9a-f]+$")]
    status: Literal["paid", "failed", "expired"]
    amount: Annotated[str, Meta(max_length=20, pattern=r"^[0-9]+\.[0-9]{2}$")]
    currency: Annotated[str, Meta(pattern=r"^[A-Z]{3}$", description="ISO 4217.", examples=["EUR"])]
