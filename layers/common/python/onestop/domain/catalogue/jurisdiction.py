"""The government that runs this installation, as `jurisdiction.yaml` gives it. For the type checker: a release is
used as it was read, and nothing here takes time when a function starts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypedDict

from onestop.domain.catalogue.catalogue import Texts


class LadderStep(TypedDict):
    """A step of the ladder of people who are notified of a late task."""

    to: str
    after_hours: int  # working hours after the deadline


class ResidentLimits(TypedDict):
    """Limits for one resident; omitted fields keep their default."""

    letters_per_hour: NotRequired[int]  # to one address or number; further ones are held for a digest
    letters_per_day: NotRequired[int]
    reopenings_per_day: NotRequired[int]  # for one case


class NoticeLimits(TypedDict):
    """Rules for sending notices to many people; omitted fields keep their default."""

    agreed_from: NotRequired[int]  # number of recipients from which a second person must agree
    emails_per_second: NotRequired[int]
    texts_per_second: NotRequired[int]
    email_micros: NotRequired[int]  # price of one e-mail, in millionths of the currency
    text_micros: NotRequired[int]  # price of one part of a text message


class Retention(TypedDict):
    """How long incoming contacts are kept in their original form, and cases after closing; omitted fields keep their
    default."""

    raw_mail_days: NotRequired[int]  # e-mails, letters and faxes
    held_back_days: NotRequired[int]  # days in which a person may still make a case of an arrival that was held back
    corrections_days: NotRequired[int]  # what words turned out to mean, redacted, kept to learn from
    case_years: NotRequired[int]  # after closing, the whole case; default: forever
    files_years: NotRequired[int]  # its photos and documents
    letters_years: NotRequired[int]


class DeskLimits(TypedDict):
    """Settings of the desk, such as how long staff stay signed in; omitted fields keep their default."""

    idle_minutes: NotRequired[int]  # without opening a page
    session_hours: NotRequired[int]  # in all
    translate: NotRequired[bool]  # whether a machine may translate residents' words, and answers to them


class OwnHazard(TypedDict):
    """A hazard of the jurisdiction's own, or its additions to a usual one of the same code."""

    code: str
    number: NotRequired[str]  # to call for it, instead of the emergency number
    name: NotRequired[Texts]
    words: NotRequired[Mapping[str, Sequence[str]]]  # phrases that name it, by language
    harmless: NotRequired[Mapping[str, Sequence[str]]]  # phrases that only sound like it, by language


class Emergency(TypedDict):
    """Settings for residents who name a danger, and what they are told first."""

    number: NotRequired[str]  # default: the number of the country of the jurisdiction's telephone number
    usual: NotRequired[bool]  # whether the usual hazards are looked for; default: yes
    hazards: NotRequired[Sequence[OwnHazard]]


class MapTiles(TypedDict):
    """Map pictures from a server that the operator named."""

    tiles: str  # an address with {z}, {x} and {y}
    attribution: Texts


NoticeStart = TypedDict("NoticeStart", {"from": str})  # "from" is a keyword, which a class cannot use as a field


class LegalBases(TypedDict):
    """The laws that let staff look at residents' data, by purpose; omitted ones are not shown."""

    work: NotRequired[Texts]
    caller: NotRequired[Texts]
    same_need: NotRequired[Texts]
    complaint: NotRequired[Texts]
    own_records: NotRequired[Texts]
    audit: NotRequired[Texts]
    written: NotRequired[Texts]


class Purpose(TypedDict):
    """A purpose for which residents are asked for consent: a use of data beyond what a task needs."""

    code: str  # one that the code checks: `onestop.domain.people.consents`
    name: Texts
    words: Texts  # what is done, and what happens without consent
    basis: NotRequired[Texts]  # the law that requires consent
    unless_said: Literal["given", "withheld"]  # the default for people who have not decided


class Segment(TypedDict):
    """A statement that residents may make about themselves to get suggestions of services; used for nothing else."""

    code: str
    name: Texts  # in the resident's words: I run a business
    follows_from: NotRequired[Sequence[str]]  # services; whoever asked for one, and consented, need not say it
    suggests: Sequence[str]  # services


