"""What each page of a report shows in addition to its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from intake.web.report.answers import rows_of
from intake.web.report.nearby import NearReport, find_nearby
from intake.web.report.places import districts, point_of, streets
from intake.web.report.questions import shown_questions
from intake.web.report.steps import looked_near
from intake.web.report.texts import BORDER, CHECK, CONTACT, NEAR, PHOTOS, QUESTIONS, SERVICE, TOLD_BY, WHAT, WHERE
from onestop.domain.cases.event_words import STATUS_WORDS
from onestop.domain.cases.reasons import explain_to_resident
from onestop.domain.languages import name_of_language, say_series
from onestop.domain.time.dates import say_date
from onestop.domain.translation import Phrase
from onestop.runtime.clock import asked_at
from onestop.runtime.pages.frame import Visit, address
from onestop.runtime.pages.light_view import saves_data
from onestop.runtime.pages.maps import map_values
from onestop.runtime.pages.posted_forms import PostedForm

if TYPE_CHECKING:
    from onestop.domain.again.public_view import MayBeSame
    from onestop.domain.catalogue.catalogue import Catalogue
    from onestop.domain.understanding.classifier import Classifier

TEXTS: Mapping[str, Mapping[str, Phrase]] = {
    "what": WHAT,
    "service": SERVICE,
    "where": WHERE,
    "border": BORDER,
    "near": NEAR,
    "photos": PHOTOS,
    "questions": QUESTIONS,
    "contact": CONTACT,
    "check": CHECK,
}
Values = dict[str, Any]
PROBABLY = 0.5


def shelves_of(visit: Visit) -> list[tuple[Any, list[Any]]]:
    """All services by group."""
    release = visit.offer.release
    return [
        (group, [service for service in release["services"] if service["group"] == group["code"]])
        for group in release["groups"]
    ]


def proposals_for(visit: Visit, words: str) -> list[dict[str, str]]:
    """The services that words may mean, each with the reason, in the resident's language."""
    from onestop.domain.understanding.propose_services import (
        propose_services,  # late: choosing from the list does not need it
    )

    because = visit.say(WHAT["because"])
    return [
        {
            "code": each.service,
            "name": visit.say(visit.offer.services[each.service]["name"]),
            "description": visit.say(visit.offer.services[each.service]["description"]),
            "why": because.format(words=say_series(each.because, visit.language)) if each.because else "",
        }
        for each in propose_services(words, visit.offer, learned(visit.offer))
    ]


def learned(catalogue: Catalogue) -> Classifier | None:
    """The classifier of the release in force: one Query, the first time; None if keywords alone decide."""
    from onestop.storage.catalogue.classifiers import classifier_of  # late: it is read for the first words

    return classifier_of(catalogue)


def show_what(visit: Visit, form: PostedForm) -> Values:
    chosen = visit.offer.services.get(form.get("service", ""))
    return {"chosen": chosen, "shelves": shelves_of(visit)}


def show_service(visit: Visit, form: PostedForm) -> Values:
    return {"proposals": proposals_for(visit, form.get("description", "")), "shelves": shelves_of(visit)}


def show_where(visit: Visit, form: PostedForm) -> Values:
    service = visit.offer.services.get(form.get("service", ""))
    optional = service is None or service["place"] == "optional"
    return {
        "districts": districts(visit.offer, visit.language),
        "streets": streets(visit.offer, visit.language),
        "map": map_values(visit, center=point_of(form), district=form.get("district")),
        "optional": optional,
    }


def show_border(visit: Visit, _form: PostedForm) -> Values:
    jurisdiction = visit.offer.jurisdiction
    return {"call": jurisdiction.get("phone"), "place_name": visit.say(jurisdiction["name"])}


def show_near(visit: Visit, form: PostedForm) -> Values | None:
    """The open reports near the place; None, and so no page, if there are none."""
    found = find_nearby(form, visit.offer, asked_at(visit.request.headers))
    return (
        {"near_reports": [near_words(visit, each) for each in found], "near_at": looked_near(form)} if found else None
    )


def near_words(visit: Visit, report: NearReport) -> dict[str, str]:
    say, zone = visit.say, visit.offer.jurisdiction["time_zone"]
    name = say(visit.offer.services[report.service]["name"])
    day = say_date(report.since, zone, visit.language)
    return {
        "reference": report.reference,
        "same": say(NEAR["same"]).format(service=name, metres=report.metres),
        "since": say(NEAR["since"]).format(day=day, status=say(STATUS_WORDS[report.status])),
        "photo": address(f"/around/photos/{report.reference}", visit.language) if report.photo else "",
        "small": address(f"/around/photos/{report.reference}", "", size="small") if shows_photo(report, visit) else "",
        "told_by": visit.say_count(TOLD_BY, report.told_by),
        "maybe": maybe_words(visit, report.same) if report.same else "",
    }


def maybe_words(visit: Visit, same: MayBeSame) -> str:
    """How likely it is that a report is the same as one's own, and why."""
    how = NEAR["probably" if same.confidence >= PROBABLY else "perhaps"]
    return " ".join(
        (visit.say(how), *(explain_to_resident(reason, visit.offer, visit.language) for reason in same.reasons))
    )


def shows_photo(report: NearReport, visit: Visit) -> bool:
    return report.photo and not saves_data(visit.request)


def has_photos(values: Values) -> bool:
    """Tells whether a page shows other people's photos."""
    return any(each["small"] for each in values.get("near_reports", ()))


def show_questions(visit: Visit, form: PostedForm) -> Values:
    shown = shown_questions(form.get("service"), visit)
    return {"questions": shown, "names": {question["id"]: question["name"] for question in shown}}


def show_contact(visit: Visit, _form: PostedForm) -> Values:
    spoken = visit.offer.jurisdiction["languages"]
    return {"spoken": [(code, name_of_language(code)) for code in spoken]}


def show_check(visit: Visit, form: PostedForm) -> Values:
    return {"rows": rows_of(visit, form), "point": point_of(form)}


SHOW: Mapping[str, Callable[[Visit, PostedForm], Values | None]] = {
    "what": show_what,
    "service": show_service,
    "where": show_where,
    "border": show_border,
    "near": show_near,
    "photos": lambda _visit, _form: {},
    "questions": show_questions,
    "contact": show_contact,
    "check": show_check,
}
