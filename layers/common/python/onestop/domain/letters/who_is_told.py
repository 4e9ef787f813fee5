"""Who gets which letter, and when: the event, the condition, the recipient, and the letter.

Notifications follows this table, `onestop letters table` prints it, and a jurisdiction's letters are
checked against it: which letters there must be, and which placeholders may be in each.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Addressee(StrEnum):
    """The recipient."""

    RESIDENT = "the resident"
    FOLLOWER = "who follows the case"  # somebody whose own case was joined with it
    ASKER = "who asks for it"  # whoever reads the address
    SUBSCRIBER = "who subscribed"
    APPLICANT = "the applicant"
    SIGNER = "who is to sign"


class Opens(StrEnum):
    """What the link of a letter opens."""

    CASE = "the case"
    SURVEY = "the survey"
    CONFIRMATION = "a page to confirm it"
    SUBSCRIPTIONS = "their subscriptions"
    DRAFT = "the draft"
    SIGNING = "what to sign"
    NOTHING = ""  # somebody who types a code must not learn to follow a link next to it


@dataclass(frozen=True, slots=True)
class LetterRule:
    """One row: `when` is the condition as the code names it, `why` in words. `own` are the placeholders that this
    letter has in addition to the usual ones of its kind."""

    event: str
    when: str
    why: str
    who: Addressee
    letter: str
    opens: Opens = Opens.CASE
    own: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        """The kind of event, as finely as letters distinguish it."""
        return f"{self.event}/{self.when}" if self.when else self.event

    @property
    def about_case(self) -> bool:
        return self.who in (Addressee.RESIDENT, Addressee.FOLLOWER)

    @property
    def placeholders(self) -> frozenset[str]:
        """The placeholders that the letter may contain."""
        return self.own | (ABOUT_CASE if self.about_case else frozenset({"city"}))


ABOUT_CASE = frozenset({"name", "reference", "service", "next", "due", "link", "city"})
R, F = Addressee.RESIDENT, Addressee.FOLLOWER
ASKED, MESSAGE, UNTIL = frozenset({"question", "until"}), frozenset({"message"}), frozenset({"until"})
LIFE = "life"  # the case is about a life event, and has opened others
HANDED = frozenset({"whose", "number", "reach"})
SCORES = frozenset({"ask", "reply", "scores"})
OF_DRAFT = frozenset({"service", "reference", "code", "link", "due"})

TABLE = (
    LetterRule("case.opened", "", "", R, "case-opened"),
    LetterRule("resident.asked", "question", "staff ask something", R, "resident-asked", own=ASKED),
    LetterRule("resident.asked", "service", "their words are too vague", R, "service-asked", own=ASKED),
    LetterRule("resident.asked", "task", "a part of the plan is theirs", R, "resident-task", own=ASKED),
    LetterRule("resident.reminded", "", "they have not answered yet", R, "resident-reminded", own=ASKED),
    LetterRule(
        "contact.received", "claimed", "nobody vouches that it is theirs", R, "contact-claimed", Opens.CONFIRMATION
    ),
    LetterRule("case.endangered", "", "they named danger", R, "contact-sent", own=MESSAGE),
    LetterRule("contact.sent", "", "staff write to them", R, "contact-sent", own=MESSAGE),
    LetterRule("case.handed_over", "", "another government has it", R, "handed-over", own=HANDED),
    LetterRule("decision.made", "grant", "it was granted", R, "decision-granted", own=MESSAGE),
    LetterRule("decision.made", "refuse", "it was refused", R, "decision-refused", own=MESSAGE | UNTIL),
    LetterRule("case.resolved", "", "", R, "case-resolved"),
    LetterRule("case.resolved", LIFE, "its parts have all ended", R, "life-ended", own=MESSAGE),
    LetterRule("case.resolved", "", "", F, "joined-resolved"),
    LetterRule("survey.invited", "", "they were not asked lately", R, "survey-invited", Opens.SURVEY, SCORES),
    LetterRule("case.reopened", "", "", R, "case-reopened"),
    LetterRule("case.reopened", "", "", F, "joined-reopened"),
    LetterRule("case.unmerged", "going_on", "work on it goes on by itself", R, "case-reopened"),
    LetterRule("case.unmerged", "resolved", "it was done already", R, "case-resolved"),
    LetterRule("case.closed", "withdrawn", "they withdrew it", R, "case-withdrawn", own=UNTIL),
    LetterRule("case.closed", "no_answer", "they never answered", R, "case-no-answer", own=UNTIL),
    LetterRule("case.closed", "no_answer", "its resident never answered", F, "joined-closed"),
    LetterRule("case.closed", "merged", "it is the same need as another", R, "case-merged"),
    LetterRule(
        "code.asked", "", "the address may want a code", Addressee.ASKER, "one-time-code", Opens.NOTHING,
        frozenset({"code"}),
    ),
    LetterRule(
        "subscription.asked", "", "", Addressee.ASKER, "subscription-confirm", Opens.CONFIRMATION,
        frozenset({"topic", "link"}),
    ),
    LetterRule(
        "news.due", "", "something happened the day before", Addressee.SUBSCRIBER, "subscription-news",
        Opens.SUBSCRIPTIONS, frozenset({"news", "link"}),
    ),
    LetterRule(
        "signature.asked", "", "an application names them", Addressee.SIGNER, "signature-asked", Opens.SIGNING,
        frozenset({"service", "link"}),
    ),
    LetterRule(
        "application.kept", "", "they go on later", Addressee.APPLICANT, "application-kept", Opens.DRAFT, OF_DRAFT
    ),
    LetterRule(
        "application.ending", "", "its draft ends in a week", Addressee.APPLICANT, "application-ending", Opens.DRAFT,
        OF_DRAFT,
    ),
)  # fmt: skip


def rows_for(letter: str) -> tuple[LetterRule, ...]:
    """Returns the rows for a letter; empty for one that is never sent."""
    return tuple(row for row in TABLE if row.letter == letter)


def letters_needed(*, forms: bool) -> tuple[str, ...]:
    """Returns the letters that notifications needs, each once; those of drafts only if there are forms, that of a life
    event only if there is one."""
    rows = (row for row in TABLE if row.when != LIFE)
    needed = (row.letter for row in rows if forms or row.who is not Addressee.APPLICANT)
    return tuple(dict.fromkeys(needed))


def may_stand_in(letter: str) -> frozenset[str]:
    """Returns the placeholders that are filled in whenever a letter is sent."""
    rows = [row.placeholders for row in rows_for(letter)]
    return frozenset.intersection(*rows) if rows else frozenset()


def has_link(letter: str) -> bool:
    """Whether the reader of a letter needs its link to continue."""
    return any(row.opens is not Opens.NOTHING for row in rows_for(letter))
