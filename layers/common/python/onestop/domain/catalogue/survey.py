"""What a resident is asked when a case is done, as `surveys/<code>.yaml` gives it. For the type checker (see
`catalogue.jurisdiction`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

from onestop.domain.catalogue.catalogue import Texts
from onestop.domain.catalogue.service import Choice


class AskedWhen(TypedDict):
    """Conditions of a question that is only asked after one of these answers to an earlier one: scores, choices, yes
    or no."""

    question: str
    answers: Sequence[str]


class SurveyQuestion(TypedDict):
    """One question. A scale is answered from 1 to 5, a text in the resident's own words, a number with a whole
    number."""

    code: str
    kind: Literal["scale", "text", "choice", "choices", "yesno", "number"]
    text: Texts  # the question, or the sentence to agree with
    low: NotRequired[Texts]  # the words at the ends of the scale
    high: NotRequired[Texts]
    choices: NotRequired[Sequence[Choice]]  # for the kinds choice and choices
    when: NotRequired[AskedWhen]  # default: always asked
    required: bool


class AskRule(TypedDict):
    """The rule for who is asked: a share of the cases, and each person at most once in a number of days, whichever
    case it is; how many days they have to answer and to change their answers; and after how many they are
    reminded, once."""

    share: NotRequired[float]  # above 0, at most 1
    rest_days: NotRequired[int]
    window_days: NotRequired[int]
    remind_days: NotRequired[int]


class Survey(TypedDict):
    """Questions about how it went."""

    code: str
    standard: NotRequired[Literal["a11-v1", "a11-v2"]]  # the standard with which it is compared
    title: Texts
    intro: Texts
    questions: Sequence[SurveyQuestion]
    thanks: Texts
    ask: NotRequired[AskRule]  # default: everybody, each time
