"""The catalogue in force: services with their plans drawn, letters as they will look, calendars."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from chalice.app import Response

from casework.pages.catalogue.example_letters import examples, filled, length_of
from casework.pages.catalogue.texts import CHARACTERS, TEXTS
from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.staff.accounts import name_of, names
from onestop.domain.catalogue.letter import LetterWords
from onestop.domain.errors import NotFound
from onestop.domain.languages import name_of_language, say_series, say_weekday
from onestop.domain.time.calendars import WEEKDAYS
from onestop.domain.time.dates import say_date, say_moment
from onestop.storage.catalogue.releases import releases

HOME = "/desk/administration/catalogue"
ACT = "administer"
RELEASES = 20
HOLIDAYS = 20
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"  # only its own style is allowed


@page("GET", HOME, ACT)
def show_catalogue(visit: DeskVisit) -> Response:
    """Shows the whole catalogue, and the releases that were in force: one Query."""
    offer, language = visit.offer, visit.language
    known, zone = names(), offer.jurisdiction["time_zone"]
    words = examples(offer, language, visit.at)
    groups = {group["code"]: offer.say(group["name"], language) for group in offer.release["groups"]}
    return show(
        visit,
        "catalogue/services.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        version=offer.version,
        services=[
            (code, offer.say(each["name"], language), groups.get(each["group"], each["group"]), len(each["plan"]))
            for code, each in offer.services.items()
        ],
        letters=[
            (code, filled(offer.say(each["email"]["subject"], language), words)) for code, each in offer.letters.items()
        ],
        calendars=[(code, say_series(users_of(code, visit), language)) for code in offer.release["calendars"]],
        releases=[
            (each, say_moment(each.at, zone, language), name_of(each.by, known) if each.by else "")
            for each in releases(RELEASES)
        ],
        done=bool(visit.asked("done")),
    )


@page("GET", f"{HOME}/services/{{service}}", ACT)
def show_service(visit: DeskVisit, service: str) -> Response:
    """Shows a service, with its plan as a picture and in words."""

    from onestop.domain.plan_pictures.drawn_plan import draw_plan  # imported here: few look at a plan
    from onestop.domain.plan_pictures.svg import say_in_words

    offer, language = visit.offer, visit.language
    known = offer.services.get(service)
    if known is None:
        raise NotFound("There is no such service.", "service")
    drawing = draw_plan(offer, known, language)
    return show(
        visit,
        "catalogue/service.html",
        drawing.title,
        TEXTS,
        code=service,
        words=say_in_words(drawing),
        keywords=(known.get("keywords") or {}).get(language, ()),
        questions=[offer.say(question["name"], language) for question in known.get("questions") or ()],
    )


@page("GET", f"{HOME}/services/{{service}}/plan.svg", ACT)
def show_plan(visit: DeskVisit, service: str) -> Response:
    """Shows the picture of a plan as an image of its own, because only it may contain a style."""

    from onestop.domain.plan_pictures.drawn_plan import draw_plan  # imported here: few look at a plan
    from onestop.domain.plan_pictures.svg import draw_svg

    known = visit.offer.services.get(service)
    if known is None:
        raise NotFound("There is no such service.", "service")
    headers = {"Content-Type": "image/svg+xml; charset=utf-8", "Content-Security-Policy": PICTURE_POLICY}
    return Response(body=draw_svg(draw_plan(visit.offer, known, visit.language)), headers=dict(headers))


@page("GET", f"{HOME}/letters/{{letter}}", ACT)
def show_letter(visit: DeskVisit, letter: str) -> Response:
    """Shows a letter in all languages and channels, filled with an example."""
    known = visit.offer.letters.get(letter)
    if known is None:
        raise NotFound("There is no such letter.", "letter")
    languages = visit.offer.jurisdiction["languages"]
    versions = [version_of(known, language, visit) for language in languages]
    return show(visit, "catalogue/letter.html", letter, TEXTS, versions=versions)


def version_of(letter: LetterWords, language: str, visit: DeskVisit) -> dict[str, Any]:
    """Returns a letter in one language, in pieces."""
    words = examples(visit.offer, language, visit.at)
    email, say = letter["email"], visit.offer.say
    sms = filled(say(letter["sms"], language), words)
    return {
        "language": language,
        "name": name_of_language(language),
        "subject": filled(say(email["subject"], language), words),
        "body": filled(say(email["body"], language), words),
        "sms": sms,
        "length": visit.say_count(CHARACTERS, length_of(sms)),
    }


@page("GET", f"{HOME}/calendars/{{calendar}}", ACT)
def show_calendar(visit: DeskVisit, calendar: str) -> Response:
    """Shows the working hours of a calendar, and its days off from now on."""
    offer = visit.offer
    known = offer.release["calendars"].get(calendar)
    if known is None:
        raise NotFound("There is no such calendar.", "calendar")
    today = visit.at.astimezone(ZoneInfo(offer.jurisdiction["time_zone"])).date().isoformat()
    exceptions = known.get("exceptions") or {}
    return show(
        visit,
        "catalogue/calendar.html",
        calendar,
        TEXTS,
        days=[
            (say_weekday(at, visit.language).capitalize(), known["hours"].get(day, ()))
            for at, day in enumerate(WEEKDAYS)
        ],
        holidays=[(day, say_day(day, visit)) for day in sorted(known["holidays"]) if day >= today][:HOLIDAYS],
        exceptions=[(day, say_day(day, visit), exceptions[day]) for day in sorted(exceptions) if day >= today][
            :HOLIDAYS
        ],
        users=users_of(calendar, visit),
    )


def users_of(calendar: str, visit: DeskVisit) -> list[str]:
    """Returns the agencies that use a calendar."""
    offer = visit.offer
    return [offer.say(each["name"], visit.language) for each in offer.agencies.values() if each["calendar"] == calendar]


def say_day(day: str, visit: DeskVisit) -> str:
    """Returns a day of a calendar in words."""
    zone = visit.offer.jurisdiction["time_zone"]
    return say_date(datetime.combine(date.fromisoformat(day), time(12), ZoneInfo(zone)), zone, visit.language)
