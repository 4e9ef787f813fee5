"""The two pictures of the README, of a department on an ordinary morning, without the words that only a test has."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.browser.city import City, staff_act, task_of
from tests.browser.desk import CLERK, open_signed_in
from tests.browser.desk_city import BUSY, open_one
from tests.browser.looking import begin_anew

SIZE = {"width": 1280, "height": 960}
COLOURS = 128  # of text and a few tints: a quarter of the bytes, and the eye sees no difference
MORE = (
    ("street-light", "路灯一闪一闪的，晚上看不清楚。", "19 Hill Road", 44.662, -63.582),
    ("pothole", "Hay un bache hondo frente a la panadería.", "3 Elm Lane", 44.651, -63.569),
)


def prepare_morning(city: City) -> None:
    """Opens the cases that the pictures show; one of them waits for its resident."""
    for number, (code, description, address, lat, long) in enumerate(BUSY + MORE):
        place = {"address": address, "lat": lat, "long": long}
        opened = open_one(city, 40 + number, service_code=code, description=description, place=place)
        city.cases.setdefault(code, opened)
        if code == "pothole":  # others may be the work of another department
            task_of(city, opened["reference"], CLERK[0])
    question = "Which side of the street are they on?"
    words, place = "Two holes by the tram stop, the cars swerve around them.", {"address": "8 Tram Street"}
    city.cases["holes"] = open_one(city, 60, description=words, place=place)
    task = task_of(city, city.cases["holes"]["reference"], CLERK[0])
    staff_act(city, city.cases["holes"], CLERK[0], f"tasks/{task}/question", question=question)


def draw_readme(browser: Browser, city: City, out: Path) -> None:
    """Draws what is seen of each page without scrolling, and keeps it small."""
    out.mkdir(parents=True, exist_ok=True)
    for name, path in {"inbox": "/desk", "case": f"/desk/cases/{city.cases['pothole']['reference']}"}.items():
        page = browser.new_context(viewport=SIZE).new_page()
        begin_anew(page, SIZE["width"])
        page.set_viewport_size(SIZE)
        open_signed_in(page, city, *CLERK, path, "en")
        picture = out / f"{name}.png"
        page.screenshot(path=picture, animations="disabled")
        with Image.open(picture) as drawn:
            drawn.convert("RGB").quantize(COLOURS).save(picture, optimize=True)
        page.context.close()
