"""Signatures needed in addition to that of the person who fills a form in: co-applicants, and guardians. The form says
whose signature it needs (`signatures`); the answers say who they are.

A signature is for the answers at the time it was given: if somebody changes an answer afterwards, it is needed again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onestop.domain.catalogue.catalogue import Texts
from onestop.domain.forms.asked_fields import AskedFields
from onestop.domain.forms.form import Form
from onestop.domain.forms.logic import condition_is_true
from onestop.domain.forms.paths import get, path_of

MARK_LETTERS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedSignature:
    """A signature that an application needs. `id` is the code of the demand and, for a list of people, the position in
    it; who was asked before is found by name: `applications.application_signatures.standings`."""

    id: str
    code: str
    role: str  # co-applicant or guardian
    name: str
    what: Texts  # what they sign


def signatures_wanted(form: Form, asked: AskedFields, today: str) -> tuple[WantedSignature, ...]:
    """Returns the signatures that are needed with these answers."""
    facts = {**asked.answers, "today": today}
    return tuple(each for given in form.given.get("signatures", ()) for each in _wanted(given, facts))


def _wanted(given: Mapping[str, Any], facts: Mapping[str, Any]) -> Iterator[WantedSignature]:
    if "each" not in given:
        if condition_is_true(given.get("when"), facts):
            yield _one(given, given["code"], facts)
        return
    entries = get(facts, path_of(given["each"]))
    for at, entry in enumerate(entries if isinstance(entries, list) else ()):
        known = {**facts, "item": entry}
        if condition_is_true(given.get("when"), known):
            yield _one(given, f"{given['code']}-{at + 1}", known)


def _one(given: Mapping[str, Any], name: str, facts: Mapping[str, Any]) -> WantedSignature:
    parts = (get(facts, path_of(each)) for each in given["name"])
    said = " ".join(str(part) for part in parts if part)
    return WantedSignature(id=name, code=given["code"], role=given["role"], name=said, what=given["what"])


def answers_fingerprint(form: Form, asked: AskedFields) -> str:
    """Returns a fingerprint of exactly the answers that somebody signs, in this version of the form."""
    signed = json.dumps([form.version, asked.answers], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(signed.encode()).hexdigest()[:MARK_LETTERS]
