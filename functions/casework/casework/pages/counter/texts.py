"""The words of taking a call or a visit: what the clerk reads, and what they say to the resident."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, Phrase

TEXTS: Mapping[str, Phrase] = {
    "title": NC_("desk", "New case"),
    "how_it_went": N_("They want to say how it went"),
    "opinion": N_("They want to say what they think of us"),
    "who": N_("Who is it?"),
    "speaks": N_("Language of the resident"),
    "came_by": N_("How they came"),
    "change": N_("Use this language"),
    "person": N_("Email address or telephone number"),
    "person_hint": N_("Shows their open cases. The search and its purpose are kept for the auditor."),
    "purpose": N_("What for"),
    "look_up": N_("Look up"),
    "open_cases": N_("Open cases of {person}"),
    "no_open": N_("No open case of {person}."),
    "others": N_("Closed: {count}"),
    "what": N_("What is it about?"),
    "find": N_("Search all services"),
    "find_button": NC_("a list", "Search"),
    "articles": N_("Answers to read out"),
    "found_none": N_("No service has these words. Write down what they say: the triage desk will know."),
    "chosen": N_("Service"),
    "none_chosen": N_("None yet: the words decide."),
    "choose_none": N_("Without a service"),
    "script": N_("Say"),
    "need": N_("What they say"),
    "description": N_("Description"),
    "address": N_("Place"),
    "contact": N_("How to reach them"),
    "name": NC_("of a person", "Name"),
    "email": N_("Email address"),
    "phone": N_("Phone number"),
    "post": N_("Postal address"),
    "post_hint": N_("For letters on paper: a line each, without the name."),
    "consent": N_("How they agreed"),
    "send": N_("Open the case"),
    "yes": N_("Yes"),
    "no": N_("No"),
    "choices_hint": N_("Choose all that apply"),
    "number_hint": N_("A number, such as 12.5"),
    "date_hint": N_("Such as 2026-11-23"),
    "not_sent_yet": N_("Nothing has been sent yet. When they have called, you can send it below."),
    "read_out": N_("Read this out:"),
    "person_wrong": N_("Enter a whole e-mail address or telephone number"),
    "purpose_wrong": N_("Say what the search is for"),
    "too_many": N_("You have searched for too many people in this hour. Go on in the next one."),
    "missing_description": N_("Write down what they need, or choose a service"),
    "wrong_description": N_("Shorten it to 4,000 characters or less"),
    "wrong_service": N_("This service is not offered any more: choose another"),
    "missing_address": N_("Ask where it is: this service needs a place"),
    "wrong_address": N_("Shorten the place to 200 characters or less"),
    "wrong_name": N_("Shorten the name to 200 characters or less"),
    "wrong_email": N_("Enter an email address in the form name@example.com"),
    "wrong_post": N_("Write at most 5 lines of up to 60 letters"),
    "wrong_phone": N_("Enter a phone number with its area code, such as +1 902 555 0123"),
    "wrong_language": N_("Choose a language from the list"),
    "wrong_channel": N_("Choose how they came"),
    "missing_consent": N_("Say how they agreed"),
    "wrong_consent": N_("There is a name or a way to reach them: say how they agreed that we keep it, or take it out"),
    "missing_answer": N_("Ask this: the service needs an answer"),
    "wrong_answer": N_("This answer does not fit the question"),
    "sent_before": N_(
        "This form was sent before with other words, and that case is open. To open another, send it again."
    ),
    "too_often": N_("This address or number was given in too many requests in the last hour: leave both out, or wait."),
    "key_send": N_("Open the case"),
}

RECEIPT: Mapping[str, Phrase] = {
    "title": N_("The case is open"),
    "read_letters": N_("Read the reference out, letter by letter"),
    "reference": N_("Reference"),
    "secret": N_("Secret code"),
    "keep": N_("With both they can follow the case on our page. Give them this page printed, or read both out."),
    "about": N_("What it is about"),
    "opened": N_("Received on"),
    "next": N_("What happens next"),
    "link": N_("Link of the resident"),
    "print": N_("Print the receipt"),
    "to_case": N_("See the case"),
    "another": N_("Take the next"),
    "read_out": N_("Read this out:"),
}

# said to the resident, in their language; the clerk reads their own next to it
SCRIPT: Mapping[str, Phrase] = {
    "hello": N_("Good day. How can we help you?"),
    "description": N_("Please tell me in your own words what it is."),
    "address": N_("Where is it? A street and number, or what is near."),
    "contact": N_("How can we reach you, so that we can tell you how it goes? You may leave this out."),
    "consent": N_("We keep what you have told me, so that it can be worked on. Do you agree?"),
    "reference": N_("This is the reference of your case. Please write it down."),
    "secret": N_("And this is your secret code. Whoever has both can see your case."),
    "bye": N_("Thank you. We tell you as soon as there is news."),
}

CONSENTS: Mapping[str, Phrase] = {
    "spoken": N_("Spoken: they said yes"),
    "signed": N_("Signed: on paper"),
    "not_needed": N_("Not needed: nothing about a person is kept"),
}

PURPOSES: Mapping[str, Phrase] = {
    "caller": N_("They call or are here"),
    "same_need": N_("To see whether it is known already"),
    "complaint": N_("A complaint"),
    "own_records": N_("They ask what we keep of them"),
    "audit": N_("An audit"),
}
