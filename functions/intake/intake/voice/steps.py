"""The steps that a contact flow may ask for, each answered in one call."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime

from intake.incoming import Incoming
from intake.receiving import receive
from intake.sms.reading import DIGITS
from intake.sms.status_in_words import OPEN, service_words, status_words
from intake.voice.answers import ANSWERS, SPOKEN, VoiceAnswer, answer_of
from intake.voice.feedback import DANGER, HEARD, hear_opinion
from intake.voice.keypad import chosen_case, spelled
from intake.voice.menus import cases_of, read_out, say_cases, say_services
from intake.voice.open_case import hear_whether_it_helped, open_case_by_phone, open_with
from intake.voice.phone_call import PhoneCall
from intake.voice.survey_answer import case_to_rate, keep_score, say_question
from intake.voice.texts import ANY_TIME, CALL_BACK, PROMPTS, TIMES
from onestop.domain.cases.case import Case
from onestop.domain.cases.events import Reason
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.dates import say_date

VoiceStep = Callable[[PhoneCall, Catalogue, datetime], VoiceAnswer]


def look_up(call: PhoneCall, catalogue: Catalogue, at: datetime) -> VoiceAnswer:
    """Looks up the caller by their number: known, new or withheld; returns all that the flow will say, in their
    language."""
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


def tell_status(call: PhoneCall, catalogue: Catalogue, at: datetime) -> VoiceAnswer:
    """Tells the status of one of the caller's own cases: by its number in what was read out, or by its reference.
    Nobody hears about a case that did not come from the number they call from."""
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


def take_score(call: PhoneCall, catalogue: Catalogue, at: datetime) -> VoiceAnswer:
    """Takes a score by one key. A caller who presses another key, or whose survey asks for more, is transferred to a
    person."""
    found = case_to_rate(cases_of(call.number, catalogue), catalogue)
    outcome, said = keep_score(call.keyed("pressed"), found, catalogue, at)
    say = catalogue.say(PROMPTS[said], catalogue.language(call.language)) if said else ""
    return answer_of("score", outcome, say) | {"reference": found[0].reference if found else ""}


def take_opinion(call: PhoneCall, catalogue: Catalogue, at: datetime) -> VoiceAnswer:
    """Takes what a caller thinks of us. If they name a danger it is a need, whatever they pressed."""
    outcome = hear_opinion(call, catalogue, at)
    if outcome == DANGER:
        opened = open_with(call.said.get("transcript", "").strip(), None, call, catalogue, at)
        return {name: opened[name] for name in ANSWERS["opinion"]}
    say = catalogue.say(PROMPTS["thanked"], catalogue.language(call.language)) if outcome == HEARD else ""
    return answer_of("opinion", outcome, say)


def call_back(call: PhoneCall, catalogue: Catalogue, at: datetime) -> VoiceAnswer:
    """Takes a request to be called back: a case of the triage desk, with the number and the time of day that suits
    them. Who keys in what is no number meant another one than they call from, and is transferred to a person."""
    language = catalogue.language(call.language)
    keyed = call.keyed("number")
    number = keyed or call.number
    if number is None or (keyed and len(keyed) not in DIGITS):
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


STEPS: Mapping[str, VoiceStep] = {
    "lookup": look_up,
    "open": open_case_by_phone,
    "helped": hear_whether_it_helped,
    "status": tell_status,
    "callback": call_back,
    "score": take_score,
    "opinion": take_opinion,
}
