"""A need that is told on the telephone becomes a case, unless an article answers it."""

from __future__ import annotations

import secrets
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

from intake.danger import danger_in_words
from intake.incoming import Incoming, Received
from intake.receiving import receive
from intake.voice.answers import ANSWERS, VoiceAnswer, answer_of
from intake.voice.keypad import spelled
from intake.voice.menus import chosen_service
from intake.voice.phone_call import PhoneCall
from intake.voice.texts import KEYED, PROMPTS
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.hazards.first_words import first_words, spoken_number
from onestop.storage.catalogue.articles import count_answer, sure_answer, told_in_force

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Service


def open_case_by_phone(call: PhoneCall, catalogue: Catalogue, at: datetime) -> VoiceAnswer:
    """Opens a case for a need chosen by keypad, with the transcript if the flow has one. With neither a choice nor
    words a person has to ask, so the caller is transferred to one."""
    service, said = chosen_service(call.keyed("choice"), catalogue), call.said.get("transcript", "").strip()
    if service is None and not said:
        return answer_of("open", "not_chosen")
    if service is None and (told := tell_answer(said, call, catalogue, at)):
        return answer_of("open", "answered") | told
    return open_with(said, service, call, catalogue, at)


def tell_answer(said: str, call: PhoneCall, catalogue: Catalogue, at: datetime) -> VoiceAnswer | None:
    """What to say if an article surely answers the question, followed by asking whether it helped; None if there is
    none."""
    code = None if danger_in_words((said,), catalogue) else sure_answer(said, catalogue)
    if code is None:
        return None
    language = catalogue.language(call.language)
    told = told_in_force(code, catalogue, language, at)
    ask = catalogue.say(PROMPTS["helped"], language)
    speech = told.speech.replace("</p></speak>", f"</p><p>{escape(ask, quote=False)}</p></speak>")
    return {"say": f"{told.short} {ask}", "speech": speech, "article": told.code, "article_version": told.version}


def hear_whether_it_helped(call: PhoneCall, catalogue: Catalogue, at: datetime) -> VoiceAnswer:
    """If an article helped: thanks. If not, the question becomes a case. A caller who presses nothing is transferred to
    a person."""
    pressed, said = call.keyed("pressed"), call.said.get("transcript", "").strip()
    code, version = call.said.get("article", ""), call.said.get("article_version", "")
    if pressed not in ("1", "2") or not code:
        return answer_of("helped", "not_chosen")
    count_answer(code, version, "phone", at, helped=pressed == "1")
    if pressed == "1":
        return answer_of("helped", "thanked", catalogue.say(PROMPTS["thanked"], catalogue.language(call.language)))
    opened = open_with(said, None, call, catalogue, at)
    return {name: opened[name] for name in ANSWERS["helped"]}


def open_with(said: str, service: Service | None, call: PhoneCall, catalogue: Catalogue, at: datetime) -> VoiceAnswer:
    """Opens a case for what was said and chosen."""
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
    """What a caller who names a danger hears before anything else."""
    if received.hazard is None:
        return ""
    return first_words(spoken_number(catalogue.hazards.number_of(received.hazard)), language, catalogue.say)
