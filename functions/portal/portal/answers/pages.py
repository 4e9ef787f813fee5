"""The page of an article, the list of all, and the question whether it helped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from chalice.app import Chalice, Response

from onestop.domain.answers.article import language_among
from onestop.domain.errors import Fault, NotValid
from onestop.runtime.clock import HEADER, time_of
from onestop.runtime.pages.frame import Visit, show
from onestop.runtime.pages.light_view import view_asked
from onestop.runtime.pages.page_routes import page
from onestop.runtime.pages.posted_forms import new_key, read_form
from onestop.runtime.read_request import query
from onestop.runtime.web import Caller
from onestop.storage.catalogue.articles import article_in_force, count_answer, index_of, told_in_force
from onestop.storage.catalogue.releases import current
from portal.answers.texts import ANSWERS, ARTICLE
from portal.feedback.voices import KEY, is_counted
from portal.search.find_by_words import LONGEST

TEMPLATES = Path(__file__).parents[1] / "templates"


def add_answers(app: Chalice) -> None:
    """Declares the pages."""
    page(app, "GET", "/answers", Caller.PUBLIC, current)(show_answers)
    page(app, "GET", "/answers/{code}", Caller.PUBLIC, current)(show_article)
    page(app, "POST", "/answers/{code}", Caller.PUBLIC, current)(take_word)


def show_answers(visit: Visit) -> Response:
    """Shows all articles by their titles."""
    index = index_of(visit.offer)
    titles = [(each["code"], title_of(each["title"], visit)) for each in (index.articles if index else ())]
    listed = sorted(titles, key=lambda each: each[1].casefold().lstrip("¿¡"))
    title = visit.say(ANSWERS["answers"])
    return show(visit, TEMPLATES, "answers.html", title, "/answers", ANSWERS, listed=listed)


def title_of(titles: Any, visit: Visit) -> str:
    """A title in the language of the page, else in the jurisdiction's default language."""
    default = visit.offer.jurisdiction["default_language"]
    return str(titles[language_among(titles, visit.language, default)])


def show_article(visit: Visit, code: str) -> Response:
    """Shows one article, and the question whether it helped."""
    return article_page(visit, code, (query(visit.request, "q") or "")[:LONGEST], "")


def article_page(visit: Visit, code: str, asked: str, said: str) -> Response:
    """The article; once somebody has said whether it helped, thanks, or how to reach a person."""
    article, _ = article_in_force(code, visit.offer)
    told = told_in_force(code, visit.offer, visit.language, time_of(visit.request.headers.get(HEADER)))
    agency = visit.offer.name_of("agency", article["agency"], visit.language)
    values: dict[str, Any] = {
        "told": told,
        "asked": asked or told.title,
        "typed": asked,
        "said": said,
        "kept_by": visit.say(ARTICLE["kept_by"]).format(agency=agency),
        "key": new_key(),
    }
    kept = {"q": asked} if asked else {}
    title = visit.say(ARTICLE["sorry"]) if said == "no" else told.title
    return show(visit, TEMPLATES, "answer.html", title, f"/answers/{code}", ARTICLE, kept=kept, **values)


def take_word(visit: Visit, code: str) -> Response:
    """Counts whether an article helped. Somebody whom it did not help is led to a person, with what they asked."""
    sent = read_form(visit.request)
    helped = sent.get("helped", "")
    if helped not in ("yes", "no"):
        raise NotValid(Fault("helped", "it is not said whether this helped", "yes or no"))
    _, version = article_in_force(code, visit.offer)
    channel = CHANNELS.get(view_asked(visit.request).get("view", ""), "web")
    at = time_of(visit.request.headers.get(HEADER))
    if is_counted(visit.request, f"/answers/{code}", channel, sent.get("key", "")[:KEY], at):
        count_answer(code, version, channel, at, helped=helped == "yes")
    return article_page(visit, code, sent.get("q", "")[:LONGEST], helped)


CHANNELS = {"tv": "television", "kiosk": "kiosk"}
