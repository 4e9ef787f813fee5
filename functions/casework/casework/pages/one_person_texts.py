"""The words of the page of one person."""

from __future__ import annotations

from collections.abc import Mapping

from casework.pages.people import TEXTS as SEARCH
from onestop.domain.translation import N_, NC_, Phrase

TEXTS: Mapping[str, Phrase] = {
    **{name: SEARCH[name] for name in ("person", "person_hint", "purpose", "choose", "find", "nothing", "case")},
    **{name: SEARCH[name] for name in ("service", "no_service", "status", "opened", "wrong_person", "wrong_purpose")},
    "title": N_("All of one person"),
    "lead": SEARCH["lead"],
    "cases": N_("Cases"),
    "newest": N_("The newest {shown} of {of} cases are shown."),
    "line": N_("What passed between us, the newest first"),
    "surveys": N_("What they answered when asked how it went"),
    "no_surveys": N_("They have answered no survey."),
    "restricted": N_(
        "The use of this person's data is restricted since {when}. It is kept, and may be used only for what they "
        "asked for and for what the law demands."
    ),
    "restricted_named": N_(
        "The use of the data of {name} is restricted since {when}. It is kept, and may be used only for what they "
        "asked for and for what the law demands."
    ),
    "prefers": N_("How they want to hear from us"),
    "known_by": N_("What they are known by"),
    "asked_by": N_("{kind}, by which you searched"),
    "claimed": N_("claimed, since {when}"),
    "claimed_once": N_("claimed"),
    "prove": N_("They show a document"),
    "prove_hint": N_(
        "Compare the picture and the name with who is here. The number is kept as a fingerprint only: who shows the "
        "same document under another address is known again."
    ),
    "who": N_("Who is here?"),
    "document": N_("Which document?"),
    "number": N_("Number of the document"),
    "save_proof": N_("Keep that it was shown"),
    "proved": N_("It is kept that they showed a document."),
    "proved_and_merged": N_(
        "It is kept that they showed a document. They showed the same one before under another address: these two are "
        "one person now, which can be undone."
    ),
    "wrong_who": N_("Choose who is here."),
    "wrong_document": N_("Choose a document."),
    "wrong_number": N_("Write the number as on the document, 4 to 40 letters and digits, or leave it out."),
    "consents": N_("What they agreed to"),
    "agreed": NC_("consent", "agreed on {when}"),
    "refused": NC_("consent", "withdrawn on {when}"),
    "agreed_usual": NC_("consent", "nothing said: it is done unless they say no"),
    "refused_usual": NC_("consent", "nothing said: it is not done"),
    "agree": NC_("consent", "They agree"),
    "refuse": NC_("consent", "They withdraw it"),
    "consented": N_("It is kept what they agreed to."),
    "wrong_consent": N_("Choose one of what is shown."),
    "back": SEARCH["title"],
}
