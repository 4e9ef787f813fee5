"""The routes of pages for people: what every page does the same way, with errors that are pages too."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from chalice.app import Chalice, Request, Response

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Conflict, LinkRetired, NotAllowed, NotFound, NotPossible, NotValid, TooMany
from onestop.runtime.log import error_fields, logger
from onestop.runtime.pages.frame import Visit, show
from onestop.runtime.pages.large_view import stay_in_view
from onestop.runtime.pages.page_style import TEMPLATES
from onestop.runtime.pages.page_texts import ERRORS, SHIPPED
from onestop.runtime.read_request import accepted_languages, query, raw_body
from onestop.runtime.web import BODY_LIMIT, RETRY_AFTER, UNREACHABLE, Caller, View, current_request, route


def page(
    app: Chalice, method: str, path: str, caller: Caller, current: Callable[[], Catalogue]
) -> Callable[[View], View]:
    """Declares the route of a page. Its view takes a Visit and the parts of the path; errors become pages too."""

    def declare(view: View) -> View:
        @wraps(view)
        def shown(**parts: str) -> Response:
            request = current_request(app)
            return stay_in_view(answer_visit(request, view, parts, current), request)

        route(app, method, path, caller)(shown)
        return view

    return declare


def answer_visit(request: Request, view: View, parts: dict[str, str], current: Callable[[], Catalogue]) -> Response:
    """Shows a view; errors are explained in words, and only operators learn more, from the log."""
    visit = Visit(request, first_known(query(request, "lang"), *accepted_languages(request)), None)
    try:
        catalogue = current()
        wanted = catalogue.language(query(request, "lang"), *accepted_languages(request))
        visit = Visit(request, wanted, catalogue)
        if len(raw_body(request)) > BODY_LIMIT:
            return show_error(visit, "too_large", 413)
        answer: Response = view(visit, **parts)
        return answer
    except LinkRetired:
        return show_error(visit, "link_retired", 404)
    except NotFound:
        return show_error(visit, "not_found", 404)
    except NotAllowed:
        return show_error(visit, "not_allowed", 403)
    except NotValid:
        return show_error(visit, "not_valid", 400)
    except (NotPossible, Conflict):  # a page knows better words as a rule, but not of what changed at this moment
        return show_error(visit, "not_possible", 409)
    except TooMany as error:
        answer = show_error(visit, "too_many", 429)
        answer.headers["Retry-After"] = str(error.retry_after)
        return answer
    except UNREACHABLE as error:
        logger.error("a dependency failed", **error_fields(error))
        answer = show_error(visit, "unavailable", 503)
        answer.headers["Retry-After"] = str(RETRY_AFTER)
        return answer
    except Exception as error:  # outermost: whatever it is, the resident gets an answer and operators a log line
        logger.error("unforeseen error", **error_fields(error))
        return show_error(visit, "broken", 500)


def first_known(*wanted: str | None) -> str:
    """Returns a language for somebody while the catalogue, which lists the languages spoken here, cannot be read."""
    known = {code.split("-")[0]: code for code in SHIPPED}
    return next(
        (known[tag.split("-")[0].lower()] for tag in wanted if tag and tag.split("-")[0].lower() in known), "en"
    )


def show_error(visit: Visit, name: str, status: int) -> Response:
    """Returns the page that says what went wrong."""
    texts = visit.say_all(ERRORS[name])
    number = visit.request.context.get("requestId") if status >= 500 else None
    path = "/"
    return show(visit, TEMPLATES, "error.html", texts["title"], path, {}, status, text=texts["text"], number=number)
