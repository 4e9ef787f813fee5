"""The words of "all my cases"."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, NP_, Phrase, Plural

SIGN_IN: Mapping[str, Phrase] = {
    "title": N_("See all my cases"),
    "lead": N_(
        "Give the email address or telephone number that you gave us with your requests. We send a code there; with "
        "it you see all of them. There is no password."
    ),
    "address": N_("Email address or telephone number"),
    "address_hint": N_("Such as name@example.org or +1 902 555 0123"),
    "send": N_("Send me a code"),
    "wrong_address": N_(
        "Enter an email address, or a phone number with its area code, in the form +1 902 555 0123: that is where "
        "a code can be sent"
    ),
    "missing_address": N_("Give an email address or a telephone number"),
    "lost": N_(
        "The code that you asked for is too old, or this browser keeps no cookies, which this page needs. "
        "Ask for a new one."
    ),
    "signed_out": N_("You are signed out, and this browser has forgotten your cases."),
    "eid": N_("Sign in with {name}"),
    "eid_refused": N_("We could not find out who you are. Try again, or have a code sent to you."),
    "eid_silent": N_("The page to sign in on does not answer. Try again later, or have a code sent to you."),
    "eid_no_address": N_("We know who you are, but we were not given an address for you. Have a code sent to you."),
    "single": N_("Do you have a reference and a secret code?"),
    "follow_one": NC_("my cases", "Follow one case"),
}
CODE: Mapping[str, Phrase] = {
    "title": N_("Enter your code"),
    "sent": N_("If a code can be sent to {address}, it is on its way. It has six digits and is good for 10 minutes."),
    "code": NC_("one-time code", "Code"),
    "code_hint": N_("Six digits, from our email or text message"),
    "enter": N_("Show my cases"),
    "again": N_("No code? Look among unwanted mail, or ask for a new one."),
    "ask_again": N_("Ask for a new code"),
    "sms_known": N_(
        "Text messages go only to numbers that a request was brought with. If you sent us STOP, send START first."
    ),
    "email_known": N_("If emails of ours came back from your address before, send us one from it first."),
    "wrong_code": N_("This code is wrong or has expired. Check it, or ask for a new one"),
    "missing_code": N_("Enter the code that we sent you"),
}
MY: Mapping[str, Phrase] = {
    "title": N_("All my cases"),
    "who": N_("You are signed in with {address}."),
    "opened": N_("Received on {date}"),
    "reference": N_("Reference"),
    "none": N_("No request was brought with this address or number yet."),
    "older": N_("There are more than are shown."),
    "report": N_("Tell us what you need"),
    "more": N_("More"),
    "subscriptions": N_("What you get news about"),
    "seen": N_("Who saw my data"),
    "others": N_("Cases of others for whom I act"),
    "consents": N_("What I agreed to"),
    "suggestions": N_("Services that may suit me"),
    "data": N_("All that is kept about me"),
    "preferences": N_("How we write to you"),
    "sign_out": NC_("my cases", "Sign out"),
    "saved": N_("We have noted how you want to hear from us."),
}
COUNT: Plural = NP_("{count} case", "{count} cases")
PREFERENCES: Mapping[str, Phrase] = {
    "title": N_("How we write to you"),
    "lead": N_("It holds for messages about all your cases that you see here."),
    "language": N_("Language"),
    "channel": N_("On which way"),
    "email": NC_("channel", "By email"),
    "sms": NC_("channel", "By text message"),
    "letter": NC_("channel", "By letter"),
    "push": NC_("channel", "In the app; what the law has us send goes by another way"),
    "voice": NC_("channel", "By a call that reads it out to whoever answers"),
    "save": N_("Save"),
    "back": N_("Back to all my cases"),
    "wrong_language": N_("Choose one of the languages"),
    "wrong_channel": N_("Choose one of the ways"),
    "ways": N_("Another way for some letters"),
    "as_above": NC_("channel", "The same way as the others"),
    "pace": N_("When"),
    "at_once": N_("At once"),
    "daily": N_("News in one letter a day, in the morning; what we need from you at once"),
    "without": N_("What we leave out"),
    "must": N_("What we must tell you, and what we need from you, we send in any case."),
    "quiet": N_("Quiet hours, in which we send nothing that you have not just asked for"),
    "quiet_from": NC_("quiet hours", "From"),
    "quiet_to": NC_("quiet hours", "Until"),
    "zone": N_("Time zone"),
    "zone_hint": N_("Such as America/Halifax or Europe/Madrid"),
    "wrong_quiet": N_("Give both hours, such as 22:00 and 07:00, or neither"),
    "wrong_quiet_long": N_("At most 16 hours of a day can be quiet, such as from 17:00 to 09:00"),
    "wrong_zone": N_("There is no such time zone: write it as in the example"),
    "suggestions": N_("Services that may suit me"),
}
SUGGESTED: Mapping[str, Phrase] = {
    "title": N_("Services that may suit me"),
    "lead": N_(
        "We suggest services by what you say of yourself here. Nothing else is done with it: your requests are neither "
        "faster nor slower."
    ),
    "nothing": N_("There is nothing to suggest."),
    "because_said": N_("Because you said: {segment}"),
    "because_asked": N_("Because you asked for: {service}"),
    "segments": N_("What may we know of you?"),
    "hint": N_("You need not say anything, and can take it back at any time."),
    "save": N_("Save"),
    "is_off": N_("You want no suggestions."),
    "turn_off": N_("Suggest nothing to me"),
    "turn_on": N_("Suggest services to me again"),
    "consent": N_("Whether what you asked us for may suggest services too"),
    "saved": N_("We have noted it. It holds from now on."),
    "back": N_("Back to all my cases"),
}
DATA: Mapping[str, Phrase] = {
    "title": N_("All that is kept about me"),
    "lead": N_(
        "Everything that came with the address or number that you proved: what you told us, what happened, "
        "our letters, your applications, and which department saw it."
    ),
    "read": N_("Download it to read (HTML)"),
    "file": N_("Download it for a program (JSON)"),
    "left_out": N_(
        "Notes that staff wrote may mention other people, and the files that you sent are on the page of "
        "their case. Ask us for the notes: somebody reads them first."
    ),
    "careful": N_("The file holds all of it in plain words. On a device that others use, remove it after reading."),
    "back": N_("Back to all my cases"),
    "rights": N_("If something is wrong, or should not be kept or used"),
    "rights_lead": N_(
        "You may have it corrected, kept without being used, or erased, and you may object to a use. "
        "A person decides, tells you why within a month, and you may object to that too."
    ),
    "rights_ask": N_("Ask for it"),
    "all": N_("What is kept about me"),
    "made": N_("Made {moment} for {address}."),
    "you": N_("You"),
    "person_name": NC_("of a person", "Name"),
    "person_email": N_("Email"),
    "person_phone": N_("Telephone"),
    "person_post": N_("Postal address"),
    "known_by": N_("What I am known by"),
    "claimed": N_("you told us, since {when}"),
    "claimed_once": N_("you told us"),
    "letter_code": N_("Code of a letter from us on paper"),
    "letter_hint": N_(
        "You find it at the end of the letter. It is valid for the month of the letter and the next two, "
        "and proves that the postal address is yours. This is optional."
    ),
    "letter_save": N_("Prove my postal address"),
    "wrong_letter_code": N_("This code is not from a letter we sent you in the last three months. Please check it."),
    "household": N_("We have noted what you said of your household."),
    "together": N_("With whom I live"),
    "together_lead": N_(
        "You may say whether you are one household with others who gave us the same postal address. We tell you "
        "nothing about them and them nothing about you; only staff see it, and nothing is decided by it."
    ),
    "together_said": N_("You said that you are one household."),
    "apart_said": N_("You said that you are no household with them."),
    "together_yes": N_("We are one household"),
    "together_no": N_("We are not"),
    "proved": N_("We have noted that this postal address is yours."),
    "person_language": N_("Language"),
    "person_prefers": N_("How we write to you"),
    "cases": NC_("my data", "Cases"),
    "older": N_("These are the newest hundred. Ask us for the older ones."),
    "place": NC_("my data", "Place"),
    "said": N_("What was said"),
    "letters": N_("Our letters"),
    "survey": NC_("my data", "What you answered to the survey"),
    "applications": NC_("my data", "What you applied for"),
    "looks": N_("Who saw my data"),
    "city": N_("A department of the city"),
    "nothing": N_("Nobody has looked yet."),
    "subscriptions": N_("What you get news about"),
}
SEEN: Mapping[str, Phrase] = {
    "title": N_("Who saw my data"),
    "lead": N_(
        "Who works here sees what their task needs, and each look is kept. Here is which department looked at your "
        "latest cases or searched for you, and what for. The names of members of staff are not told."
    ),
    "city": N_("A department of the city"),
    "purpose": N_("What for"),
    "nothing": N_("Nobody has looked yet."),
    "table": N_("Take this along as a table (CSV)"),
    "when": NC_("seen by", "When"),
    "who": NC_("seen by", "Who"),
    "what": NC_("seen by", "What"),
    "case": NC_("seen by", "Case"),
    "question": N_("If something here surprises you, call us and ask."),
    "back": N_("Back to all my cases"),
}
OTHERS: Mapping[str, Phrase] = {
    "title": N_("Cases of others for whom I act"),
    "lead": N_(
        "Who may act for somebody else is kept at our counter, where papers are looked at: a guardian, a "
        "representative, who acts for a business. Each look at a case is kept, and the person can read it."
    ),
    "nobody": N_("It is not kept that you may act for anybody."),
    "no_cases": N_("No request was brought with their address or number yet."),
    "until": NC_("mandate", "Until {day}"),
    "acting": N_("Who may act for me"),
    "acts_for_you": NC_("mandate", "{name} for {represented}: {kind}; may {may}, until {day}"),
    "end": N_("If this is not right, tell us at the counter or by telephone: it is ended at once."),
    "back": N_("Back to all my cases"),
}
CONSENTS: Mapping[str, Phrase] = {
    "title": N_("What I agreed to"),
    "lead": N_(
        "For some things we need your consent. You can give and withdraw it here at any time; what was done before "
        "stays lawful."
    ),
    "given": N_("You agreed on {when}."),
    "withdrawn": N_("You withdrew your consent on {when}."),
    "usual": N_("You have not said anything. It is done unless you say no."),
    "not_asked": N_("You have not said anything. It is not done."),
    "give": N_("I agree"),
    "withdraw": N_("I do not agree"),
    "saved": N_("We have noted it. It holds from now on."),
    "nothing": N_("There is nothing for which we need your consent."),
    "back": N_("Back to all my cases"),
}
