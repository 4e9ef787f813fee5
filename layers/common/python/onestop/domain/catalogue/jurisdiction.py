"""The government that runs this installation, as `jurisdiction.yaml` gives it. For the type checker: a release is read
as it is, and nothing here costs time when a function starts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypedDict

from onestop.domain.catalogue.catalogue import Texts


class LadderStep(TypedDict):
    """Who hears of a late task."""

    to: str
    after_hours: int  # working hours after the deadline


class ResidentLimits(TypedDict):
    """How much is too much for one resident; what is left out is as usual."""

    letters_per_hour: NotRequired[int]  # to one address or number; what is more is held for a digest
    letters_per_day: NotRequired[int]
    reopenings_per_day: NotRequired[int]  # of one case


class NoticeLimits(TypedDict):
    """How notices to many are sent; what is left out is as usual."""

    agreed_from: NotRequired[int]  # from so many recipients on, a second person must agree
    emails_per_second: NotRequired[int]
    texts_per_second: NotRequired[int]
    email_micros: NotRequired[int]  # what one costs, in millionths of the currency
    text_micros: NotRequired[int]  # and a part of a text message


class Retention(TypedDict):
    """How long what came in is kept as it came, where nothing is said as usual; and cases once they are closed."""

    raw_mail_days: NotRequired[int]  # e-mails, letters and faxes
    held_back_days: NotRequired[int]  # for so many, a person may still make a case of what was held back
    corrections_days: NotRequired[int]  # what words meant in the end, redacted, to learn from
    case_years: NotRequired[int]  # after closing, all of a case; for ever if nothing is said
    files_years: NotRequired[int]  # its photos and documents
    letters_years: NotRequired[int]


class DeskLimits(TypedDict):
    """What holds at the desk, such as how long staff stay signed in; what is left out is as usual."""

    idle_minutes: NotRequired[int]  # without opening a page
    session_hours: NotRequired[int]  # in all
    translate: NotRequired[bool]  # whether a machine may translate what residents wrote, and answers to them


class OwnHazard(TypedDict):
    """A hazard of the jurisdiction's own, or what it adds to a usual one of the same code."""

    code: str
    number: NotRequired[str]  # to call for it, if not the emergency number
    name: NotRequired[Texts]
    words: NotRequired[Mapping[str, Sequence[str]]]  # phrases that name it, by language
    harmless: NotRequired[Mapping[str, Sequence[str]]]  # phrases that only sound like it, by language


class Emergency(TypedDict):
    """What residents are told first who name danger."""

    number: NotRequired[str]  # else the one where the jurisdiction's telephone number is from
    usual: NotRequired[bool]  # whether the usual hazards are looked for; they are if nothing is said
    hazards: NotRequired[Sequence[OwnHazard]]


class MapTiles(TypedDict):
    """Pictures of the map from a server that the operator named."""

    tiles: str  # an address with {z}, {x} and {y}
    attribution: Texts


NoticeStart = TypedDict("NoticeStart", {"from": str})  # a word of the language that a class cannot have


class LegalBases(TypedDict):
    """By which law staff may look at residents' data, by what for; what is left out is not said."""

    work: NotRequired[Texts]
    caller: NotRequired[Texts]
    same_need: NotRequired[Texts]
    complaint: NotRequired[Texts]
    own_records: NotRequired[Texts]
    audit: NotRequired[Texts]
    written: NotRequired[Texts]


class Purpose(TypedDict):
    """What residents are asked to agree to: what data would be used for beyond what a task needs."""

    code: str  # one that is looked at where it is used: `onestop.domain.people.consents`
    name: Texts
    words: Texts  # what is done, and what happens without it
    basis: NotRequired[Texts]  # the law by which it needs consent
    unless_said: Literal["given", "withheld"]  # what holds for who has said nothing


class Segment(TypedDict):
    """What a resident may say of themselves so that services are suggested to them, and nothing else is done with."""

    code: str
    name: Texts  # as they say it: I run a business
    follows_from: NotRequired[Sequence[str]]  # services; whoever asked for one, and agreed to that, need not say it
    suggests: Sequence[str]  # services


