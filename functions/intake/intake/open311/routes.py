"""The routes of Open311, each in the formats that the specification asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalice.app import Chalice

from intake.open311 import inquiry
from intake.open311.answering import ClientRequest, Open311View, ViewAnswer, declare, declare_nowhere
from intake.open311.bulk import export_requests
from intake.open311.discovery import show_discovery
from intake.open311.requests import list_requests, show_request, show_token
from intake.open311.services import define_service, list_services
from intake.open311.updates import list_updates

if TYPE_CHECKING:
    from onestop.contracts.answers.open311 import Open311Opened, Open311UpdateTaken


def take_request(asked: ClientRequest) -> ViewAnswer[list[Open311Opened]]:
    """Opens a case. Everything that is wrong is said at once; what is sent again opens no second case."""
    from intake.open311 import posting  # late: most calls read

    return posting.take_request(asked)


def take_update(asked: ClientRequest) -> ViewAnswer[list[Open311UpdateTaken]]:
    """Adds an update to the case it is about, once for each update_id; the answer gives the id back."""
    from intake.open311 import commenting  # late, as above

    return commenting.take_update(asked)


NOWHERE = "/open311/{proxy+}"  # all addresses that are none of these
GEOREPORT, INQUIRY = "/open311/v2", "/open311/inquiry/v1"
ROUTES: tuple[tuple[str, str, Open311View], ...] = (
    ("GET", "/open311/discovery", show_discovery),
    ("GET", f"{GEOREPORT}/discovery", show_discovery),
    ("GET", f"{GEOREPORT}/services", list_services),
    ("GET", f"{GEOREPORT}/services/{{service}}", define_service),
    ("GET", f"{GEOREPORT}/service/{{service}}", define_service),  # the spelling of the client `open311`
    ("GET", f"{GEOREPORT}/requests", list_requests),
    ("POST", f"{GEOREPORT}/requests", take_request),
    ("GET", f"{GEOREPORT}/requests/{{request}}", show_request),
    ("GET", f"{GEOREPORT}/tokens/{{token}}", show_token),
    ("GET", f"{GEOREPORT}/servicerequestupdates", list_updates),
    ("POST", f"{GEOREPORT}/servicerequestupdates", take_update),
    ("GET", f"{INQUIRY}/services/{{selection}}", inquiry.show_services),
    ("GET", f"{INQUIRY}/facilities/{{selection}}", inquiry.show_facilities),
)


def add_routes(app: Chalice) -> None:
    """Declares the routes of Open311."""
    for method, path, view in ROUTES:
        declare(app, method, path, view)
    declare(app, "GET", f"{GEOREPORT}/bulk/requests", export_requests, ("csv", "xml", "json"))
    declare_nowhere(app, NOWHERE)
