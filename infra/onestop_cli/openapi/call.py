"""One call of the API in the document, and the groups in which calls are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onestop_cli.openapi.parameters import KEY, Parameter

Struct = type[Any]  # a Struct that is read, or a TypedDict that is answered

Route = tuple[str, str]
ONCE = (KEY,)  # what is done once however often it is sent
UNDER_A_KEY = ({**KEY, "required": True},)  # what belongs to another call that is brought under the same key
ACT_REFUSALS = (409, 422)  # somebody was first; the key came with something else


@dataclass(frozen=True, kw_only=True)
class ApiCall:
    """One call: its group, what it takes, and its other errors. Its answer in case of success is read
    from its handler (`answer_found.py`). Open311 takes forms and has errors of its own, in more than one format.
    """

    group: str
    takes: Struct | None = None
    parameters: tuple[Parameter, ...] = ()
    status: int = 200
    refuses: tuple[int, ...] = ()
    summary: str | None = None
    name: str | None = None
    form: str | None = None
    formats: tuple[str, ...] = ("application/json",)
    errors: str = "problem"


# group -> what it is about
GROUPS: Mapping[str, str] = {
    "Bringing a need": "Anybody may ask for something and then follow it with the reference and the secret.",
    "Following a case": "Whoever holds the secret of a case is its resident.",
    "All my cases": "Whoever proves an e-mail address or telephone number by a one-time code sees all its cases.",
    "Answers": "Articles that answer what many ask: found in any language, each with a part for every channel.",
    "Being told": "What is reported and ended: at a place, in a district, of a service or case, by e-mail once a day.",
    "Surveys": "How it went, asked of the resident when the work is done.",
    "Applying": "Forms of any length, whole by partners; with the secret of one, its answers and mistakes.",
    "Partners": "For other systems, with a key in x-api-key. No personal data, no free text.",
    "Signing in": "Members of staff change their password for a token.",
    "Finding work": "Lists and cases, for staff.",
    "Work on a task": "What an agency does with its part of a case.",
    "Work on a case": "What happens to a case as a whole.",
    "Oversight": "Who saw what and why, what was held back, and what contracts have to do with it.",
    "Open311": "GeoReport v2, mySociety's updates and Inquiry v1, for every client that there is.",
}
