"""The words of the Open311 server that are not in the catalogue, in each language we ship."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, Phrase

# how to write an answer, by the kind of question
DATATYPES: Mapping[str, Phrase] = {
    "text": N_("Your own words"),
    "number": N_("A number, such as 12 or 1.5"),
    "date": N_("A day, such as 2026-11-23"),
    "yesno": N_("Yes or no"),
    "choice": N_("One of the list"),
    "choices": N_("Any of the list"),
}

YES_NO: Mapping[str, Phrase] = {
    "yes": N_("Yes"),
    "no": N_("No"),
}

APPLIED_FOR: Phrase = N_("This is applied for with a form, and answered sooner there: {address}")
