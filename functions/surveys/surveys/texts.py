"""The words of the survey pages; the questions themselves are in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, Phrase

SURVEY: Mapping[str, Phrase] = {
    "reference": N_("Your case: {reference}"),
    "send": N_("Send my answers"),
    "missing_scale": NC_("survey", "Choose an answer."),
    "wrong_scale": N_("Choose one of the five answers."),
    "more": N_("One thing more, after what you answered. Then send your answers."),
    "yes": N_("Yes"),
    "no": N_("No"),
    **dict.fromkeys(("missing_choice", "missing_choices", "missing_yesno"), NC_("survey", "Choose an answer.")),
    **dict.fromkeys(("wrong_choice", "wrong_choices", "wrong_yesno"), NC_("survey", "Choose an answer.")),
    "missing_number": N_("Write a whole number, such as 3."),
    "wrong_number": N_("Write a whole number, such as 3."),
    "missing_text": N_("Write an answer."),
    "wrong_text": N_("Shorten your answer to 4,000 characters or less."),
}

# what the page says when there is nothing to fill in: title and text
MESSAGES: Mapping[str, Mapping[str, Phrase]] = {
    "thanks": {
        "title": N_("Thank you"),
        "text": N_("You may close this page now."),
    },
    "again": {
        "title": N_("Thank you. We work on your case again"),
        "text": N_("You told us that it did not go well, so we have reopened your case. You will hear from us."),
    },
    "answered": {
        "title": N_("You have answered this survey"),
        "text": N_("Each case is asked about once, and we have your answers. Thank you."),
    },
    "early": {
        "title": N_("It is too early for this survey"),
        "text": N_("We are still working on your case, and ask you when the work is done."),
    },
    "closed": {
        "title": N_("This survey has closed"),
        "text": N_("The time to answer has passed. If something is still wrong, tell us what you need."),
    },
}