class ElectronicIdentity(TypedDict):
    """Who vouches for the people of a country by OpenID Connect, so that they need no code. What we are called there is
    no secret: a code is worth nothing without what the browser and we know (PKCE)."""

    name: Texts
    issuer: str  # as its tokens name it
    authorize: str  # where the browser is sent
    token: str  # where we ask for what a code is worth
    client_id: str


class FrontPageNotice(NoticeStart):
    """What everybody should know for a while, from the first day to the last."""

    text: Texts
    until: str
    link: NotRequired[str]


class Confidence(TypedDict):
    """How sure words must be understood for no person to look, in percent; what is left out is as usual."""

    decide: NotRequired[int]  # of the service itself
    lead: NotRequired[int]  # before the next likely one


class RegisterAnswer(TypedDict):
    """What a register for trying out says when it is asked this."""

    asked: Mapping[str, str]
    answer: Mapping[str, str]


class Register(TypedDict):
    """A register of somebody else's, in which tasks look things up."""

    code: str
    name: Texts
    url: NotRequired[str]  # https; it is asked by POST with JSON, and answers with the results of the task
    seconds: NotRequired[int]  # for so long it is waited for; then a person looks it up
    test: NotRequired[Sequence[RegisterAnswer]]  # instead of an address: what is asked, and what is answered


class PaperHouse(TypedDict):
    """How letters on paper look, and when they go to the print house; without it there are none."""

    size: Literal["a4", "letter"]
    sender: str  # our address in one line, where post that cannot be delivered comes back to
    batch_letters: NotRequired[int]  # so many waiting ones leave at once
    batch_hour: NotRequired[str]  # all others at this hour


class Payments(TypedDict):
    """By whom residents pay, and in which currency."""

    provider: Literal["test"]
    currency: str


class Jurisdiction(TypedDict):
    """The government that runs this installation."""

    code: str
    name: Texts
    time_zone: str  # in which its working hours and dates are meant: an IANA name
    languages: Sequence[str]  # in which every text of its own is there
    default_language: str
    triage_agency: str  # whose people are the triage desk
    email_from: str
    phone: str
    survey: str  # the one sent about a case that no service says another of
    escalation: NotRequired[Sequence[LadderStep]]  # the ladder
    warn_percent: NotRequired[int]  # of a task's time, after which it is warned about
    extend_deadlines: NotRequired[bool]  # whether one in calendar days moves off days without work
    answer_days: NotRequired[int]  # after so many, a question that nobody answered closes the case
    remind_days: NotRequired[Sequence[int]]  # after a question
    language_model: NotRequired[bool]  # whether one may be asked for a proposal where nobody knows
    ask_back_hours: NotRequired[int]  # for so many we wait to hear what vague words mean; without it nobody is asked
    reminder_hours: NotRequired[str]  # of a day: 08:00-21:00; what waits for the morning leaves in them too
    reopen_days: NotRequired[int]  # for so many a closed case can be reopened
    look_back_days: NotRequired[int]  # for so many an agency sees its part of a case that it had
    retention: NotRequired[Retention]
    desk: NotRequired[DeskLimits]
    phone_menu: NotRequired[Sequence[str]]  # services, by the keys 1 to 9
    scan_confidence: NotRequired[int]  # in percent; a scan read with less waits for a person
    limits: NotRequired[ResidentLimits]
    notice_limits: NotRequired[NoticeLimits]
    emergency: NotRequired[Emergency]
    legal_bases: NotRequired[LegalBases]
    eid: NotRequired[ElectronicIdentity]
    purposes: NotRequired[Sequence[Purpose]]
    segments: NotRequired[Sequence[Segment]]
    notices: NotRequired[Sequence[FrontPageNotice]]
    origins: NotRequired[Sequence[str]]  # sites whose pages may open and follow cases by the API
    map: NotRequired[MapTiles]  # if nothing is said, it is drawn from the jurisdiction's own lines
    registers: NotRequired[Sequence[Register]]
    payments: NotRequired[Payments]
    paper: NotRequired[PaperHouse]
    voice: NotRequired[bool]  # residents may choose to be called, and hear what letters say
    confidence: NotRequired[Confidence]
