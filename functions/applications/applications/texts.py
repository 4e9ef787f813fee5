"""The words of the pages on which a form is filled in."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, Phrase

START: Mapping[str, Phrase] = {
    "files": N_("You will be asked about:"),
    "minutes": N_("This takes about {minutes} minutes. How many pages there are depends on your answers."),
    "kept": N_(
        "Your answers are kept from the first page on. You can stop at any time and go on later, on any device, "
        "for {days} days."
    ),
    "begin": NC_("button", "Begin"),
    "go_on": N_("Go on with an application that you have begun"),
}
PAGE: Mapping[str, Phrase] = {
    "back": NC_("a page of a form", "Back"),
    "later": N_("Save and go on later"),
    "saved": N_("Your answers were saved."),
    "chosen": N_("Choose which answer is right"),
    "twice": N_("Somebody else answered this while you did, and otherwise."),
    "other": N_("The other answer: {answer}"),
    "stands": N_("What stands there now: {answer}"),
    "empty": N_("Nothing"),
    "renewed": N_("The form has changed since you were here last"),
    "asked_now": N_("Asked now:"),
    "asked_otherwise": N_("Asked in another way:"),
    "aside": N_("Kept aside, and not sent:"),
}
CHECK: Mapping[str, Phrase] = {
    "title": N_("Check your answers"),
    "change": N_("Change"),
    "missing": N_("Some answers are missing or not right yet. Each leads to its page."),
    "send": N_("Send the application"),
    "all_right": N_("All is answered. Nothing is sent before you send it."),
}
LATER: Mapping[str, Phrase] = {
    "title": N_("Your answers are kept"),
    "until": N_("They are kept until {day}. Each change keeps them longer."),
    "how": N_("To go on, on this device or another one, you need both:"),
    "reference": NC_("of an application", "Reference"),
    "code": N_("Code"),
    "who": N_("Whoever has both can read and change your answers: show them only to people who help you."),
    "go_on": N_("Go on now"),
}
GO_ON: Mapping[str, Phrase] = {
    "title": N_("Go on with your application"),
    "reference": NC_("of an application", "Reference"),
    "reference_hint": N_("Such as 7KQ2-M4TX-9BWD-D"),
    "code": N_("Code"),
    "code_hint": N_("The code that you were shown with the reference, such as 7KQ2-M4TX-9BWD"),
    "open": NC_("button", "Go on"),
    "wrong_reference": N_("Check the reference: it has 13 letters and digits."),
    "wrong_code": N_("There is no application with this reference and code. Check both."),
}
SENT: Mapping[str, Phrase] = {
    "title": N_("This application was sent"),
    "text": N_("It cannot be changed here any more. You can follow what becomes of it."),
}
