"""The words of the forms of acts: names of fields, and what is missing or wrong in them."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, NP_, Phrase, Plural

LABELS: Mapping[str, Phrase] = {
    "note": N_("Note for colleagues"),
    "text": N_("Note for colleagues"),
    "service_code": N_("Service that this is"),
    "assignee": N_("To whom"),
    "agency": N_("To which agency"),
    "agencies": N_("Among which agencies"),
    "reason": NC_("act", "Why"),
    "overrule": N_("Even if it has been there before"),
    "question": N_("What you ask"),
    "until": N_("Until when"),
    "case": N_("Reference of the other case"),
    "reference": N_("Reference of the other case"),
    "into": N_("Reference of the case to continue in"),
    "code": N_("Which task"),
    "priority": N_("Priority"),
    "due_at": N_("Due"),
    "purpose": N_("What you need it for (kept for the auditor)"),
}
PRIORITIES: Mapping[str, Phrase] = {
    "low": NC_("priority", "Low"),
    "normal": NC_("priority", "Normal"),
    "high": NC_("priority", "High"),
    "urgent": NC_("priority", "Urgent"),
}
MISSING: Mapping[str, Phrase] = {
    "area": N_("Write something here."),
    "line": N_("Write something here."),
    "text": N_("Write an answer."),
    "person": N_("Write who should get the task."),
    "agency": N_("Choose an agency."),
    "agencies": N_("Choose two agencies or more."),
    "reference": N_("Write the reference of the other case."),
    "moment": N_("Give a day and a time."),
    "number": N_("Write a number."),
    "date": N_("Give a day."),
    "choice": NC_("own case", "Choose an answer."),
    "yesno": NC_("own case", "Choose an answer."),
    "choices": N_("Choose at least one answer."),
    "extra": N_("Choose a task."),
    "service": N_("Choose a service."),
}
TOO_LONG: Plural = NP_(
    "Shorten this to {count} character or less. You wrote {written}; all of it is still here.",
    "Shorten this to {count} characters or less. You wrote {written}; all of it is still here.",
)
# by the kind of the field, or by its name where that has a rule of its own
WRONG: Mapping[str, Phrase] = {
    "text": N_("Shorten your answer to 2,000 characters or less."),
    "person": N_("Choose a colleague who has an account, works for this agency and does tasks."),
    "agency": N_("Choose another agency."),
    "agencies": N_("Choose two agencies or more."),
    "reference": N_("There is no such case that you may work on. Check each character."),
    "itself": N_("This is the case itself. Write the reference of another one."),
    "moment": N_("Give a future day and time, different from the current one."),
    "until": N_("Give a future day and time, at most a year from now."),
    "number": N_("Write a number in digits, such as 12000 or 12.5."),
    "date": N_("Write the day as year, month, day, such as 2026-11-23."),
    "choice": N_("Choose one of the answers shown."),
    "yesno": N_("Choose one of the answers shown."),
    "choices": N_("Choose one of the answers shown."),
    "extra": N_("Choose a task."),
    "service": N_("Choose a service."),
}
FORM_TEXTS: Mapping[str, Phrase] = {
    "yes": N_("Yes"),
    "no": N_("No"),
    "choose": N_("(choose)"),
    "choices_hint": N_("Choose all that apply"),
    "number_hint": N_("In digits, such as 12.5."),
    "date_hint": N_("Year, month, day, such as 2026-11-23."),
    "local": N_("In local time."),
    "add_note": N_("Add a note"),
    "name_somebody": N_("Write @ and a colleague's name, and they find the case under “Where I am named”."),
    "names_fit": N_("Colleagues whose names begin like this"),
    "translate_first": N_("See it in {language} first"),
    "send_it": NC_("a form", "Send"),
    "would_be_due": N_("{name} – due {due}"),
    "then_due": N_("It is then due {due}."),
    "stands_still": N_(
        "The clock stops while this waits. When work resumes, the task has the same number of working "
        "hours left as now."
    ),
    "asked_until": N_(
        "The clock stops. We send a reminder on {remind}; without an answer, the case is closed on {end}."
    ),
    "now_due": N_("Due {due} now. Open tasks get as much time more, or less; the resident is told with your reason."),
}
