"""Brings the desk to where each of its pages shows something: needs to sort, a mail taken for spam, ended tasks."""

from __future__ import annotations

import re
from typing import Any

from onestop_cli.clients import engine_client
from onestop_cli.front.inbound import as_received
from tests.browser.city import City, do_work, leave_to_desk, open_case, staff_act, task_of, wait_until
from tests.browser.desk import desk_client

TRIAGE = "contact-centre"
SPAM = (
    "From: winner@prize.example\r\nTo: onestop@port-ellery.example\r\nSubject: A <b>prize</b>\r\n"
    "Message-ID: <prize-1>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    'Win <a href="https://evil.example">now</a> <script>alert(1)</script>\r\n'
)
UNSORTED = (  # words that no service has, or that several have
    "The thing on the corner of Elm Lane has been making that sound again <b>since Monday</b>.",
    "The street light is broken and there is a pothole. 路灯坏了，路上有坑。",
    "My neighbour says that you should come and look at it.",
)
BUSY = (  # the inbox of a department on an ordinary morning: each need and its place
    ("pothole", "Deep hole in front of the school, two bicycles have fallen.", "12 Harbour Street", 44.648, -63.571),
    ("street-light", "The lamp at the bus stop has been dark for a week.", "4 Mill Road", 44.655, -63.585),
    ("traffic-signal", "信号灯一直是红灯，路口堵住了。", "Quay Street / Mill Road", 44.645, -63.575),
    ("sidewalk", "La baldosa está suelta, mi madre se tropezó.", "77 Elm Lane", 44.652, -63.568),
    ("street-sign", "The stop sign lies on the ground.", "1 Fort Hill", 44.64, -63.58),
)


def prepare_desk(city: City) -> None:
    """Adds to the city what only staff see."""
    for number, (code, description, address, lat, long) in enumerate(BUSY):
        more = {
            "service_code": code,
            "description": description,
            "place": {"address": address, "lat": lat, "long": long},
        }
        city.cases[code] = open_one(city, 10 + number, **more)
    for number, words in enumerate(UNSORTED):
        city.cases[f"unsorted-{number}"] = open_one(city, 20 + number, service_code=None, description=words)
    city.cases["tree"] = open_one(city, 3, service_code="fallen-tree", answers={"land": "public"})
    task_of(city, city.cases["tree"]["reference"], "parks")
    city.cases["rats"] = open_one(city, 4, service_code="rodents", description="Rats under the shed, every evening.")
    task_of(city, city.cases["rats"]["reference"], "environment-health")
    city.cases["talked"] = open_case(
        city, description="鱼市场门口有一个很深的坑，摩托车摔倒了。", contact={"name": "Li", "language": "zh-Hans"}
    )
    staff_act(city, city.cases["talked"], "streets", "notes", text="@parks The roots may be why.")
    city.cases["ended"] = open_one(city, 5, description="Hole by the tram stop.")
    do_work(city, city.cases["ended"]["reference"], "streets")
    for number in range(len(UNSORTED)):
        leave_to_desk(city, city.cases[f"unsorted-{number}"])
    bring_spam(city)


def open_one(city: City, number: int, **more: Any) -> dict[str, str]:
    """A case of a resident of its own: one address is sent only so much in an hour."""
    contact = {"name": "Bo Lund", "email": f"bo-{number}@resident.example"}
    return open_case(city, **{"contact": contact} | more)


def bring_spam(city: City) -> None:
    """A mail that SES has taken for spam, so that it is held back; its place in an address is kept."""
    raw = as_received(SPAM.encode()).replace(b"Spam-Verdict: PASS", b"Spam-Verdict: FAIL")
    s3 = engine_client("s3", city.suite.engine)
    s3.put_object(Bucket=city.suite.outputs["MailBucket"], Key="mail/spam-1", Body=raw)

    with desk_client(city, TRIAGE, "clerk") as clerk:

        def find_held() -> str | None:
            page = clerk.get("/desk/held-back").raise_for_status().text
            found = re.search(r'href="/desk/held-back/([^"?]+)"', page)
            return found[1] if found else None

        city.cases["spam"] = {"arrival": str(wait_until(find_held))}
