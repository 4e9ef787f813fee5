"""How every call is answered: in the format that its path asks for; errors too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Generic
from urllib.parse import unquote

from chalice.app import Chalice, Request, Response

from intake.open311.jurisdictions import check_jurisdiction
from intake.open311.refusing import Complaint, RequestRefused, refusal_of
from intake.open311.writing import MEDIA_TYPES, write_answer
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import OnestopError
from onestop.runtime.answer_of import Contract
from onestop.runtime.log import error_fields, logger
from onestop.runtime.pages.find_route import methods_at
from onestop.runtime.read_request import accepted_languages, query
from onestop.runtime.web import UNREACHABLE, Caller, current_request, refuse_method, route
from onestop.storage.catalogue.releases import current

# pages of any origin may read what is published here: there are no cookies that they could misuse
OPEN_TO_PAGES = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Link"}
UNAVAILABLE = Complaint(503, "We cannot do this right now. Nothing was changed. Please try again shortly.")
BROKEN = Complaint(500, "Something went wrong on our side. It has been logged. Please try again later.")
NOTHING = Complaint(404, "There is nothing at this address.")
NO_FORMAT = Complaint(404, "We answer in .xml and .json only: end the address with one of them.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRequest:
    """One call as a view sees it. `part` is what the path names, without its extension."""

    request: Request
    catalogue: Catalogue
    language: str
    format: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class ViewAnswer(Generic[Contract]):
    """A view's answer: the root element for XML, the contract from which both JSON and XML are written, and further
    headers."""

    root: str
    value: Contract
    headers: Mapping[str, str] = field(default_factory=dict)


Open311View = Callable[[ClientRequest], ViewAnswer[Any] | Response]


def declare(
    app: Chalice, method: str, path: str, view: Open311View, formats: tuple[str, ...] = ("xml", "json")
) -> None:
    """Declares a route in each format. If a path ends in a {part}, the part includes the extension, because API Gateway
    matches only whole segments."""
    for address in (path,) if path.endswith("}") else [f"{path}.{format_}" for format_ in formats]:
        declare_one(app, method, address, view)


def declare_one(app: Chalice, method: str, address: str, view: Open311View) -> None:
    @wraps(view)  # the contract of the answer is read from the view
    def answered(**parts: str) -> Response:
        last = unquote(next(reversed(parts.values()))) if parts else address
        name, _, format_ = last.rpartition(".")
        return answer_call(view, current_request(app), name if parts else "", format_.lower())

    route(app, method, address, Caller.PUBLIC)(answered)


def declare_nowhere(app: Chalice, address: str) -> None:
    """Declares the answer to every address that is none of ours, or ends in a format that we do not write: also for
    programs of Open311, which read XML and do not know our problem documents."""

    @route(app, "ANY", address, Caller.PUBLIC)
    def show_nothing(**_parts: str) -> Response:
        sent = current_request(app).to_original_event()
        if allowed := methods_at(str(sent["path"]), app.routes, address):
            return refuse_method(str(sent["httpMethod"]), allowed)
        path = unquote(str(sent["path"]))
        named, _, format_ = path.rpartition(".") if "." in path else (path, "", "")
        known = format_.lower() not in MEDIA_TYPES and f"{named}.xml" in app.routes
        refused = RequestRefused(NO_FORMAT if known else NOTHING)
        return respond_in_format(format_.lower(), refused.status, "errors", refused.body, {})


def answer_call(view: Open311View, request: Request, part: str, format_: str) -> Response:
    """Answers one call, whatever happens, in the format asked for; in XML, which every client reads, if it names
    none."""
    headers: dict[str, str | list[str]] = {}
    try:
        if format_ not in MEDIA_TYPES and format_ != "csv":
            raise RequestRefused(NO_FORMAT)
        given = view(read_request(request, part, format_))
        if isinstance(given, Response):
            return given
        return respond_in_format(format_, 200, given.root, given.value, given.headers)
    except RequestRefused as refused:
        kept = refused
    except OnestopError as error:
        kept = refusal_of(error)
        headers |= {"Retry-After": str(seconds)} if (seconds := getattr(error, "retry_after", None)) else {}
    except UNREACHABLE as error:
        logger.error("a dependency failed", **error_fields(error))
        kept, headers = RequestRefused(UNAVAILABLE), {"Retry-After": "5"}
    except Exception as error:  # the edge: the caller always gets an answer, and operators a log line
        logger.error("unforeseen error", **error_fields(error))
        kept = RequestRefused(BROKEN)
    return respond_in_format(format_, kept.status, "errors", kept.body, headers)


def read_request(request: Request, part: str, format_: str) -> ClientRequest:
    catalogue = current()
    check_jurisdiction(query(request, "jurisdiction_id"), catalogue)
    language = catalogue.language(query(request, "lang"), query(request, "locale"), *accepted_languages(request))
    return ClientRequest(request=request, catalogue=catalogue, language=language, format=format_, part=part)


def respond_in_format(format_: str, status: int, root: str, value: Any, headers: Mapping[str, Any]) -> Response:
    written_in = format_ if format_ in MEDIA_TYPES else "xml"
    return Response(
        body=write_answer(written_in, root, value),
        status_code=status,
        headers={"Content-Type": MEDIA_TYPES[written_in], **OPEN_TO_PAGES, **headers},
    )
