"""The answers for programs, such as a chat: articles that answer a question, an article with all its parts, whether it
helped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalice.app import Chalice, Request, Response

from onestop.contracts.questions import HelpedBody
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Fault, NotValid
from onestop.runtime.answer_of import AnswerOf, Contract, answer_with
from onestop.runtime.clock import HEADER, time_of
from onestop.runtime.read_request import accepted_languages, idempotency_key, json_body, query
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.catalogue.articles import article_in_force, count_answer, find_answers, told_in_force
from onestop.storage.catalogue.releases import current
from portal.around.caching import OPEN_TO_PAGES, keep_a_minute
from portal.feedback.voices import is_counted
from portal.search.find_by_words import LONGEST

if TYPE_CHECKING:
    from onestop.contracts.answers.articles import AnswerLine, AnswersFound, ArticleShown
    from onestop.domain.answers.article_by_channel import ToldArticle

MOST = 5


def add_answers_api(app: Chalice) -> None:
    """Declares the calls."""

    @route(app, "GET", "/api/answers", Caller.PUBLIC)
    def list_answers() -> AnswerOf[AnswersFound]:
        """The articles that may answer a question, in any of the languages, the likeliest first."""
        request, catalogue = current_request(app), current()
        asked = query(request, "q") or ""
        if len(asked) > LONGEST:
            raise NotValid(Fault("q", "this is longer than what we read", f"at most {LONGEST} characters"))
        language = language_asked(request, catalogue)
        at = time_of(request.headers.get(HEADER))
        told = [told_in_force(each.code, catalogue, language, at) for each in find_answers(asked, catalogue, MOST)]
        body: AnswersFound = {"language": language, "answers": [line_of(each) for each in told]}
        return cacheable_answer(request, body)

    @route(app, "GET", "/api/answers/{code}", Caller.PUBLIC)
    def read_answer(code: str) -> AnswerOf[ArticleShown]:
        """An article with a part for each channel, all of the same words and version."""
        request, catalogue = current_request(app), current()
        article, _ = article_in_force(code, catalogue)
        told = told_in_force(code, catalogue, language_asked(request, catalogue), time_of(request.headers.get(HEADER)))
        body: ArticleShown = {
            **line_of(told),
            "text": told.text,
            "html": told.html,
            "sms": told.sms,
            "speech": told.speech,
            "translated": told.translated,
            "outdated": told.outdated,
            "agency": article["agency"],
            "review": article["review"],
            "services": list(article.get("services", ())),
        }
        return cacheable_answer(request, body)

    @route(app, "POST", "/api/answers/{code}/helped", Caller.PUBLIC)
    def say_whether_it_helped(code: str) -> Response:
        """Counts whether an article helped somebody, once for a browser or an app each day; a repeated Idempotency-Key
        counts once. A person whom it did not help opens a case with their question."""
        request = current_request(app)
        body, key, at = json_body(request, HelpedBody), idempotency_key(request), time_of(request.headers.get(HEADER))
        _, version = article_in_force(code, current())
        if is_counted(request, f"/answers/{code}", body.channel, key, at):
            count_answer(code, version, body.channel, at, helped=body.helped)
        return Response(body="", status_code=204, headers={})


def line_of(told: ToldArticle) -> AnswerLine:
    """An article as a list shows it."""
    return {
        "code": told.code,
        "version": told.version,
        "language": told.language,
        "title": told.title,
        "short": told.short,
    }


def language_asked(request: Request, catalogue: Catalogue) -> str:
    return catalogue.language(query(request, "lang"), *accepted_languages(request))


def cacheable_answer(request: Request, body: Contract) -> AnswerOf[Contract]:
    """An answer that pages of other sites may read, and that may be cached for a minute."""
    return keep_a_minute(request, answer_with(body, headers=OPEN_TO_PAGES))