class ElectronicIdentity(TypedDict):
    """An OpenID Connect provider of a country's electronic identities, whose users need no code. Our client id is
    not secret: a code is worthless without what the browser and we know (PKCE)."""

    name: Texts
    issuer: str  # as its tokens name it
    authorize: str  # where the browser is redirected
    token: str  # where a code is exchanged for tokens
    client_id: str


class FrontPageNotice(NoticeStart):
    """A notice for everybody, from its first day to its last."""

    text: Texts
    until: str
    link: NotRequired[str]


class Confidence(TypedDict):
    """The probabilities, in percent, from which the classifier decides without a person; omitted fields keep their
    default."""

    decide: NotRequired[int]  # for the most likely service
    lead: NotRequired[int]  # lead over the next likely one


class RegisterAnswer(TypedDict):
    """The answer of a test register to one question."""

    asked: Mapping[str, str]
    answer: Mapping[str, str]


class Register(TypedDict):
    """Another organisation's register, in which tasks look things up."""

    code: str
    name: Texts
    url: NotRequired[str]  # https; called by POST with JSON, and answers with the results of the task
    seconds: NotRequired[int]  # timeout; afterwards a person looks it up
    test: NotRequired[Sequence[RegisterAnswer]]  # instead of a URL: questions and their answers


class PaperHouse(TypedDict):
    """The look of letters on paper, and when they go to the print house; without it there are no paper letters."""

    size: Literal["a4", "letter"]
    sender: str  # our address in one line, to which undeliverable post returns
    batch_letters: NotRequired[int]  # number of waiting letters that are sent at once
    batch_hour: NotRequired[str]  # the hour at which all others are sent


class Payments(TypedDict):
    """The payment provider, and the currency."""

    provider: Literal["test"]
    currency: str


class Jurisdiction(TypedDict):
    """The government that runs this installation."""

    code: str
    name: Texts
    time_zone: str  # for its working hours and dates: an IANA name
    languages: Sequence[str]  # in which all its texts exist
    default_language: str
    triage_agency: str  # the agency whose people are the triage desk
    email_from: str
    phone: str
    survey: str  # sent for cases of services that name no other
    escalation: NotRequired[Sequence[LadderStep]]  # who is notified of late tasks, in order
    warn_percent: NotRequired[int]  # share of a task's time after which its people are warned
    extend_deadlines: NotRequired[bool]  # whether a deadline in calendar days moves to the next working day
    answer_days: NotRequired[int]  # days after which an unanswered question closes the case
    remind_days: NotRequired[Sequence[int]]  # days after a question
    language_model: NotRequired[bool]  # whether a language model may be asked for a proposal if nothing else knows
    ask_back_hours: NotRequired[int]  # hours to wait for a resident to clarify vague words; without it nobody is asked
    reminder_hours: NotRequired[str]  # such as 08:00-21:00; letters held at night are also sent in these hours
    reopen_days: NotRequired[int]  # days in which a closed case can be reopened
    look_back_days: NotRequired[int]  # days in which an agency still sees its part of a case that it had
    retention: NotRequired[Retention]
    desk: NotRequired[DeskLimits]
    phone_menu: NotRequired[Sequence[str]]  # services, by the keys 1 to 9
    scan_confidence: NotRequired[int]  # in percent; less certain scans wait for a person
    limits: NotRequired[ResidentLimits]
    notice_limits: NotRequired[NoticeLimits]
    emergency: NotRequired[Emergency]
    legal_bases: NotRequired[LegalBases]
    eid: NotRequired[ElectronicIdentity]
    purposes: NotRequired[Sequence[Purpose]]
    segments: NotRequired[Sequence[Segment]]
    notices: NotRequired[Sequence[FrontPageNotice]]
    origins: NotRequired[Sequence[str]]  # sites whose pages may open and follow cases by the API
    map: NotRequired[MapTiles]  # default: drawn from the jurisdiction's own boundaries
    registers: NotRequired[Sequence[Register]]
    payments: NotRequired[Payments]
    paper: NotRequired[PaperHouse]
    voice: NotRequired[bool]  # residents may choose to be called and hear letters read
    confidence: NotRequired[Confidence]
