"""Data of the running city that are not cases: a notice to many, feedback, lessons from cases, who
may act for whom. Each is sent once, by the first page that shows it."""

from __future__ import annotations

import json
from datetime import UTC, timedelta
from typing import Any

from playwright.sync_api import Page

from onestop.domain.notices.notice import Audience, Notice, NoticeLevel, NoticeText, State
from onestop.runtime.clock import now
from onestop.storage.catalogue import published_insights
from onestop.storage.notices.notice_rows import SHOWN, body_of
from onestop_cli.clients import engine_client
from tests.browser.city import City
from tests.browser.desk import RECEPTION, open_signed_in, press
from tests.browser.my_city import ADDRESS

LESSONS: dict[str, Any] = {
    "at": "2026-03-02T13:00:00+00:00",
    "lessons": [
        {
            "kind": "hot_spot",
            "values": {"service": "pothole", "cases": 14, "zone": ["harbourside"], "days": 7, "expected": 3.5},
            "chance": 0.002,
        },
        {"kind": "under_reporting", "values": {"district": "old-town", "times": 2.4}, "chance": 0.031},
        {
            "kind": "waiting",
            "values": {
                "service": "street-event-permit",
                "from_step": "task.opened",
                "to_step": "task.completed",
                "hours": 52.5,
                "cases": 40,
            },
            "chance": None,
        },
        {
            "kind": "unequal",
            "values": {"dimension": "channel", "group": "phone", "respect": "resolved"},
            "chance": 0.012,
        },
    ],
    "measures": {
        "volumes": {"says": "Cases by month", "rows": [{"month": "2026-01", "cases": 120}]},
        "cost_per_case": {"says": "What a case costs", "rows": [{"service": "pothole", "cost": 42.5}]},
    },
}


WORDS = {
    "en": NoticeText("The water is off on Elm Street", "Until Thursday.\n\nBottles are at the school.", "No water"),
    "es": NoticeText("No hay agua en Elm Street", "Hasta el jueves.\n\nHay botellas en la escuela.", "Sin agua"),
    "zh-Hans": NoticeText("Elm Street 停水", "停水到周四。\n\n学校发放瓶装水。", "停水"),
}


def notice_of(city: City) -> str:
    """The page of a notice that holds, written as who sends one would have; sent to nobody."""
    name, at = "20260302130000-abcdef", now()
    if name not in city.tokens:
        notice = Notice(
            id=name,
            event="water",
            level=NoticeLevel.NEWS,
            words=WORDS,
            audience=Audience(),
            channels=("email",),
            expires_at=at + timedelta(days=9),
            author="-",
            written_at=at,
            state=State.SENT,
            sent_at=at,
        )
        row = {"pk": {"S": SHOWN}, "sk": {"S": f"{notice.expires_at.astimezone(UTC).isoformat()}#{name}"}}
        put(city, "MessagesTable", {**row, "status": {"S": notice.state.value}, "body": {"S": body_of(notice)}})
        city.tokens[name] = "sent"
    return f"/notices/{name}"


def lessons_of(city: City) -> str:
    """The page of what cases teach, with lessons and measures on it."""
    body = {"S": json.dumps(LESSONS)}
    put(
        city,
        "CatalogueTable",
        {"pk": {"S": published_insights.KEY}, "sk": {"S": published_insights.LESSONS}, "body": body},
    )
    return "/desk/insights"


def put(city: City, table: str, row: dict[str, Any]) -> None:
    engine_client("dynamodb", city.suite.engine).put_item(TableName=city.suite.outputs[table], Item=row)


def opinions_of(city: City) -> str:
    """The page of what people say about us, once somebody has said something."""
    if "opinion" not in city.tokens:
        body = {"kind": "praise", "words": "They came the same day. 谢谢！", "language": "en", "about": "/answers"}
        city.http.post(f"{city.suite.api}/feedback", json=body).raise_for_status()
        city.tokens["opinion"] = "said"
    return "/desk/supervisor/feedback"


def let_act(page: Page, city: City) -> None:
    """At the counter: the person whose address `my_city` has proved may act for Ana."""
    if "mandate" in city.tokens:
        return
    counter = page.context.new_page()  # calls of the desk itself do not count as calls of the page under test
    open_signed_in(counter, city, *RECEPTION, "/desk/people/acting")
    counter.fill("#person", "ana@resident.example")
    counter.select_option("#purpose", "caller")
    press(counter, "main form .button")
    counter.select_option("#who", index=1)
    counter.fill("#holder_name", "Bo Lund")
    counter.fill("#holder", ADDRESS)
    counter.select_option("#kind", "representative")
    counter.select_option("#may", "act")
    counter.fill("#last", f"{now() + timedelta(days=300):%Y-%m-%d}")
    press(counter, "form[action$='/acting/new'] .button")
    assert counter.locator(".summary").count() == 0, counter.locator(".summary").inner_text()
    counter.close()
    city.tokens["mandate"] = "kept"
