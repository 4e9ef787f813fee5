"""What the page of a case shows: the public status, with its moments in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from onestop.domain.dates import say_date, say_moment
from onestop.runtime import links
from onestop.runtime.page_texts import words_in
from portal.texts import CASE


def case_values(status: Mapping[str, Any], zone: str, language: str) -> dict[str, Any]:
    """The values of the page from the public status as the API gives it; newest events first."""
    opened, due = moment(status["opened_at"]), moment(status["due_at"])
    happened = [(event, moment(event["at"])) for event in reversed(status["timeline"])]
    return {
        "name": status["service"]["name"] if status["service"] else words_in(CASE["your_request"], language),
        "case": status,
        "opened": opened and say_moment(opened, zone, language),
        "due": due and say_date(due, zone, language),
        "timeline": [(event, at and say_moment(at, zone, language)) for event, at in happened],
        "survey": survey_link(status, language),
    }


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def survey_link(status: Mapping[str, Any], language: str) -> str | None:
    """The way to the survey while it waits for an answer: somebody without an e-mail address was sent no link."""
    told = {event["type"] for event in status["timeline"]}
    waits = status["status"] == "resolved" and "survey.invited" in told and "survey.answered" not in told
    return links.link_to(links.SURVEY, status["reference"], language) if waits else None
