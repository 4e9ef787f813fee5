"""The words around an article."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, Phrase

FOUND: Mapping[str, Phrase] = {"answers": NC_("knowledge", "Answers"), "all_answers": N_("All answers")}
ANSWERS: Mapping[str, Phrase] = {
    **FOUND,
    "lead": N_("What many people ask, answered in plain words."),
    "none": N_("There are no answers yet."),
}
ARTICLE: Mapping[str, Phrase] = {
    **FOUND,
    "untranslated": N_("This answer is not there in your language yet."),
    "outdated": N_("This translation is older than the answer itself. If in doubt, ask us."),
    "helped": N_("Did this answer your question?"),
    "yes": N_("Yes"),
    "no": N_("No"),
    "thanks": N_("Thank you for telling us."),
    "sorry": N_("We are sorry. A person will answer you."),
    "sorry_lead": N_("Write what you would like to know. It becomes a case, and you get a reference for it."),
    "question": N_("Your question"),
    "go_on": N_("Go on"),
    "kept_by": N_("This answer is looked after by: {agency}"),
}
