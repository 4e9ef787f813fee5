"""GET service requests, one or many, and the request of a token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from intake.open311.answering import ClientRequest, ViewAnswer
from intake.open311.extending import extended
from intake.open311.linking import next_page
from intake.open311.looking import look
from intake.open311.publishing import published
from intake.open311.refusing import Complaint, RequestRefused
from intake.open311.wanted import DEFAULT_SIZE, RequestFilter, read_wanted
from onestop.domain.cases.links.imported_references import reference_of
from onestop.domain.errors import NotFound
from onestop.runtime.clock import asked_at
from onestop.runtime.read_request import query
from onestop.storage.cases.case_lists import Listed
from onestop.storage.cases.read_case import WholeFile, load_file, load_whole
from onestop.storage.paging import ListPage

if TYPE_CHECKING:
    from onestop.contracts.answers.open311 import Open311Extensions, Open311Request, Open311Token

ROOT = "service_requests"


def list_requests(asked: ClientRequest) -> ViewAnswer[list[Open311Request]]:
    """Lists many requests: those with the given ids, or a page of those that match."""
    wanted = wanted_of(asked)
    page = ListPage(list(with_ids(wanted)), None) if wanted.ids else look(wanted, asked.catalogue)
    listed = [fields_of(each, asked, extensions=wanted.extensions) for each in page.items]
    return ViewAnswer(ROOT, listed, next_page(asked, page.cursor, wanted.start, wanted.end, wanted.page))


def show_request(asked: ClientRequest) -> ViewAnswer[list[Open311Request]]:
    """Shows one request, as a list of one; with `extensions=true` its public timeline too."""
    whole = find_whole(asked.part)
    case, said = whole.file.case, whole.file.request
    more: Open311Extensions = {}
    if wanted_of(asked, one=True).extensions:
        more = extended(case, said, asked.catalogue, asked.language, whole.events)
    return ViewAnswer(ROOT, [{**published(case, said, asked.catalogue, asked.language), **more}])


def show_token(asked: ClientRequest) -> ViewAnswer[list[Open311Token]]:
    """Shows the request of a token. We give ids at once, so a token is the id itself, and clients that wait for an id
    work."""
    find_whole(asked.part)
    return ViewAnswer(ROOT, [{"service_request_id": asked.part, "token": asked.part}])


def wanted_of(asked: ClientRequest, size: int = DEFAULT_SIZE, *, one: bool = False) -> RequestFilter:
    """Reads the parameters of a call; for a single request only whether it should be extended."""
    at = asked_at(asked.request.headers)
    return read_wanted(lambda name: query(asked.request, name) if not one or name == "extensions" else None, at, size)


def fields_of(each: Listed, asked: ClientRequest, *, extensions: bool) -> Open311Request:
    fields = published(each.case, each.request, asked.catalogue, asked.language)
    more: Open311Extensions = {}
    if extensions:
        more = extended(each.case, each.request, asked.catalogue, asked.language)
    return {**fields, **more}


def with_ids(wanted: RequestFilter) -> Iterator[Listed]:
    """The requests with these ids, in their order; unknown ids are left out. FixMyStreet asks like this."""
    for each in wanted.ids:
        try:
            file = load_file(reference_of(each))
        except NotFound:
            continue
        yield Listed(file.case, file.request)


def find_whole(given: str) -> WholeFile:
    """Reads a case by the id that clients know: one Query. Raises RequestRefused."""
    try:
        return load_whole(reference_of(given))
    except NotFound:
        raise RequestRefused(Complaint(404, f"service_request_id: there is no request {given[:100]!r}")) from None
