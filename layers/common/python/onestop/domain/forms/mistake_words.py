"""Messages for wrong answers, which say what would be right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from onestop.domain.catalogue.catalogue import Sayable
from onestop.domain.forms.form import Field, Form
from onestop.domain.forms.mistakes import AMBIGUOUS, FILE_MISTAKE, Mistake
from onestop.domain.forms.paths import Path
from onestop.domain.forms.typed_numbers import two_readings
from onestop.domain.languages import say_series
from onestop.domain.translation import N_, NC_, Phrase

Say = Callable[[Sayable], str]

MISSING: Mapping[str, Phrase] = {
    "choice": N_("Choose one of the answers."),
    "yesno": N_("Choose yes or no."),
    "choices": N_("Choose at least one of the answers."),
    "confirm": N_("Tick the box to confirm this."),
    "date": N_("Enter the day, such as 2026-11-23."),
    "time": N_("Enter the time of day, such as 14:30."),
    "number": N_("Enter a number, such as 12."),
    "money": N_("Enter an amount, such as 12.50."),
    "email": N_("Enter an e-mail address, such as name@example.org."),
    "phone": N_("Enter a telephone number."),
    "group": N_("Add at least one."),
    "file": N_("Add the file."),
}
MISSING_TEXT = N_("Write an answer here.")
KINDS: Mapping[str, Phrase] = {
    "minLength": N_("This is too short. Letters or digits needed: at least {limit}."),
    "maxLength": N_("This is too long. Letters or digits allowed: at most {limit}."),
    "minimum": N_("Enter {limit} or more."),
    "maximum": N_("Enter {limit} or less."),
    "exclusiveMinimum": N_("Enter more than {limit}."),
    "exclusiveMaximum": N_("Enter less than {limit}."),
    "multipleOf": N_("Enter a multiple of {limit}."),
    "minItems": N_("Give at least {limit}."),
    "maxItems": N_("Give no more than {limit}."),
    "uniqueItems": N_("The same answer is here twice. Leave one of them out."),
    "pattern": N_("This is not written as we need it. Look at the hint and write it like that."),
    "additionalProperties": N_("This is not asked for. Leave it out."),
    "unevaluatedProperties": N_("This is not asked for. Leave it out."),
}
TYPES: Mapping[str, Phrase] = {
    "number": N_("Enter a number in digits, such as 12 or 12.5."),
    "integer": N_("Enter a whole number in digits, such as 12."),
    "money": N_("Enter an amount in digits, such as 12.50."),
    "date": N_("Enter a day that there is, such as 2026-11-23."),
    "time": N_("Enter the time of day, such as 14:30."),
    "email": N_("Enter an e-mail address, such as name@example.org."),
    "phone": N_("Enter a telephone number with its area code, such as +1 902 555 0123."),
    "yesno": N_("Choose yes or no."),
    "choice": N_("Choose one of the answers."),
    "choices": N_("Choose among the answers."),
    "confirm": N_("Tick the box to confirm this."),
}
# files that are missing or not as they are asked for; all other reasons are those of attachments
FILES: Mapping[str, Phrase] = {
    "waiting": N_("We are still looking at this file. Wait a minute, then go on."),
    "unknown": N_("No place was asked for here for a file of this name."),
    "lost": N_("The file did not arrive. Take it away, and add it again."),
    "other_kind": N_("This is another kind of file than we need here. Take it away, and add one of: {takes}."),
    "larger": N_("The file is larger than {megabytes} MB. Take it away, and add a smaller one."),
    "too_many": N_("There are as many files as this application can take. Take one away first."),
}
TAKES: Mapping[str, Phrase] = {"photo": N_("Photo"), "document": N_("PDF"), "text": N_("Plain text")}
# how a mistake is shown away from its question; a question that ends with a punctuation mark needs no colon
ABOUT: Mapping[str, Phrase] = {
    "named": NC_("a mistake", "{question}: {mistake}"),
    "asked": NC_("a mistake", "{question} {mistake}"),
}
QUESTION_MARKS = ("?", "\uff1f")
WRITTEN_SO = N_("Write it like this: {example}.")
TWO_WAYS = N_("This can be read as {grouped} or as {decimal}. Write one of these two.")
PHONE = N_(
    "This cannot be read as a telephone number. Write only its digits, such as +1 902 555 0123, without an extension."
)
WITHOUT_HINT = N_("This is not written as we need it. Look for a letter, digit or sign that is missing or too many.")
CENTS = N_("Enter an amount with at most two digits after the point.")
OTHERWISE = N_("This does not fit with your other answers. Look at both again.")
OF_TYPE = ("type", "format", "enum", "const")


def say_mistake(mistake: Mistake, form: Form, say: Say) -> str:
    """Returns a mistake in somebody's language: in the form's own words if it has some, else ours."""
    if mistake.kind.startswith("rule:"):
        code = mistake.kind.removeprefix("rule:")
        return next((say(rule.say) for rule in form.rules if rule.code == code), say(OTHERWISE))
    field = field_at(mistake.path, form)
    if mistake.kind.startswith(FILE_MISTAKE):
        return say_file_mistake(mistake, field, say)
    own = field.say.get(mistake.kind) if field else None
    if own:
        return say(own)
    if mistake.kind == AMBIGUOUS:
        grouped, decimal = two_readings(mistake.limit) or ("", "")
        return say(TWO_WAYS).format(grouped=grouped, decimal=decimal)
    return say(phrase_for(mistake, field)).format(limit=mistake.limit, example=example_of(field))


def say_about(question: str, mistake: str, say: Say) -> str:
    """Returns a mistake with its question. The script of forms says it in the same way."""
    phrase = ABOUT["asked" if question.endswith(QUESTION_MARKS) else "named"]
    return say(phrase).replace("{question}", question).replace("{mistake}", mistake)


def say_file_mistake(mistake: Mistake, field: Field | None, say: Say) -> str:
    """Says which file it is, what is wrong with it, and what would be right."""
    from onestop.domain.cases.attachment_words import REFUSALS  # imported here: few forms ask for files

    code = mistake.kind.removeprefix(FILE_MISTAKE)
    takes = say_takes(field, say) if field else ""
    words = say(FILES.get(code) or REFUSALS.get(code, OTHERWISE))
    words = words.format(takes=takes, megabytes=field.megabytes if field else 0)
    return f"{mistake.limit}: {words}" if mistake.limit else words


def say_takes(field: Field, say: Say) -> str:
    """Says what kinds of file a question accepts."""
    kinds = [say(TAKES[each]) for each in field.takes or ("photo", "document")]
    return say({language: say_series(kinds, language) for language in field.label})


def phrase_for(mistake: Mistake, field: Field | None) -> Phrase:
    """Returns our phrase for a mistake in a field of some kind."""
    kind = field.kind if field else "text"
    if mistake.kind == "required" or (mistake.kind == "minLength" and mistake.limit == 1):
        return MISSING.get(kind, MISSING_TEXT)
    if mistake.kind in ("pattern", "format") and example_of(field):
        return WRITTEN_SO
    if mistake.kind == "pattern" and kind == "phone":
        return PHONE
    if mistake.kind == "pattern" and kind != "time" and not (field and field.hint):
        return WITHOUT_HINT
    if mistake.kind in OF_TYPE or (mistake.kind == "pattern" and kind == "time"):
        whole = field is not None and field.whole
        return TYPES.get("integer" if kind == "number" and whole else kind, MISSING_TEXT)
    if mistake.kind == "multipleOf" and mistake.limit == 0.01:
        return CENTS
    return KINDS.get(mistake.kind, OTHERWISE)


def example_of(field: Field | None) -> str:
    return field.example if field else ""


def field_at(path: Path, form: Form) -> Field | None:
    """Returns the field of a path, in any entry of a group; for a part of an answer, the field around it."""
    return _field_in(path, form.fields)


def _field_in(path: Path, fields: Mapping[Path, Field]) -> Field | None:
    for length in range(len(path), 0, -1):
        found = fields.get(path[:length])
        if found:
            rest: Any = path[length + 1 :]
            inner = {each.path: each for each in found.fields}
            return (_field_in(rest, inner) if rest and inner else None) or found
    return None
