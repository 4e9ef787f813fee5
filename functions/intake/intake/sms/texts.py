"""Our automatic replies to text messages, in each language we ship: short, because each part of an SMS costs money."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, Phrase

# Carriers require: who we are, that no more messages come, and how to get them again (CTIA Messaging Principles 5.1.2)
REPLIES: Mapping[str, Phrase] = {
    "stopped": N_("{city}: you will get no more text messages from us. Reply START to get them again."),
    "started": N_("{city}: you get our text messages again. Reply STOP to end them, HELP for help."),
    "help": N_(
        "{city}: text us what you need and where. Text STATUS or your reference to hear how it stands. "
        "STOP ends our messages. Call us: {phone}. Message and data rates may apply."
    ),
    "standing": N_("{reference}, {service}: {status}."),
    "due": N_(" We expect to be done by {due}."),
    "not_yours": N_(
        "{city}: no case with this reference came from this number. Check it, use the link that we sent, "
        "or call us: {phone}"
    ),
    "stranger": N_(
        "{city}: thank you, our staff read your message. We tell about a case only at the number or address "
        "that it came from. For anything else, write without a reference or call us: {phone}"
    ),
    "none_of_theirs": N_("{city}: no case came from this number. Text us what you need and where."),
    "pick": N_("Which one? Reply with its number. {choices}"),
    "answered": N_("{city}: thank you, your answer is with your case {reference}."),
    "task": N_("{city}: your message is with your case {reference}. To do your part, open: {link}"),
    "helped": N_("Did this help? Reply 1 for yes, 2 for no: then a person answers."),
    "person": N_(
        "{city}: we are sorry. Your case is {reference}; a person answers. Write what else matters, if you like."
    ),
    "scored": N_("{city}: thank you. Your answer helps us to do better."),
    "opinion": N_("{city}: thank you, we read what you said. To have something done, text us what you need and where."),
    "score_again": N_("Please reply with a number from 1 (bad) to 5 (good), or answer here: {link}"),
    "answer_there": N_("Please answer here, it takes a minute: {link}"),
    "survey_closed": N_("{city}: this survey is closed, or you have answered it before. Thank you."),
    "choose_again": N_("Please reply with one of the numbers from 1 to {most}."),
    "spoken": N_("{city}: from now on we write to you in English."),
    "unasked": N_("{city}: we had not asked you anything. Text us what you need and where, or HELP."),
}
# Said in every language at once, because we do not know which one they read
LANGUAGE_CHOICE = N_("{number} for {language}")
