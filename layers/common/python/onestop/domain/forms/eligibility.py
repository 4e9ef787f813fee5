"""Services that somebody may be entitled to, asked before any form and without a name (`eligibility.yaml`): a few
questions, and for each service or benefit of any department, rules with a reason in words. It promises nothing: the
decision is made after a form was sent.

The questions are a form of one page, so they are checked, shown and kept by version like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onestop.domain.catalogue.catalogue import Texts
from onestop.domain.forms.asked_fields import AskedFields
from onestop.domain.forms.form import Form
from onestop.domain.forms.logic import condition_is_true
from onestop.domain.forms.names import ELIGIBILITY

CODE = ELIGIBILITY  # the form's code: no form of a service may have it
PAGE = "questions"
MAY = ("yes", "maybe", "no")  # in the order in which they are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A service of ours, or what another organisation offers at `link`, and whether one may get it."""

    code: str
    service: str = ""
    name: Texts | None = None
    link: str = ""
    may: str
    why: Texts


def form_data_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the questions as the data of a form, with the offers included."""
    page = {"code": PAGE, "title": given["title"], "fields": given["questions"]}
    if given.get("hint"):
        page["hint"] = given["hint"]
    data = {"code": CODE, "title": given["title"], "schema": given["schema"], "pages": [page]}
    return data | {"offers": given["offers"]}


def judge_offers(form: Form, asked: AskedFields, today: str) -> tuple[Offer, ...]:
    """Judges each offer, with the reason that these answers give: the first of its rules that holds. Offers that one
    may get come first, each group in the order of the file."""
    facts = {**asked.answers, "today": today}
    found = [_judge(offer, facts) for offer in form.given["offers"]]
    return tuple(sorted(found, key=lambda offer: MAY.index(offer.may)))


def _judge(given: Mapping[str, Any], facts: Mapping[str, Any]) -> Offer:
    rule = next(each for each in given["rules"] if condition_is_true(each.get("when"), facts))
    return Offer(
        code=given["code"],
        service=given.get("service", ""),
        name=given.get("name"),
        link=given.get("link", ""),
        may=rule["may"],
        why=rule["why"],
    )
