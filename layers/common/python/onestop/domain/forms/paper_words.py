"""Phrases printed on every paper form in addition to its own words: the drawing prints it, the reading of a scan
skips it."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, Phrase

YES, NO = N_("Yes"), N_("No")
ENTRY: Phrase = N_("Number {number}")
HOW: Phrase = N_("Fill this in on a screen or by hand. Then send it by e-mail or by post, or bring it.")
MORE: Phrase = N_("If you need more of these, write them on another sheet with the number of the question.")
ENCLOSE: Phrase = N_("Enclose it, and write the number of this question on it.")
SIGNED: Phrase = N_("Day and signature")
SUCH_AS: Phrase = N_("Such as {example}")
OF: Phrase = N_("Page {page}")
SKIP: Phrase = N_("optional")
# below a question without a hint of its own, by its kind
HINTS: Mapping[str, Phrase] = {
    "date": N_("Such as 2026-11-23"),
    "time": N_("Such as 14:30"),
    "phone": N_("With its area code, such as +1 902 555 0123"),
    "choices": N_("Choose all that apply"),
    "lines": N_("Each on a line of its own"),
}
ALWAYS: tuple[Phrase, ...] = (HOW, MORE, ENCLOSE, SIGNED, *HINTS.values())
