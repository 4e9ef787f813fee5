""" "My cases" for programs: a code, a session as a token, and what it shows."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from chalice.app import Chalice, Request, Response

from onestop.contracts.signed_in_requests import CodeAskBody, CodeBody, DeviceBody, PreferencesBody
from onestop.domain.cases.case import Case
from onestop.domain.cases.event_words import STATUS_WORDS
from onestop.domain.errors import Fault, NotAllowed, NotValid
from onestop.domain.people.one_time_codes import LASTS
from onestop.domain.people.resident_sessions import WHOLE
from onestop.runtime import links
from onestop.runtime.answer_of import AnswerOf, answer_with
from onestop.runtime.read_request import accepted_languages, json_body, query
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.catalogue.releases import current
from portal.my.ask_for_code import put_on_its_way, read_ask
from portal.my.cases import SaidPreferences, keep_preferred, own_cases, preferred
from portal.my.chosen_letters import chosen_letters, told_preferences
from portal.my.devices import forget_device, register_device, told_devices
from portal.my.resident_session import Resident, come_in_by_token, go_out, open_resident_session, try_code
from portal.my.signed_in_page import moment_of
from portal.my.who_saw import CASES, ShownLook, seen_by

if TYPE_CHECKING:
    from onestop.contracts.answers.common import Named
    from onestop.contracts.answers.signed_in_resident import (
        CodeSent,
        OwnCase,
        OwnCases,
        OwnDevices,
        OwnLook,
        OwnLooks,
        Preferences,
        ResidentSignedIn,
    )

WRONG_CODE = "This code is not right, or not any more. Check it, or ask for a new one."


def add_my_api(app: Chalice) -> None:
    """Declares the calls."""

    def caller() -> Resident:
        request = current_request(app)
        return come_in_by_token(request, moment_of(request))

    @route(app, "POST", "/api/my/codes", Caller.PUBLIC)
    def ask_for_code() -> AnswerOf[CodeSent]:
        """Sends a one-time code to an e-mail address or telephone number. The answer and its time are the same
        whether we know it or not."""
        request, at = current_request(app), moment_of(current_request(app))
        ask = read_ask(json_body(request, CodeAskBody), current(), language_of(request), at)
        token = secrets.token_urlsafe(32)
        put_on_its_way(ask, request, token)
        body: CodeSent = {"ask": token, "ends_at": (at + LASTS).isoformat()}
        return answer_with(body, 202)

    @route(app, "POST", "/api/my/sessions", Caller.PUBLIC)
    def begin_own_session() -> ResidentSignedIn:
        """Opens a session with the code that was sent. Wrong, expired, used and too often tried codes all get the same
        answer."""
        request, at = current_request(app), moment_of(current_request(app))
        shown = json_body(request, CodeBody)
        ask = try_code(shown.ask, shown.code, at)
        if ask is None:
            raise NotAllowed(WRONG_CODE, "code")
        secret = secrets.token_urlsafe(32)
        open_resident_session(ask, secret, at)
        return {"token": secret, "ends_at": (at + WHOLE).isoformat()}

    @route(app, "DELETE", "/api/my/session", Caller.RESIDENT)
    def end_own_session() -> Response:
        """Ends the session at once. It ends by itself after half an hour without a call, and after eight hours."""
        go_out(caller())
        return Response(body="", status_code=204, headers={})

    @route(app, "GET", "/api/my/cases", Caller.RESIDENT)
    def list_own_cases() -> OwnCases:
        """All cases that the proven address or number brought, the newest first."""
        own, language = own_cases(caller(), current()), language_of(current_request(app))
        return {"cases": [own_case_view(case, language) for case in own.cases], "more": own.more}

    @route(app, "GET", "/api/my/looks", Caller.RESIDENT)
    def list_own_looks() -> OwnLooks:
        """Which departments looked at the latest cases or searched for the resident, and what for."""
        resident, catalogue, language = caller(), current(), language_of(current_request(app))
        references = [case.reference for case in own_cases(resident, catalogue).cases[:CASES]]
        found = seen_by(references, resident.identities(catalogue), catalogue, language)
        return {"looks": [told_look(each) for each in found]}

    @route(app, "GET", "/api/my/preferences", Caller.RESIDENT)
    def show_own_preferences() -> Preferences:
        """How we write to the resident."""
        resident, catalogue = caller(), current()
        wanted = preferred(resident, own_cases(resident, catalogue), catalogue)
        return told_preferences(wanted.language, wanted.channel, wanted.preferences)

    @route(app, "POST", "/api/my/preferences", Caller.RESIDENT)
    def keep_own_preferences() -> Preferences:
        """Keeps how the resident wants to hear from us, about all their cases."""
        resident, body, catalogue = caller(), json_body(current_request(app), PreferencesBody), current()
        own = own_cases(resident, catalogue)
        spoken, wanted = catalogue.jurisdiction["languages"], preferred(resident, own, catalogue)
        if body.language not in spoken:
            raise NotValid(Fault("language", "this language is not spoken here", ", ".join(spoken)))
        if body.channel not in (None, *wanted.channels):
            raise NotValid(Fault("channel", "there is no address for this channel", ", ".join(wanted.channels)))
        letters = chosen_letters(body.letters) if body.letters else None
        at = moment_of(current_request(app))
        said = SaidPreferences(at=at, language=body.language, channel=body.channel, letters=letters)
        keep_preferred(resident, own, wanted, said, catalogue)
        kept = preferred(resident, own, catalogue)
        return told_preferences(kept.language, kept.channel, kept.preferences)

    @route(app, "GET", "/api/my/devices", Caller.RESIDENT)
    def show_own_devices() -> OwnDevices:
        """Whether an app of the resident is told, and which could be."""
        return told_devices(own_cases(caller(), current()))

    @route(app, "POST", "/api/my/devices", Caller.RESIDENT)
    def register_own_device() -> OwnDevices:
        """Registers the app of the resident, in place of an earlier one. An app does so at each start, so that it is
        also told about cases that are new since the last time. It is told if they choose the channel `push`."""
        resident, catalogue = caller(), current()
        own = own_cases(resident, catalogue)
        register_device(own, json_body(current_request(app), DeviceBody), resident.identities(catalogue)[0])
        return told_devices(own)

    @route(app, "DELETE", "/api/my/devices", Caller.RESIDENT)
    def forget_own_device() -> Response:
        """Stops telling the app anything, for example when its owner signs out of it."""
        forget_device(own_cases(caller(), current()))
        return Response(body="", status_code=204, headers={})


def language_of(request: Request) -> str:
    """The language in which a program is answered."""
    return current().language(query(request, "lang"), *accepted_languages(request))


def told_look(seen: ShownLook) -> OwnLook:
    """One look in the words of the API."""
    return {
        "at": seen.at.isoformat(),
        "case": seen.case,
        "department": seen.department,
        "what": seen.what,
        "purpose": seen.purpose,
    }


def own_case_view(case: Case, language: str) -> OwnCase:
    """One case in the words of the API."""
    catalogue = current()
    named: Named | None = None
    if case.service:
        named = {"code": case.service, "name": catalogue.name_of("service", case.service, language)}
    return {
        "reference": case.reference,
        "secret": links.secret_of(links.TRACK, case.reference),
        "service": named,
        "status": case.status,
        "status_name": catalogue.say(STATUS_WORDS[case.status], language),
        "opened_at": case.opened_at.isoformat(),
    }
