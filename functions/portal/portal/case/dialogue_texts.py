"""The words of a case's page for the exchange between the resident and us: what we need, what was said, how it
ended."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, Phrase

DIALOGUE: Mapping[str, Phrase] = {
    "needed": N_("We need something from you"),
    "needed_until": N_(
        "We wait until {day}. If we hear nothing by then we close the case, and you may have it reopened."
    ),
    "chosen_until": N_("We wait until {day}. If we hear nothing by then one of our staff decides."),
    "due_after_answer": N_("We can say so once we have heard from you"),
    "no_words": N_("Please tell us more about your request."),
    "answer": N_("Answer"),
    "do_part": N_("Do this part"),
    "talk": N_("Messages"),
    "letters": N_("Our letters to you"),
    "letter_missed": N_("A letter of ours did not reach you: tell us how else we can reach you."),
    "we": N_("We wrote"),
    "you": N_("You wrote"),
    "acts": N_("Is there more to say?"),
    "message": N_("Tell us something about this case"),
    "withdraw": N_("Withdraw this request"),
    "reopen_lead": N_("Is it still not fixed? Tell us what is wrong, and we work on it again."),
    "need_again_lead": N_("Do you still need us? Have it reopened, and we go on with it."),
    "reopen_until": N_("You can do so until {day}."),
    "reopen": N_("Have it reopened"),
    "joined": N_(
        "Others have told us about the same thing, so we work on all of it in one case. "
        "You need not do anything: we tell you how it goes there."
    ),
    "joined_status": N_("Status of the joint case"),
    "handed_over": N_("Passed on to"),
    "open_there": NC_("there", "open"),
    "closed_there": NC_("there", "closed"),
    "why_closed": N_("Why it is closed"),
    "closed_done": N_("The work is done."),
    "closed_withdrawn": N_("The request was withdrawn."),
    "closed_no_answer": N_("We asked you for something that we needed, and did not hear from you."),
    "closed_merged": N_("It was joined with another case about the same thing."),
}

# what is said to somebody who has just done something; the names are those of the acts in intake
DONE: Mapping[str, Phrase] = {
    "messages": N_("Thank you. Everybody who works on your case can read what you wrote."),
    "completion": N_("Thank you. Your part is done."),
    "withdrawal": N_("Your request is withdrawn. You need not do anything more."),
    "reopening": N_("Thank you for telling us. Your case is reopened."),
}
