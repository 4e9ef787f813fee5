"""The steps that a contact flow may ask for. Each answers a flat map of strings, always whole."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

from intake.danger import danger_in_words
from intake.incoming import Incoming, Received
from intake.receiving import receive
from intake.sms.reading import DIGITS
from intake.sms.standing import OPEN, service_words, status_words
from intake.voice.calling import PhoneCall
from intake.voice.keypad import chosen_case, spelled
from intake.voice.menus import cases_of, chosen_service, read_out, say_cases, say_services
from intake.voice.opining import DANGER, HEARD, hear_opinion
from intake.voice.scoring import case_to_rate, keep_score, say_question
from intake.voice.texts import ANY_TIME, CALL_BACK, KEYED, PROMPTS, TIMES
from onestop.domain.cases.case import Case
from onestop.domain.cases.events import Reason
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.hazards.first_words import first_words, spoken_number
from onestop.domain.time.dates import say_date
from onestop.storage.catalogue.articles import count_answer, sure_answer, told_in_force

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Service

Answer = dict[str, str]
Step = Callable[[PhoneCall, Catalogue, datetime], Answer]

# What the flow may keep for the whole call, beside what is about the caller
SPOKEN = ("ask_time", "ask_number", "ask_opinion", "transfer")
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "lookup": (
        *("outcome", "language", "open_cases", "newest_reference", "newest_status"),
        *("main_menu", "service_menu", "ask_case", "ask_score", *SPOKEN),
    ),
    "open": ("outcome", "say", "reference", "speech", "article", "article_version"),
    "helped": ("outcome", "say", "reference"),
    "status": ("outcome", "say", "reference"),
    "callback": ("outcome", "say", "reference"),
    "score": ("outcome", "say", "reference"),
    "opinion": ("outcome", "say", "reference"),
}


def look_up(call: PhoneCall, catalogue: Catalogue, at: datetime) -> Answer:
    """Who calls, by their number: known, new or withheld; and all that the flow will say, in their language."""
    cases = cases_of(call.number, catalogue)
    newest = cases[0] if cases else None
    language = catalogue.language(call.language, newest.language if newest else None)
    city = catalogue.say(catalogue.jurisdiction["name"], language)
    rated = case_to_rate(cases, catalogue)
    answer = dict.fromkeys(ANSWERS["lookup"], "") | {
        "outcome": "withheld" if call.number is None else "known" if newest else "new",
        "language": language,
        "open_cases": str(sum(case.status in OPEN for case in cases)),
        "main_menu": catalogue.say(PROMPTS["welcome"], language).format(city=city),
        "service_menu": say_services(catalogue, language),
        "ask_case": say_cases(read_out(cases), catalogue, language) + catalogue.say(PROMPTS["ask_reference"], language),
        "ask_score": say_question(rated, catalogue, language),
        **{name: catalogue.say(PROMPTS[name], language) for name in SPOKEN},
    }
    if newest:
        service, status = service_words(newest, catalogue, language), status_words(newest, catalogue, language)
        answer |= {"newest_reference": newest.reference, "newest_status": status}
        answer["main_menu"] += catalogue.say(PROMPTS["standing"], language).format(service=service, status=status)
    answer["main_menu"] += catalogue.say(PROMPTS["main_menu"], language) + catalogue.say(PROMPTS["opinion"], language)
    if rated:
        service = service_words(rated[0], catalogue, language)
        answer["main_menu"] += catalogue.say(PROMPTS["rate"], language).format(service=service)
    return answer


def open_case_by_phone(call: PhoneCall, catalogue: Catalogue, at: datetime) -> Answer:
    """A need chosen by keypad, with what was said of it where the flow has a transcript. Without either a person has to
    ask: the caller goes to one."""
    service, said = chosen_service(call.keyed("choice"), catalogue), call.said.get("transcript", "").strip()
    if service is None and not said:
        return answer_of("open", "not_chosen")
    if service is None and (told := tell_answer(said, call, catalogue, at)):
        return answer_of("open", "answered") | told
    return open_with(said, service, call, catalogue, at)


def tell_answer(said: str, call: PhoneCall, catalogue: Catalogue, at: datetime) -> Answer | None:
    """What is spoken where an article surely answers what was asked, with the question whether it helped."""
    code = None if danger_in_words((said,), catalogue) else sure_answer(said, catalogue)
    if code is None:
        return None
    language = catalogue.language(call.language)
    told = told_in_force(code, catalogue, language, at)
    ask = catalogue.say(PROMPTS["helped"], language)
    speech = told.speech.replace("</p></speak>", f"</p><p>{escape(ask, quote=False)}</p></speak>")
    return {"say": f"{told.short} {ask}", "speech": speech, "article": told.code, "article_version": told.version}


def hear_whether_it_helped(call: PhoneCall, catalogue: Catalogue, at: datetime) -> Answer:
    """An article helped: thanks. It did not: what was asked becomes a case. Who presses nothing goes to a person."""
    pressed, said = call.keyed("pressed"), call.said.get("transcript", "").strip()
    code, version = call.said.get("article", ""), call.said.get("article_version", "")
    if pressed not in ("1", "2") or not code:
        return answer_of("helped", "not_chosen")
    count_answer(code, version, "phone", at, helped=pressed == "1")
    if pressed == "1":
        return answer_of("helped", "thanked", catalogue.say(PROMPTS["thanked"], catalogue.language(call.language)))
    opened = open_with(said, None, call, catalogue, at)
    return {name: opened[name] for name in ANSWERS["helped"]}


def open_with(said: str, service: Service | None, call: PhoneCall, catalogue: Catalogue, at: datetime) -> Answer:
    """Opens a case of what was said and chosen."""
    language = catalogue.language(call.language)
    name = catalogue.say(service["name"], language) if service else ""
    contact = Incoming(
        channel="phone",
        key=f"{call.id}:open:{service['code'] if service else ''}",
        text=said or catalogue.say(KEYED, language).format(service=name),
        service=service["code"] if service else None,
        phone=call.number,
        language=language,
    )
    received = receive(contact, catalogue, at, secrets.randbits)
    first = said_first(received, language, catalogue)
    if received.reference is None:
        return answer_of("open", received.what, first)
    words = catalogue.say(PROMPTS["opened"], language)
    said_back = words.format(service=name or said[:60], reference=spelled(received.reference))
    form = catalogue.say(PROMPTS["with_form"], language) if service and service.get("form") and call.number else ""
    return answer_of("open", "opened", " ".join(filter(None, (first, said_back, form))), received)


def said_first(received: Received, language: str, catalogue: Catalogue) -> str:
    """What a caller who names danger hears before anything else."""
    if received.hazard is None:
        return ""
    return first_words(spoken_number(catalogue.hazards.number_of(received.hazard)), language)


def tell_status(call: PhoneCall, catalogue: Catalogue, at: datetime) -> Answer:
    """How one of the caller's own cases stands: by its number in what was read out, or by its reference. Nobody hears
    of a case that did not come from the number they call from."""
    language = catalogue.language(call.language)
    cases = cases_of(call.number, catalogue)
    found = chosen_case(call.keyed("pressed"), read_out(cases), cases)
    if not found:
        return answer_of("status", "not_found", catalogue.say(PROMPTS["not_found"], language))
    return answer_of("status", "told", say_case(found, catalogue, language)) | {"reference": found.reference}


def say_case(case: Case, catalogue: Catalogue, language: str) -> str:
    told = catalogue.say(PROMPTS["told"], language).format(
        service=service_words(case, catalogue, language),
        reference=spelled(case.reference),
        status=status_words(case, catalogue, language),
    )
    if not case.due_at or case.waiting_since or case.status not in OPEN:
        return told
    due = say_date(case.due_at, catalogue.jurisdiction["time_zone"], language)
    return told + catalogue.say(PROMPTS["due"], language).format(due=due)


def take_score(call: PhoneCall, catalogue: Catalogue, at: datetime) -> Answer:
    """How it went, by one key. Who presses another one, or whose survey asks for more, goes to a person."""
    found = case_to_rate(cases_of(call.number, catalogue), catalogue)
    outcome, said = keep_score(call.keyed("pressed"), found, catalogue, at)
    say = catalogue.say(PROMPTS[said], catalogue.language(call.language)) if said else ""
    return answer_of("score", outcome, say) | {"reference": found[0].reference if found else ""}


def take_opinion(call: PhoneCall, catalogue: Catalogue, at: datetime) -> Answer:
    """What a caller thinks of us. Who names danger brings a need, whatever they pressed."""
    outcome = hear_opinion(call, catalogue, at)
    if outcome == DANGER:
        opened = open_with(call.said.get("transcript", "").strip(), None, call, catalogue, at)
        return {name: opened[name] for name in ANSWERS["opinion"]}
    say = catalogue.say(PROMPTS["thanked"], catalogue.language(call.language)) if outcome == HEARD else ""
    return answer_of("opinion", outcome, say)


def call_back(call: PhoneCall, catalogue: Catalogue, at: datetime) -> Answer:
    """Somebody asks to be called: a case of the triage desk, with the number and the time of day that suits them."""
    language = catalogue.language(call.language)
    keyed = call.keyed("number")
    number = keyed if len(keyed) in DIGITS else call.number
    if number is None:
        return answer_of("callback", "no_number")
    staff_language = catalogue.jurisdiction["default_language"]
    time = catalogue.say(TIMES.get(call.keyed("time"), ANY_TIME), staff_language)
    contact = Incoming(
        channel="phone",
        key=f"{call.id}:callback",
        text=catalogue.say(CALL_BACK, staff_language).format(number=number, time=time),
        phone=number,
        language=language,
        doubts=(Reason("call_back"),),
    )
    received = receive(contact, catalogue, at, secrets.randbits)
    if received.reference is None:
        return answer_of("callback", received.what)
    words = catalogue.say(PROMPTS["called_back"], language).format(reference=spelled(received.reference))
    return answer_of("callback", "opened", words, received)


def answer_of(step: str, outcome: str, say: str = "", received: Received | None = None) -> Answer:
    """An answer with all its parts: a part that is missing would be spoken as nothing at all."""
    reference = (received.reference if received else None) or ""
    return dict.fromkeys(ANSWERS[step], "") | {"outcome": outcome, "say": say, "reference": reference}


STEPS: Mapping[str, Step] = {
    "lookup": look_up,
    "open": open_case_by_phone,
    "helped": hear_whether_it_helped,
    "status": tell_status,
    "callback": call_back,
    "score": take_score,
    "opinion": take_opinion,
}
