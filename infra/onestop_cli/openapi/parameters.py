"""What a call takes in addition to its body. An empty parameter in the address counts as absent, as Open311
requires."""

from __future__ import annotations

from typing import Any

from onestop.contracts.staff import PURPOSES
from onestop.domain.time.days_asked import MONTH_PATTERN
from onestop.runtime.read_request import KEY_LENGTH, KEY_SHORTEST
from onestop.storage.incoming.arrivals import KINDS

Parameter = dict[str, Any]

DEGREES = r"-?(90(\.0+)?|[1-8]?[0-9](\.[0-9]+)?)"
LONG_DEGREES = r"-?(180(\.0+)?|(1[0-7][0-9]|[1-9]?[0-9])(\.[0-9]+)?)"


def path(name: str, description: str, example: str, values: str | None = None, **schema: Any) -> Parameter:
    """A part of the path; `values` names the list of an installation that they come from."""
    whole = {"type": "string", **schema} | ({"x-values-from": values} if values else {})
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": whole,
        "example": example,
    }


def query_parameter(
    name: str, description: str, *, required: bool = False, values: str | None = None, **schema: Any
) -> Parameter:
    """A parameter in the address; `values` names the list of an installation that they come from."""
    whole = {"type": "string", **schema} | ({"x-values-from": values} if values else {})
    said: Parameter = {"name": name, "in": "query", "description": description, "schema": whole}
    return said | ({"required": True} if required else {"allowEmptyValue": True})


def header(name: str, description: str, **schema: Any) -> Parameter:
    return {"name": name, "in": "header", "description": description, "schema": {"type": "string", **schema}}


IN_PATH: dict[str, Parameter] = {
    "reference": path(
        "reference",
        "The reference of the case, as people write it: capital letters or not, with hyphens, spaces or without.",
        "7KQ2-M4TX-9BWD-D",
        "references",
    ),
    "task": path("task", "The number of the task in its case.", "01", "tasks"),
    "attachment": path("attachment", "The id of the attachment.", "0123456789abcdef", "attachments"),
    "arrival": path(
        "arrival", "The place of the contact, as the list names it.", "MjAyNi0xMS0yM1QxNTowMDowMCM3", "arrivals"
    ),
    "subscription": path(
        "subscription", "The id of the subscription.", "0123456789abcdef0123456789abcdef", "subscriptions"
    ),
    "agency": path("agency", "The code of a contractor.", "paving", "contractors"),
    "code": path("code", "The code of an article.", "bin-days", "articles"),
}
LANG = query_parameter("lang", "The language to answer in, such as es; unknown ones are as if none had been named.")
ACCEPT_LANGUAGE = header("Accept-Language", "The languages that are understood, the best first (RFC 9110).")
TYPED = query_parameter("text", "What somebody typed so far: a word or two, a sentence, or a reference.", maxLength=200)
QUESTION = query_parameter("q", "A question in somebody's own words, in any language.", maxLength=200)
SECRET = query_parameter("secret", "The secret of the case, from its link.", values="secrets")
SECRET_HEADER = header("X-Case-Secret", "The secret of the case, where it should not stand in an address.")
KEY = header(
    "Idempotency-Key",
    "Makes the same request have its effect once, however often it is sent. A new key for every new request, "
    "such as a UUID: whoever sends a key again, with the same body, gets the first answer again.",
    minLength=KEY_SHORTEST,
    maxLength=KEY_LENGTH,
    pattern="^[ -~]+$",
)
PARTNER = header(
    "x-api-key",
    "The key of a partner, who may say that a need came by telephone, letter, at a counter or over Open311.",
)
SEEN = header(
    "If-Match",
    "The version of the case that you have before your eyes: if it has moved on since, nothing is done (409).",
    pattern='^(W/)?("[0-9]{1,9}"|[0-9]{1,9})$',
)
LIMIT = query_parameter("limit", "How many to list at once.", type="integer", minimum=1, maximum=100, default=25)
CURSOR = query_parameter("cursor", "The `cursor` of the page before.", values="cursors")
DAY = query_parameter("day", "The day (UTC), of the years 1900 to 2999; today if left out.", format="date")
MONTH = query_parameter("month", "The month; the present one if left out.", pattern=f"^{MONTH_PATTERN}$")
MONTH_OF_LOOKS = MONTH | {
    "description": "The month; if left out, the present one of what somebody saw, any of who searched for a person."
}
LOOKS_AT_ONCE = query_parameter(
    "limit", "How many to list at once.", type="integer", minimum=1, maximum=200, default=200
)
KIND = query_parameter(
    "kind",
    "What kind of contact.",
    enum=list(KINDS),
    default="quarantined",
)
AGENCY = query_parameter("agency", "Whose inbox; yours, if you work for one agency.", values="agencies")
VIEW = query_parameter(
    "view",
    "Which list: `waking` goes on by itself today, of `answered` the resident said something since you looked.",
    enum=["all", "mine", "unassigned", "overdue", "at_risk", "waiting", "waking", "answered"],
    default="all",
)
ONLY = (
    query_parameter("service", "Tasks of the service with this code only."),
    query_parameter("priority", "Tasks of this priority only.", enum=["low", "normal", "high", "urgent"]),
    query_parameter("channel", "Tasks whose need came on this channel only."),
    query_parameter("code", "This task of a plan only."),
    query_parameter("district", "Tasks in this district only, of those whose place you see."),
    query_parameter("contractor", "Tasks that this agency has or had only."),
)
TEXT = query_parameter(
    "text", "Words that the summary must have, all of them, each where a word begins; without accents."
)
NEAR = query_parameter("near", "A place in degrees of WGS84: lat,long.", pattern=f"^{DEGREES},{LONG_DEGREES}$")
WITHIN = query_parameter(
    "within", "How many metres from there.", type="number", exclusiveMinimum=0, maximum=20000, default=500
)
AROUND = (
    query_parameter(
        "lat", "Where to look, with `long`; or a `district` instead.", type="number", minimum=-90, maximum=90
    ),
    query_parameter("long", "Degrees east (WGS84).", type="number", minimum=-180, maximum=180),
    query_parameter(
        "within", "How many metres from there.", type="number", exclusiveMinimum=0, maximum=500, default=300
    ),
    query_parameter("district", "A district instead of a place, by its code.", values="districts"),
    query_parameter("service", "Cases of the service with this code only.", values="public services"),
)
PLACE_WORDS = query_parameter(
    "text", "An address, a crossing or a landmark in words.", required=True, maxLength=200, pattern=r"\S"
)
PERSON = query_parameter(
    "person",
    "An e-mail address or a telephone number, whole.",
    required=True,
    pattern="@|([0-9][^0-9]*){5}",
)
PURPOSE = query_parameter(
    "purpose",
    "What for, kept for the auditor: the person asks how it stands, their need may be known already, a complaint, what"
    " is kept about them, or an audit.",
    required=True,
    enum=list(PURPOSES),
)
BY = query_parameter(
    "by",
    "A member of staff, by id: what they saw in lists and searched for. Without both: what you did.",
    maxLength=128,
    pattern="^[ -~]*$",
)
FOUND = query_parameter("found", "An e-mail address or a telephone number, whole: who searched for it.")
