"""The words of the pages on which a resident acts on their own case."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, Phrase

OWN: Mapping[str, Phrase] = {
    "reference": N_("Your case: {reference}"),
    "back": N_("Back to your case"),
    "asked": N_("We asked you:"),
    "yes": N_("Yes"),
    "no": N_("No"),
    "number_hint": N_("A number, such as 12.5"),
    "date_hint": N_("Such as 2026-11-23"),
    "choices_hint": N_("Choose all that apply"),
}

# the forms that ask for words, by the first part of their address
WORDS: Mapping[str, Mapping[str, Phrase]] = {
    "tell": {
        "title": N_("Tell us something about your case"),
        "lead": N_("Everybody who works on your case can read it."),
        "label": N_("Your message"),
        "hint": N_("In any language. At most 4,000 characters."),
        "send": N_("Send"),
        "missing_text": N_("Write your message."),
        "wrong_text": N_("Shorten your message to 4,000 characters or less."),
    },
    "withdraw": {
        "title": N_("Do you want to withdraw your request?"),
        "lead": N_("If you do, nobody works on it any more. You can have it reopened for some time afterwards."),
        "label": N_("Why do you withdraw it?"),
        "hint": N_("It helps us to do better. At most 2,000 characters."),
        "send": N_("Yes, withdraw it"),
        "keep": N_("No, keep it"),
        "missing_reason": N_("Say why."),
        "wrong_reason": N_("Shorten the reason to 2,000 characters or less."),
    },
    "reopen": {
        "title": N_("Have your case reopened"),
        "lead": N_("Tell us what is still wrong, or why you need us after all. We work on your case again."),
        "label": N_("What is still wrong, or what do you need?"),
        "hint": N_("In any language. At most 2,000 characters."),
        "send": N_("Reopen my case"),
        "missing_reason": N_("Tell us what is still wrong, or what you need."),
        "wrong_reason": N_("Shorten what you wrote to 2,000 characters or less."),
    },
}

# the page for a part of the plan that is the resident's
PART: Mapping[str, Phrase] = {
    "lead": N_("This part of your case is yours. When you have done it, tell us here, and we go on."),
    "message": N_("Is there anything that we should know, or any problem for you?"),
    "write": N_("Write to us"),
    "send": N_("I have done this"),
    "missing_text": N_("Write an answer."),
    "wrong_text": N_("Shorten your answer to 2,000 characters or less."),
    "missing_number": N_("Write a number."),
    "wrong_number": N_("Write a number in digits, such as 12000 or 12.5."),
    "missing_date": N_("Give a day."),
    "wrong_date": N_("Write the day as year, month, day, such as 2026-11-23."),
    "missing_choice": NC_("own case", "Choose an answer."),
    "wrong_choice": N_("Choose one of the answers shown."),
    "missing_choices": N_("Choose at least one answer."),
}

SENT_BEFORE: Phrase = N_(
    "You have sent this form already, with other words. If you want to send this too, press the button again."
)

# why something cannot be done now: title and text
IMPOSSIBLE: Mapping[str, Mapping[str, Phrase]] = {
    "closed": {
        "title": N_("This case is closed"),
        "text": N_(
            "Nobody reads messages about it any more. If the need is still there, have it reopened "
            "or send us a new request."
        ),
    },
    "ended": {
        "title": N_("There is nothing to withdraw"),
        "text": N_("The work on your request has ended already."),
    },
    "followed": {
        "title": N_("Others need this too"),
        "text": N_(
            "Others told us about the same thing, and we work on all of it in your case, so it goes on. "
            "You need not do anything."
        ),
    },
    "joined": {
        "title": N_("Your case continues in another one"),
        "text": N_(
            "Others told us about the same thing, and we work on all of it in one case. "
            "If something is different with you, send us a new request."
        ),
    },
    "too_often": {
        "title": N_("You had this case reopened several times today"),
        "text": N_("Please call us, so that we understand what is still wrong, or have it reopened tomorrow."),
    },
    "under_way": {
        "title": N_("We are still working on it"),
        "text": N_("Your case is not closed, so there is no need to reopen it. You can write to us from its page."),
    },
    "late": {
        "title": N_("It is too late to reopen this case"),
        "text": N_("It was closed some time ago. Please send us a new request: we find the old one by its reference."),
    },
    "part_ended": {
        "title": N_("This part does not wait for you any more"),
        "text": N_("It is done, or it is not needed any more. You need not do anything."),
    },
}
