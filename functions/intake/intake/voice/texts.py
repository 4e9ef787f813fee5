"""What callers hear, in each language we ship: the contact flow speaks our answers, and few words of its own."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, Phrase

PROMPTS: Mapping[str, Phrase] = {
    "choice": N_("For {name}, press {key}. "),
    "other_service": N_("For anything else, press 9."),
    "welcome": N_("Welcome to {city}. "),
    "standing": N_("Your newest request, {service}, is: {status}. "),
    "main_menu": N_(
        "To bring a new request, press 1. To hear how a request stands, press 2. To be called back, press 3. "
        "To talk to a person, press 0."
    ),
    "opinion": N_(" To praise us, to complain, or to give us an idea, press 5."),
    "ask_opinion": N_(
        "For praise, press 1. For an idea, press 2. For a complaint about a service, press 3. For a complaint about "
        "somebody who works for us, press 4."
    ),
    "rate": N_(" To say how we did about {service}, press 4."),
    "scored": N_("Thank you. We have your answer. You are back at the first menu."),
    "nothing_to_rate": N_("There is no request of yours that waits for your answer. To go back, press any key."),
    "ask_reference": N_("Or key in your reference, each letter by the key that it is on, and press the pound key."),
    "ask_time": N_(
        "When shall we call? For the morning, press 1. For the afternoon, press 2. For the evening, press 3."
    ),
    "ask_number": N_(
        "To be called at the number you call from, press pound. For another one, key it in and press pound."
    ),
    "helped": N_("If this answered your question, press 1. If not, press 2, and a person will answer you."),
    "thanked": N_("Thank you. You are back at the first menu."),
    "opened": N_(
        "We have opened your request: {service}. Its reference is {reference}. We send it to you by text "
        "message, with a link where you can add the place and a photo."
    ),
    "with_form": N_(
        "It is applied for with a form, and answered sooner there. The link that we send you leads to it, with what "
        "you have told us filled in."
    ),
    "told": N_("{service}, reference {reference}: {status}. "),
    "due": N_("We expect to be done by {due}."),
    "not_found": N_("We found no such request from your number."),
    "called_back": N_("Thank you. Somebody will call you. Your reference is {reference}."),
    "transfer": N_("Please hold. A person will be with you."),
}
# What staff read about a call: in words, because a person calls back
KEYED: Phrase = N_("By telephone keypad: {service}.")
CALL_BACK: Phrase = N_("Please call back: {number}, {time}.")
TIMES: Mapping[str, Phrase] = {
    "1": N_("in the morning"),
    "2": N_("in the afternoon"),
    "3": N_("in the evening"),
}
ANY_TIME: Phrase = N_("at any time")
