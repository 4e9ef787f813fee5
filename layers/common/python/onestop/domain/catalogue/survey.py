"""What a resident is asked when a case is done, as `surveys/<code>.yaml` gives it. For the type checker (see
`catalogue.jurisdiction`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

from onestop.domain.catalogue.catalogue import Texts
from onestop.domain.catalogue.service import Choice


class AskedWhen(TypedDict):
    """A question that is asked only after one of these answers to an earlier one: scores, choices, yes or no."""

    question: str
    answers: Sequence[str]


class SurveyQuestion(TypedDict):
    """A scale is answered from 1 to 5, a text in the resident's own words, a number with a whole one."""

    code: str
    kind: Literal["scale", "text", "choice", "choices", "yesno", "number"]
    text: Texts  # the question, or the sentence to agree with
    low: NotRequired[Texts]  # the words at the ends of the scale
    high: NotRequired[Texts]
    choices: NotRequired[Sequence[Choice]]  # of the kinds choice and choices
    when: NotRequired[AskedWhen]  # asked always if nothing is said
    required: bool


class AskRule(TypedDict):
    """Who is asked: a share of the cases, and a person at most once in so many days, for whichever case; and how many
    days they have to answer, and to change what they answered; and after how many they are reminded, once."""

    share: NotRequired[float]  # above 0, at most 1
    rest_days: NotRequired[int]
    window_days: NotRequired[int]
    remind_days: NotRequired[int]


class Survey(TypedDict):
    """Questions about how it went."""

    code: str
    standard: NotRequired[Literal["a11-v1", "a11-v2"]]  # it is held against it
    title: Texts
    intro: Texts
    questions: Sequence[SurveyQuestion]
    thanks: Texts
    ask: NotRequired[AskRule]  # without it everybody is, each time
