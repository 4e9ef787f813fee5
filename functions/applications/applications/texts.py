"""The words of the pages on which a form is filled in."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, NP_, Phrase, Plural

TAKES: Plural = NP_(
    "This takes about {count} minute. How many pages there are depends on your answers.",
    "This takes about {count} minutes. How many pages there are depends on your answers.",
)
KEPT: Plural = NP_(
    "Your answers are kept from the first page on. You can stop at any time and go on later, on any device, for "
    "{count} day.",
    "Your answers are kept from the first page on. You can stop at any time and go on later, on any device, for "
    "{count} days.",
)
START: Mapping[str, Phrase] = {
    "files": N_("You will be asked about:"),
    "begin": NC_("button", "Begin"),
    "go_on": N_("Go on with an application that you have begun"),
    "eligible": N_("See what you may get, with a few questions and without your name"),
    "paper": N_("The form on paper (PDF)"),
    "large_paper": N_("The form on paper, in large print (PDF)"),
}
LIFE: Mapping[str, Phrase] = {
    "title": N_("When your life changes"),
    "lead": N_(
        "Tell us once. You answer each question one time, every department that has to do something hears of it, "
        "and you follow all of it on one page."
    ),
    "parts": N_("What we can do then"),
}
ELIGIBLE: Mapping[str, Phrase] = {
    "found": N_("What your answers say"),
    "may_yes": N_("You may get this"),
    "may_maybe": N_("Perhaps: ask, or apply"),
    "may_no": N_("Not with these answers"),
    "promise": N_("This is no decision. What counts is decided when you apply. We keep none of these answers."),
    "see": NC_("button", "See what I may get"),
}
PAGE: Mapping[str, Phrase] = {
    "back": NC_("a page of a form", "Back"),
    "later": N_("Save and go on later"),
    "others": N_("Somebody else fills this in at the same time. The answers of both of you are kept."),
    "chosen": N_("Choose which answer is right"),
    "twice": N_("Somebody else answered this at the same time, and differently."),
    "other": N_("The other answer: {answer}"),
    "stands": N_("The answer there now: {answer}"),
    "empty": N_("Nothing"),
    "renewed": N_("The form has changed since you were here last"),
    "asked_now": N_("Asked now:"),
    "asked_otherwise": N_("Asked in another way:"),
    "aside": N_("Kept aside, and not sent:"),
}
UPLOAD: Mapping[str, Phrase] = {
    "title": N_("Choose a file"),
    "lead": N_("We take out of a photo what the camera wrote into it."),
    "file": N_("Your file"),
    "upload": N_("Send the file"),
    "minutes": N_(
        "You have 15 minutes. If you see a page of code, the file came too late or is larger than 100 MB: "
        "go back and try again."
    ),
    "cancel": N_("Back to the form"),
}
HELPING: Mapping[str, Phrase] = {
    "counter": N_("You fill this in for {name}, who is here. Each answer is kept as given through you."),
    "phone": N_("You fill this in for {name} on the telephone. Each answer is kept as given through you."),
    "paper": N_("This came on paper from {name}. Compare it with the original, and complete it."),
    "somebody": N_("somebody"),
    "to_desk": N_("Back to the desk"),
}
KNOWING: Mapping[str, Phrase] = {
    "link": N_("Fill in what you have told us before"),
    "title": N_("What you have told us before"),
    "prove": N_("Prove your e-mail address or telephone number with a code first. Then come back to this page."),
    "sign_in": N_("Prove who I am"),
    "lead": N_("Tick what is right. Nothing else is filled in."),
    "proved": N_("You proved this address just now."),
    "earlier": N_("From your application {reference}, {service}, of {day}."),
    "consent": N_("With your tick you agree that we use this here. You can change it on its page."),
    "fill_in": NC_("button", "Fill in what I ticked"),
    "nothing": N_("We know nothing that is asked here and not answered yet."),
    "elsewhere": N_("This is only possible in the browser in which the application was begun."),
    "back_to_form": N_("Back to the form"),
}
SIGNING: Mapping[str, Phrase] = {
    "title": N_("Please read this, and sign it"),
    "over": N_("There is nothing to sign any more"),
    "over_text": N_("The application was sent, or your signature is not needed any more."),
    "changed": N_("The answers have changed since you saw them. Read them again, then sign."),
    "agree": N_("I have read this, and it is right"),
    "name": N_("Your full name, as a signature"),
    "sign": NC_("button", "Sign"),
    "not_agree": N_("I do not agree"),
    "words": N_("What is wrong"),
    "object": NC_("button", "Say that I do not agree"),
    "wrong_name": N_("Tick that it is right, and write your full name."),
    "wrong_words": N_("Write down what is wrong."),
    "signatures": N_("Who signs besides you"),
    "their_email": N_("Their e-mail address"),
    "send_link": NC_("button", "Send them the link"),
    "unsigned": N_("All is answered. It can be sent when everybody has signed."),
    "signer_sent": N_("We send them the link."),
    "signer_wrong": N_("Enter an e-mail address, such as name@example.org."),
    "signer_often": N_("They were sent the link three times. Ask them to look for it, in their spam folder too."),
}
STANDS: Mapping[str, Phrase] = {
    "waiting": N_("Not signed yet"),
    "signed": NC_("an application", "Signed"),
    "outdated": N_("To be signed again: answers have changed"),
    "objected": N_("Not agreed"),
}
CHECK: Mapping[str, Phrase] = {
    "title": N_("Check all your answers"),
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
    "send_title": N_("Have both sent to you"),
    "email": N_("Your e-mail address"),
    "email_hint": N_("We send the link and the code there, and remind you a week before your answers are erased."),
    "send_link": N_("Send them to me"),
    "sent": N_("We have sent them. If nothing arrives within minutes, look at the address and into your spam folder."),
    "wrong_email": N_("Enter an e-mail address, such as name@example.org."),
    "withdraw_title": N_("Or take it back"),
    "withdraw_hint": N_("All answers and files are erased at once. Nobody can bring them back."),
    "sure": N_("I am sure"),
    "withdraw": NC_("button", "Erase my answers"),
    "not_sure": N_("Tick that you are sure, or go on with your application."),
}
WITHDRAWN: Mapping[str, Phrase] = {
    "title": N_("Your answers are erased"),
    "over_text": N_("You have taken your application back. Nothing was sent."),
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
    "title": N_("Your application is sent"),
    "complete": N_("It is complete. Nothing is missing."),
    "soon": N_("It is complete and kept. Its reference is here in a few minutes: come back to this page."),
    "reference": N_("Your reference"),
    "secret": N_("Secret code"),
    "keep": N_("Write both down or print this page. Whoever has both can see your case."),
    "link": N_("Or keep this link:"),
    "follow": N_("Follow what becomes of it"),
    "answers": N_("What you sent"),
}
FROM_CASE: Mapping[str, Phrase] = {
    "title": N_("Go on with the form"),
    "lead": N_("What you have told us is filled in. You answer what is missing, and can stop and go on at any time."),
    "instead": N_("When you have sent it, your application takes the place of this case."),
    "begin": N_("Fill in the form"),
    "back": N_("Back to your case"),
}
APPEAL: Mapping[str, Phrase] = {
    "title": N_("Object to the decision"),
    "lead": N_("Somebody who did not decide before looks at it all again. It costs nothing."),
    "label": N_("Why is the decision wrong?"),
    "hint": N_("In any language. At most 4,000 characters."),
    "send": N_("Send the objection"),
    "missing": N_("Say why the decision is wrong."),
    "wrong": N_("Shorten what you wrote to 4,000 characters or less."),
    "too_late": N_("It is too late to object to this decision. Call us if you think that is wrong."),
    "back": N_("Back to your case"),
}
PAY: Mapping[str, Phrase] = {
    "reference": SENT["reference"],
    "amount": N_("To be paid"),
    "pay": NC_("button", "Pay"),
    "back": N_("Back to your case"),
    "trying": N_("Trying out a payment"),
    "no_money": N_("This page takes no money. Choose what it says became of the payment."),
    "say_paid": NC_("button", "It was paid"),
    "say_failed": NC_("button", "It failed"),
    "say_expired": NC_("button", "Its time was over"),
}
