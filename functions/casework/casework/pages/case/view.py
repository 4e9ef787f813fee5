"""Everything that the page of a case shows apart from what may be done, put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casework.pages.acts.undo_forms import undo_of_link
from casework.pages.acts.words import FORM_TEXTS
from casework.pages.case.map import map_of
from casework.pages.case.same_need_words import say_why
from casework.pages.case.stages import stages_of
from casework.pages.case.talk import talk_of
from casework.pages.case.texts import CHANNELS, LINK_KINDS, TARGETS, TEXTS
from casework.pages.case.times import deadlines_of
from casework.pages.case.words import CaseWords
from casework.pages.desk_request import DeskVisit
from casework.pages.people.write_again import unreached_shown
from casework.translator import translator_of
from casework.views.recorded_views import SeenCase, view_of
from onestop.domain.cases.attachments import WHOLE_MESSAGE
from onestop.domain.cases.event_words import STATUS_WORDS
from onestop.domain.languages import name_of_language, say_list, say_size
from onestop.domain.people.protected_people import sees_protected
from onestop.domain.staff.agency_rights import is_outsider
from onestop.domain.staff.named_colleagues import AT_NAME
from onestop.domain.staff.permissions import may

if TYPE_CHECKING:
    from onestop.contracts.answers.staff_case import StaffCase
    from onestop.domain.catalogue.service import GivenField

AUDIT = "/desk/audit"  # where the looks are shown


def see_all(visit: DeskVisit, seen: SeenCase) -> dict[str, Any]:
    """Returns what the template fills in."""
    case, file = view_of(seen, visit.looker), seen.whole.file
    words = CaseWords(visit, file.case.service)
    staff, catalogue = visit.staff, visit.offer
    insider, works = not is_outsider(staff.agencies, staff.roles, catalogue), seen.sight.may_act
    return {
        "case": case,
        "stands": visit.say(STATUS_WORDS[case["status"]]),
        "priority": words.priority(case["priority"]),
        "channel": visit.say(CHANNELS[case["channel"]]) if case["channel"] in CHANNELS else case["channel"],
        "opened": words.when(case["opened_at"]),
        "district": district_name(visit, case["district"]),
        "danger": danger_in(visit, seen),
        "tongue": name_of_language(case["language"]) if case["language"] != visit.language else "",
        "translation": translation_of(visit, case),
        "translate_into": visit.say(TEXTS["translate_into"]).format(language=name_of_language(visit.language)),
        "answers": answers_of(visit, case),
        "application": application_of(visit, seen),
        "map": map_of(file.request.place, catalogue, visit.language) if case["place"] else None,
        "stages": stages_of(seen, words),
        "deadlines": deadlines_of(seen, words),
        "missed": [visit.say(TARGETS[name]) for name in case["missed"]],
        "talk": talk_of(seen, words),
        "unreached": unreached_shown(visit, seen, words),
        "notes": [
            {**note, "when": words.when(note["at"]), "by": words.who(note["by"]), "parts": AT_NAME.split(note["text"])}
            for note in case["notes"]
        ],
        "files": [
            {**each, "size": say_size(each["size"], visit.language), "by": words.who(each["by"])}
            for each in case["attachments"]
        ],
        "goes_on": WHOLE_MESSAGE if any(each["name"] == WHOLE_MESSAGE for each in case["attachments"]) else "",
        "timeline": [words.line(event) for event in reversed(case["history"])],
        "links": [
            (link.reference, visit.say(LINK_KINDS[link.kind]), undo_of_link(visit, seen, link))
            for link in file.case.links
            if seen.sight.full
        ],
        "maybe_same": [
            (each.reference, say_why(visit, each.percent, each.reasons))
            for each in file.case.maybe_same
            if works and insider and seen.sight.full and not file.case.closed_at
        ],
        "left": left_words(visit, seen, words),
        "may_disclose": works and insider and may(staff.roles, "disclose") and file.case.person is not None,
        "may_protect": works and insider and may(staff.roles, "protect") and file.case.person is not None,
        "protected": file.case.protected,
        "may_prefer": works and insider and may(staff.roles, "question") and file.case.person is not None,
        "may_audit": may(staff.roles, "looks"),
        "may_see_looks": works and insider and may(staff.roles, "audit") and not may(staff.roles, "looks"),
        "may_attach": works and may(staff.roles, "attachments"),
        "may_show_photo": works and may(staff.roles, "publish_photo"),
        "public_photo": file.case.photo,
        "may_publish": may(staff.roles, "public_note"),
    }


def translation_of(visit: DeskVisit, case: StaffCase) -> str:
    """Says whether what the resident wrote can be translated: on, off, or nothing if that is not needed."""
    if case["language"] == visit.language or case["description"] is None:
        return ""
    return "on" if translator_of(visit.offer) else "off"


def district_name(visit: DeskVisit, code: str | None) -> str:
    """Returns the name of a district; its code if the map does not have it."""
    known = (feature["properties"] for feature in visit.offer.release["boundaries"]["features"])
    return next((visit.say(each["name"]) for each in known if each["code"] == code), code or "")


def danger_in(visit: DeskVisit, seen: SeenCase) -> str:
    """Returns the danger that was named, in words, unless somebody has said since that there is none."""
    case = seen.whole.file.case
    if not case.endangered or "description" not in seen.sight.fields:
        return ""
    return visit.say(TEXTS["danger"]).format(hazard=visit.say(visit.offer.hazards.name_of(case.hazard or "")))


def answers_of(visit: DeskVisit, case: StaffCase) -> list[tuple[str, str]]:
    """Returns what the resident answered, with the questions as they were asked."""
    service = visit.offer.services.get(case["service_code"] or "")
    asked = {question["code"]: question for question in (service.get("questions", ()) if service else ())}
    return [
        (visit.say(asked[code]["name"]) if code in asked else code, say_answer(visit, asked.get(code), value))
        for code, value in (case["answers"] or {}).items()
    ]


def application_of(visit: DeskVisit, seen: SeenCase) -> list[dict[str, Any]]:
    """Returns all that was sent with the application of a case, for staff who see its answers: the recorded look names
    them."""
    application = seen.whole.file.request.application
    if application is None or "answers" not in seen.sight.fields:
        return []
    from casework.pages.case.sent_application import show_application  # imported here: few cases were an application

    staff = visit.staff
    hidden = seen.whole.file.case.protected and not sees_protected(staff.agencies, staff.roles, visit.offer)
    return show_application(application, visit, protected=hidden)


def say_answer(visit: DeskVisit, question: GivenField | None, value: Any) -> str:
    if isinstance(value, bool):
        return visit.say(FORM_TEXTS["yes" if value else "no"])
    choices = {choice["code"]: choice["name"] for choice in (question.get("choices", ()) if question else ())}
    said = [visit.say(choices[each]) if each in choices else str(each) for each in
            (value if isinstance(value, list) else [value])]  # fmt: skip
    return say_list(said, visit.language)


def left_words(visit: DeskVisit, seen: SeenCase, words: CaseWords) -> list[str]:
    """Says where a case went that they no longer have, so that nobody searches for a way to act on it."""
    if seen.sight.may_act or visit.staff.reads_all:
        return []
    tasks = {task.id: task for task in seen.sight.tasks}
    went = [
        visit.say(TEXTS["left_to"]).format(
            task=words.task(tasks[task].code, tasks[task].service),
            agency=words.agency(tasks[task].agency),
            when=words.when(until),
        )
        for task, until in seen.sight.left.items()
        if task in tasks
    ]
    return [*went, visit.say(TEXTS["left_ended"])]
