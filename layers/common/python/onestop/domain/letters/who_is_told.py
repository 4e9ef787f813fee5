"""Who gets which letter, and when: what happened, on which condition, who is told, and by which letter.

This table is what notifications goes by, what `onestop letters table` prints, and what a jurisdiction's letters are
checked against: which letters there must be, and what may stand in each.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Addressee(StrEnum):
    """Who is told."""

    RESIDENT = "the resident"
    FOLLOWER = "who follows the case"  # whose own case was joined with it
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
    NOTHING = ""  # who types a code must not learn to follow a link beside it


@dataclass(frozen=True, slots=True)
class LetterRule:
    """One row: `when` is the condition as the code knows it, `why` in words. `own` are the placeholders that this
    letter has beside the usual ones of its kind."""

    event: str
    when: str
    why: str
    who: Addressee
    letter: str
    opens: Opens = Opens.CASE
    own: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        """What happened, as finely as letters tell it apart."""
        return f"{self.event}/{self.when}" if self.when else self.event

    @property
    def about_case(self) -> bool:
        return self.who in (Addressee.RESIDENT, Addressee.FOLLOWER)

    @property
    def placeholders(self) -> frozenset[str]:
        """What may stand in the letter."""
        return self.own | (ABOUT_CASE if self.about_case else frozenset({"city"}))


ABOUT_CASE = frozenset({"name", "reference", "service", "next", "due", "link", "city"})
R, F = Addressee.RESIDENT, Addressee.FOLLOWER
ASKED, MESSAGE, UNTIL = frozenset({"question", "until"}), frozenset({"message"}), frozenset({"until"})
LIFE = "life"  # the case is about what happened in a life, and has opened others
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
    """When a letter is sent; nothing for one that never is."""
    return tuple(row for row in TABLE if row.letter == letter)


def letters_needed(*, forms: bool) -> tuple[str, ...]:
    """The letters without which notifications fails, each once; those of drafts only where there are forms. That of a
    life event is asked for where there is one."""
    rows = (row for row in TABLE if row.when != LIFE)
    needed = (row.letter for row in rows if forms or row.who is not Addressee.APPLICANT)
    return tuple(dict.fromkeys(needed))


def may_stand_in(letter: str) -> frozenset[str]:
    """The placeholders that are filled in whenever a letter is sent."""
    rows = [row.placeholders for row in rows_for(letter)]
    return frozenset.intersection(*rows) if rows else frozenset()


def has_link(letter: str) -> bool:
    """Whether whoever reads a letter needs its link to go on."""
    return any(row.opens is not Opens.NOTHING for row in rows_for(letter))
