"""The words of the page on which somebody says what they think of us."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, Phrase

FEEDBACK: Mapping[str, Phrase] = {
    "title": N_("Tell us how we are doing"),
    "helped": N_("Did this page help?"),
    "yes": N_("Yes"),
    "no": N_("No"),
    "counted": N_("Thank you. We count this for whoever keeps the page."),
    "missing": N_("What was missing?"),
    "lead": N_("Praise, an idea or a complaint. You need no case for it, and we do not ask who you are."),
    "not_need": N_("Do you need something done? Tell us what you need instead."),
    "kind": N_("What is it?"),
    "praise": N_("Praise"),
    "idea": N_("An idea"),
    "complaint": N_("A complaint about a service"),
    "staff": N_("A complaint about somebody who works for us"),
    "page": N_("Something about this page"),
    "agency": N_("Which office is it about?"),
    "any_agency": N_("I do not know, or all of them"),
    "staff_hint": N_("A complaint about staff is read by another office than theirs."),
    "words": N_("Your words"),
    "words_hint": N_("Names, numbers and addresses are taken out before anybody reads it."),
    "send": NC_("feedback", "Send"),
    "thanks": N_("Thank you. {agency} reads what you said."),
    "thanks_all": N_("Thank you. We read what you said."),
    "wrong_kind": N_("Choose what it is"),
    "wrong_words": N_("Write 1 to 4,000 characters"),
    "wrong_agency": N_("Choose an office from the list"),
}
