"""The words of the page of one person."""

from __future__ import annotations

from collections.abc import Mapping

from casework.pages.people.search import TEXTS as SEARCH
from onestop.domain.translation import N_, NC_, NP_, Phrase

TEXTS: Mapping[str, Phrase] = {
    **{name: SEARCH[name] for name in ("person", "person_hint", "purpose", "choose", "find", "nothing", "case")},
    **{name: SEARCH[name] for name in ("service", "no_service", "status", "opened", "wrong_person", "wrong_purpose")},
    "title": N_("All of one person"),
    "lead": SEARCH["lead"],
    "cases": N_("Cases"),
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
        "Compare the picture and the name with the person who is here. The number is kept as a "
        "fingerprint only: anyone who shows the same document under another address is recognised."
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
    "prove_home": N_("They show where they live"),
    "prove_home_hint": N_(
        "Compare the postal address that we have with the document, or write down the code of a letter that we sent "
        "there. It is kept for this person alone, not for others of their home."
    ),
    "lives": N_("Who lives there?"),
    "home_document": N_("Which document says it?"),
    "letter_code": N_("Or the code of a letter from us"),
    "save_home": N_("Keep that they live there"),
    "home_proved": N_("It is kept that this postal address is theirs."),
    "wrong_lives": N_("Choose who lives there."),
    "wrong_home_document": N_("Choose a document, or write the code of a letter: one of the two."),
    "wrong_letter_code": N_(
        "This is the code of no letter to them of the last three months, at the address they have now."
    ),
    "household": N_("Who shares their postal address"),
    "household_hint": N_(
        "They may be one household, or not: people move, and houses have several homes. It is for you alone, and "
        "nothing is decided by it."
    ),
    "together": N_("{one} and {other} are one household, as they said on {when}"),
    "says_together": N_("{one} said on {when} that those who share the address are one household"),
    "says_apart": N_("{one} said on {when} that those who share the address are no household"),
    "say_household": N_("They say who is one household"),
    "household_one": N_("Who says it?"),
    "household_other": N_("With whom?"),
    "household_yes": N_("They are one household"),
    "household_no": N_("They are not one household any more"),
    "household_kept": N_("It is kept what they said of their household."),
    "wrong_household": N_("Choose two people who share the address."),
    "correct": N_("Correct a name, an address or a number"),
    "correct_hint": N_(
        "Ask them for proof of the correct details. Their open cases and the staff working on them get "
        "the new details; a search with the old ones no longer finds these cases. Leave correct fields "
        "empty."
    ),
    "corrects": N_("Who does it belong to?"),
    "new_name": N_("The right name"),
    "new_email": N_("The right e-mail address"),
    "new_phone": N_("The right telephone number"),
    "save_correction": N_("Correct it"),
    "wrong_corrects": N_("Choose who it belongs to."),
    "wrong_new_name": N_("Write what is right in one field at least; a name has at most 200 letters."),
    "wrong_new_email": N_("Write an e-mail address such as ana@resident.example. One that may not be kept is refused."),
    "wrong_new_phone": N_("Write a telephone number that can be called. One that may not be kept is refused."),
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
NEWEST = NP_("The newest {shown} of {count} case is shown.", "The newest {shown} of {count} cases are shown.")
CORRECTED = NP_("It is corrected in {count} case.", "It is corrected in {count} cases.")
