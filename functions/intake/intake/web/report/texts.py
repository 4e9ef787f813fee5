"""The words of the pages of a report."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, NP_, Phrase

# on every page
STEP: Mapping[str, Phrase] = {
    "go_on": NC_("report", "Continue"),
    "go_back": NC_("report", "Back"),
    "danger": N_("If somebody is in danger right now, first call"),
    "offline": N_("You have no connection right now. What you have written is kept on this device."),
    "queue": N_("Send it as soon as there is a connection"),
    "queued": N_("We send your report as soon as there is a connection. Leave this page open, or come back to it."),
    "unqueue": N_("Do not send it yet"),
    "kept": N_("What you write is kept on this device until you send it."),
    "discard": N_("Throw it away"),
    "yes": N_("Yes"),
    "no": N_("No"),
    "number_hint": N_("A number, such as 12.5"),
    "date_hint": N_("Such as 2026-11-23"),
    "choices_hint": N_("Choose all that apply"),
    "not_ours": N_("This form was not sent from our own page. Please look at it and press the button again."),
}

WHAT: Mapping[str, Phrase] = {
    "title": N_("Tell us what you need"),
    "lead": N_("You do not need to know which department is responsible. We find out, and tell you how it goes."),
    "description": N_("Describe it in your own words"),
    "description_hint": N_(
        "In any language. At most 4,000 characters. Leave out what is private and not needed for the work."
    ),
    "chosen": N_("You chose: {service}"),
    "more": N_("Is there anything that we should know about it?"),
    "proposed": N_("Is it one of these?"),
    "because": N_("You wrote: {words}"),
    "unsure": N_("I do not know: find it out for me"),
    "list": N_("Choose from the list instead"),
    "other": N_("Choose something else"),
    "service": N_("What is it about?"),
    "by_words": N_("Find it out from my words"),
    "one_page": N_("Everything on one page"),
    "draft": N_("You began a report on this device and have not sent it yet."),
    "resume": N_("Go on with it"),
}

SERVICE: Mapping[str, Phrase] = {
    "title": N_("Which of these is it?"),
    "lead": N_("We looked at your words. You decide, or leave it to us."),
    "nothing": N_(
        "What you wrote does not clearly match one of our services. Choose one from the list, or leave it to us."
    ),
    "because": WHAT["because"],
    "unsure": WHAT["unsure"],
    "list": WHAT["list"],
    "service": WHAT["service"],
    "none": N_("None chosen"),
    "missing_choice": N_("Choose one of the answers, or leave it to us"),
}

WHERE: Mapping[str, Phrase] = {
    "title": N_("Where is it?"),
    "address": N_("Address or words"),
    "address_hint": N_("A street and number, a crossing, or words that help us to find the place"),
    "district": N_("Part of the city"),
    "any_district": N_("I do not know"),
    "locate": N_("Use my position"),
    "located": N_("We have your position. You can still add words."),
    "not_located": N_("Your device does not tell us where you are. Please say it in words."),
    "map": N_("Map: choose the place"),
    "coordinates": N_("I know the coordinates"),
    "lat": N_("Latitude"),
    "long": N_("Longitude"),
    "coordinate_hint": N_("Degrees, such as 44.6488"),
    "coordinate_hint_west": N_("Degrees, such as -63.5752"),
}

BORDER: Mapping[str, Phrase] = {
    "title": N_("This place is not ours"),
    "text": N_("The place that you chose is outside our area ({city}). We cannot send anybody there."),
    "call": N_("Call us, and we tell you who is responsible:"),
    "move": N_("Choose another place"),
    "stay": N_("It is in our area ({city}): go on"),
}

NEAR: Mapping[str, Phrase] = {
    "title": N_("Has somebody told us already?"),
    "lead": N_("These reports near your place are open. Is one of them the same problem?"),
    "same": N_("The same problem: {service}, about {metres} m away"),
    "since": N_("Known since {day}. {status}."),
    "probably": N_("This is probably the same problem."),
    "perhaps": N_("This may be the same problem."),
    "follow_hint": N_("You follow this report: we tell you how it goes on."),
    "another": N_("No, mine is another one"),
    "photo": N_("See the photo"),
    "photo_window": N_("(opens in a new window)"),
    "missing_near": N_("Say whether one of these reports is the same problem"),
}
TOLD_BY = NP_("{count} person told us.", "{count} people told us.")

PHOTOS: Mapping[str, Phrase] = {
    "title": N_("Do you have photos?"),
    "lead": N_("A photo often tells more than words. You can also go on without one."),
    "choose": N_("Choose photos, or take one"),
    "hint": N_("At most 5. We make them smaller on your device; they leave it together with your report."),
    "remove": N_("Take photo {number} away"),
    "added": N_("Photos: {count}"),
    "unreadable": N_("This file is no photo that your device can show. You can add it after sending."),
}

QUESTIONS: Mapping[str, Phrase] = {"title": N_("A few questions about it")}

CONTACT: Mapping[str, Phrase] = {
    "title": N_("How can we reach you?"),
    "lead": N_(
        "You may leave all of this empty. Without an email address or a phone number we cannot write to you, "
        "but you can follow your case with its reference and secret code."
    ),
    "name": N_("Your name"),
    "email": N_("Email address"),
    "phone_label": N_("Phone number"),
    "phone_hint": N_("We send text messages to it if you give no email address"),
    "messages": N_("Language of our messages to you"),
}

CHECK: Mapping[str, Phrase] = {
    "title": N_("Check your answers"),
    "lead": N_("Nothing has been sent yet."),
    "send": NC_("report", "Send"),
    "change": NC_("report", "Change"),
    "no_words": N_("You wrote nothing"),
    "no_place": N_("You named no place"),
    "no_photos": N_("No photos"),
    "no_answer": N_("Not answered"),
    "nobody": N_("We cannot write to you"),
    "row_what": N_("Your words"),
    "row_service": N_("What it is about"),
    "row_unsure": N_("We find out for you"),
    "row_where": N_("Where it is"),
    "row_near": N_("The same as an open report"),
    "row_follow": N_("You follow it"),
    "row_photos": N_("Your photos"),
    "row_contact": N_("How to reach you"),
    "row_language": N_("Language of our messages to you"),
    "point": N_("At {lat}, {long}"),
}

# faults of fields, in addition to those of the form on one page
FAULTS: Mapping[str, Phrase] = {
    "missing_position": N_("Give latitude and longitude, or neither"),
    "wrong_position": N_("Write latitude and longitude in degrees, such as 44.6488 and -63.5752"),
}
