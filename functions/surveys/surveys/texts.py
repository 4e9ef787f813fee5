"""The words of the survey pages; the questions themselves are in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, Phrase
from onestop.runtime.pages.survey_form import QUESTION_TEXTS

SURVEY: Mapping[str, Phrase] = {
    **QUESTION_TEXTS,
    "reference": N_("Your case: {reference}"),
    "send": N_("Send my answers"),
    "tapped": N_("This is the answer that you chose. Nothing is sent before you press the button."),
    "send_tapped": N_("Send this answer"),
    "tapped_title": N_("Your answer: {title}"),
    "change_title": N_("Change your answers"),
    "change": N_("You have answered. You can change your answers until {until}."),
    "late": N_("The time to answer has passed. We still read what you tell us, but it does not count in our figures."),
    "print": N_("Answer on paper instead"),
}

# the survey on paper
SHEET: Mapping[str, Phrase] = {
    "how": N_(
        "Print this sheet. Write one number behind each mark #, and your own words below the line. "
        "Then send it to us as a letter or fax, or hand it in at a counter."
    ),
    "title": N_("{title} (on paper)"),
    "several": N_("several numbers if you like"),
    "on_page": N_("Answer on this page instead"),
}

ANEW: Mapping[str, Phrase] = {"anew": N_("Tell us what you need")}

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
    "too_late": {
        "title": N_("Thank you"),
        "text": N_(
            "You told us that it did not go well, but your case was closed too long ago to be reopened. "
            "If something is still wrong, tell us what you need."
        ),
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
