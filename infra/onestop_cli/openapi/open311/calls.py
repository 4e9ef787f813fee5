"""The calls of the Open311 server, in each format that they are served in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from onestop_cli.openapi.call import ApiCall, Route
from onestop_cli.openapi.parameters import ACCEPT_LANGUAGE, CURSOR, KEY, LANG, Parameter, path, query_parameter

V2, INQUIRY = "/open311/v2", "/open311/inquiry/v1"
MEDIA_TYPES = {"json": "application/json", "xml": "text/xml", "csv": "text/csv"}
EITHER = ("application/json", "text/xml")
REFUSES = (400, 404)
JURISDICTION = query_parameter("jurisdiction_id", "May be left out: there is one.", values="jurisdictions")
COMMON = (JURISDICTION, LANG, ACCEPT_LANGUAGE)
IN_PATH_311: Mapping[str, Parameter] = {
    name: path(name, f"{about}, and .json or .xml.", example, values)
    for name, about, example, values in (
        ("service", "The code of the service", "pothole.json", "services with an ending"),
        ("request", "The id of the request", "7KQ2-M4TX-9BWD-D.json", "requests with an ending"),
        ("token", "The token", "7KQ2-M4TX-9BWD-D.json", "requests with an ending"),
        ("selection", "A category, a kind, or one id", "all.json", "selections"),
    )
}
START = query_parameter("start_date", "Not before this moment.", format="date-time", values="starts")
END = query_parameter("end_date", "Not after this moment; at most 90 days later.", format="date-time", values="ends")
IDS = query_parameter("service_request_id", "Ids with commas between, 500 at most. They override all else.")
CODES = query_parameter("service_code", "Codes of services with commas between.")
STATUS = query_parameter("status", "open, closed or both.", pattern="^(open|closed)(,(open|closed))?$")
UPDATED = tuple(
    query_parameter(f"updated_{name}", f"Changed {name} this moment.", format="date-time", values="starts")
    for name in ("after", "before")
)
NEAR = (
    query_parameter("lat", "Near this place, with `long`.", type="number", minimum=-90, maximum=90),
    query_parameter("long", "Near this place, with `lat`.", type="number", minimum=-180, maximum=180),
    query_parameter("radius", "How many metres around it.", type="number", minimum=0, maximum=50000, default=500),
)
PAGES = (
    query_parameter(
        "page", "Which page; from the second on, the Link header is quicker.", type="integer", minimum=1, maximum=10
    ),
    query_parameter(
        "page_size",
        "How many at once; never more than 1000.",
        type="integer",
        minimum=1,
        maximum=1_000_000,
        default=100,
    ),
    CURSOR,
)
EXTENSIONS = query_parameter("extensions", "true for answers, a finer status and, of one request, its notes.")
LISTED = (*COMMON, IDS, CODES, STATUS, START, END, *UPDATED, *NEAR, *PAGES, EXTENSIONS)


def call(
    says: str,
    *parameters: Parameter,
    form: str | None = None,
    refuses: tuple[int, ...] = REFUSES,
) -> ApiCall:
    """A call of the Open311 server, which has errors of its own."""
    return ApiCall(
        group="Open311",
        summary=says,
        parameters=(*parameters,),
        form=form,
        refuses=refuses,
        errors="open311",
    )


# what is served at an address of its own for each format
BY_FORMAT: Mapping[Route, tuple[str, tuple[str, ...], ApiCall]] = {
    ("GET", "/open311/discovery"): (
        "discover",
        ("json", "xml"),
        call("Where the endpoints are.", *COMMON),
    ),
    ("GET", f"{V2}/discovery"): (
        "discover_v2",
        ("json", "xml"),
        call("Where the endpoints are.", *COMMON),
    ),
    ("GET", f"{V2}/services"): (
        "list_services",
        ("json", "xml"),
        call("All services, in the order of the catalogue.", *COMMON),
    ),
    ("GET", f"{V2}/requests"): (
        "list_requests",
        ("json", "xml"),
        call("Requests: those of some ids, or a page of those that fit.", *LISTED),
    ),
    ("POST", f"{V2}/requests"): (
        "post_request",
        ("json", "xml"),
        call(
            "Brings a need, with the key of a partner; what is sent again opens no second case.",
            *COMMON,
            KEY,
            form="Open311RequestForm",
            refuses=(400, 403, 404),
        ),
    ),
    ("GET", f"{V2}/bulk/requests"): (
        "export_requests",
        ("csv", "json", "xml"),
        call("A page of the bulk export.", *LISTED),
    ),
    ("GET", f"{V2}/servicerequestupdates"): (
        "list_updates",
        ("json", "xml"),
        call("What happened to requests, oldest first.", *COMMON, START, END, CURSOR),
    ),
    ("POST", f"{V2}/servicerequestupdates"): (
        "post_update",
        ("json", "xml"),
        call(
            "A partner's resident says something more about a request that came with the same key.",
            *COMMON,
            form="Open311UpdateForm",
            refuses=(400, 403, 404),
        ),
    ),
}
# what carries its format at the end of its last part
IN_PART: Mapping[Route, tuple[str, ApiCall]] = {
    ("GET", f"{V2}/services/{{service}}"): (
        "define_service",
        call("The questions of one service.", *COMMON),
    ),
    ("GET", f"{V2}/service/{{service}}"): (
        "define_service_again",
        call("The questions of one service, as some clients spell it.", *COMMON),
    ),
    ("GET", f"{V2}/requests/{{request}}"): (
        "show_request",
        call("One request, as a list of one.", *COMMON, EXTENSIONS),
    ),
    ("GET", f"{V2}/tokens/{{token}}"): ("show_token", call("What a token has become.", *COMMON)),
    ("GET", f"{INQUIRY}/services/{{selection}}"): (
        "inquire_services",
        call("The services of a category, or one of them.", *COMMON),
    ),
    ("GET", f"{INQUIRY}/facilities/{{selection}}"): (
        "inquire_facilities",
        call("The agencies of a kind, or one of them.", *COMMON),
    ),
}


def calls_of_open311() -> Iterator[tuple[Route, ApiCall]]:
    """Every call of the Open311 server."""
    for (method, address), (name, formats, said) in BY_FORMAT.items():
        for each in formats:
            formatted = replace(said, name=f"open311_{name}_{each}", formats=(MEDIA_TYPES[each],))
            yield (method, f"{address}.{each}"), formatted
    for route, (name, said) in IN_PART.items():
        yield route, replace(said, name=f"open311_{name}", formats=EITHER)
