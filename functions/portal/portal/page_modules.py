"""Where the pages of the portal are declared. They are loaded when somebody first comes to an address of their row."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from chalice.app import Chalice

from onestop.runtime.pages.late_pages import modules_near

FRONT, CASE = "front.add_front", "case.pages.add_case"
AROUND = ("around.pages.add_around", "around.photos.add_photos")
SEARCH = "search.pages.add_search"
ANSWERS, ANSWERS_API = "answers.pages.add_answers", "answers.api.add_answers_api"
INSIGHTS = ("insights.pages.add_insights", "insights.survey_pages.add_survey_results")
LARGE_VIEW = "large_view.add_large_view"
NEWS, NEWS_API = "news.pages.add_news", "news.api.add_news_api"
FEEDBACK = "feedback.pages.add_feedback"
DEVELOPERS = "developers.show_pages.add_developers"

# The functions that declare what stands at an address, and at all below it that have no row of their own.
PAGES: Mapping[str, tuple[str, ...]] = {
    "/": (FRONT,),
    "/api/notices": (FRONT,),
    "/track": (CASE,),
    "/forget": (CASE,),
    "/around": AROUND,
    "/around.geojson": AROUND,
    "/api/nearby": AROUND,
    "/api/places": ("places.add_places",),
    "/map": ("map_pages.add_map",),
    "/search": (SEARCH,),
    "/api/suggestions": (SEARCH,),
    "/answers": (ANSWERS,),
    "/api/answers": (ANSWERS_API,),
    "/widget.js": ("widget.add_widget",),
    "/insights": INSIGHTS,
    "/insights.json": INSIGHTS,
    "/end": (LARGE_VIEW,),
    "/view": (LARGE_VIEW,),
    "/my": ("my.pages.add_my",),
    "/api/my": ("my.api.add_my_api",),
    "/my/subscriptions": (NEWS,),
    "/subscribe": (NEWS,),
    "/subscriptions": (NEWS,),
    "/api/subscriptions": (NEWS_API,),
    "/notices": ("notices.pages.add_notices",),
    "/feedback": (FEEDBACK,),
    "/api/feedback": (FEEDBACK,),
    "/developers": (DEVELOPERS,),
}


def load_pages_near(app: Chalice, path: str) -> None:
    """Has the pages of an address declared, unless they are."""
    for function in modules_near(path, PAGES):
        declare_pages(app, function)


def load_all_pages(app: Chalice) -> None:
    """Has every page declared."""
    for address in PAGES:
        load_pages_near(app, address)


@cache  # a route may be declared once
def declare_pages(app: Chalice, function: str) -> None:
    module, _, name = function.rpartition(".")
    getattr(import_module(f"portal.{module}"), name)(app)
