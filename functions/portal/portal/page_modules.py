"""Where the pages of the portal are declared. They are loaded when somebody first comes to an address of their row."""

from __future__ import annotations

from collections.abc import Mapping

FRONT, CASE = "portal.front.add_front", "portal.case.pages.add_case"
AROUND = ("portal.around.pages.add_around", "portal.around.photos.add_photos")
SEARCH = "portal.search.pages.add_search"
ANSWERS, ANSWERS_API = "portal.answers.pages.add_answers", "portal.answers.api.add_answers_api"
INSIGHTS = ("portal.insights.pages.add_insights", "portal.insights.survey_pages.add_survey_results")
LARGE_VIEW = "portal.large_view.add_large_view"
NEWS, NEWS_API = "portal.news.pages.add_news", "portal.news.api.add_news_api"
FEEDBACK = "portal.feedback.pages.add_feedback"
DEVELOPERS = "portal.developers.show_pages.add_developers"

# The functions that declare what stands at an address, and at all below it that have no row of their own.
PAGES: Mapping[str, tuple[str, ...]] = {
    "/": (FRONT,),
    "/api/notices": (FRONT,),
    "/track": (CASE,),
    "/forget": (CASE,),
    "/around": AROUND,
    "/around.geojson": AROUND,
    "/api/nearby": AROUND,
    "/api/places": ("portal.places.add_places",),
    "/map": ("portal.map_pages.add_map",),
    "/search": (SEARCH,),
    "/api/suggestions": (SEARCH,),
    "/answers": (ANSWERS,),
    "/api/answers": (ANSWERS_API,),
    "/widget.js": ("portal.widget.add_widget",),
    "/insights": INSIGHTS,
    "/insights.json": INSIGHTS,
    "/end": (LARGE_VIEW,),
    "/view": (LARGE_VIEW,),
    "/my": ("portal.my.pages.add_my",),
    "/api/my": ("portal.my.api.add_my_api",),
    "/my/subscriptions": (NEWS,),
    "/subscribe": (NEWS,),
    "/subscriptions": (NEWS,),
    "/api/subscriptions": (NEWS_API,),
    "/notices": ("portal.notices.pages.add_notices",),
    "/feedback": (FEEDBACK,),
    "/api/feedback": (FEEDBACK,),
    "/developers": (DEVELOPERS,),
}
