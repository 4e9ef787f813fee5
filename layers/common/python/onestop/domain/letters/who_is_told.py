"""Who gets which letter, and when: what happened, on which condition, who is told, and by which letter.

This table is what notifications goes by, what `onestop letters table` prints, and what a jurisdiction's letters are
checked against: which letters there must be, and what may stand in each.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
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
class Told:
    """One row: `when` is the condition as the code knows it, `why` in words. `own` are the placeholders that this
    letter has beside the usual ones of its kind."""

    event: str
    when: str
    why: str
    who: Audience
    letter: str
    opens: Opens = Opens.CASE
    own: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        """What happened, as finely as letters tell it apart."""
        return f"{self.event}/{self.when}" if self.when else self.event

    @property
    def about_case(self) -> bool:
        return self.who in (Audience.RESIDENT, Audience.FOLLOWER)

    @property
    def placeholders(self) -> frozenset[str]:
        """What may stand in the letter."""
        return self.own | (ABOUT_CASE if self.about_case else frozenset({"city"}))


ABOUT_CASE = frozenset({"name", "reference", "service", "next", "due", "link", "city"})
R, F = Audience.RESIDENT, Audience.FOLLOWER
ASKED, MESSAGE, UNTIL = frozenset({"question", "until"}), frozenset({"message"}), frozenset({"until"})
LIFE = "life"  # the case is about what happened in a life, and has opened others
HANDED = frozenset({"whose", "number", "reach"})
SCORES = frozenset({"ask", "reply", "scores"})
OF_DRAFT = frozenset({"service", "reference", "code", "link", "due"})

TABLE = (
    Told("case.opened", "", "", R, "case-opened"),
    Told("resident.asked", "question", "staff ask something", R, "resident-asked", own=ASKED),
    Told("resident.asked", "service", "their words are too vague", R, "service-asked", own=ASKED),
    Told("resident.asked", "task", "a part of the plan is theirs", R, "resident-task", own=ASKED),
    Told("resident.reminded", "", "they have not answered yet", R, "resident-reminded", own=ASKED),
    Told("contact.received", "claimed", "nobody vouches that it is theirs", R, "contact-claimed", Opens.CONFIRMATION),
    Told("case.endangered", "", "they named danger", R, "contact-sent", own=MESSAGE),
    Told("contact.sent", "", "staff write to them", R, "contact-sent", own=MESSAGE),
    Told("case.handed_over", "", "another government has it", R, "handed-over", own=HANDED),
    Told("decision.made", "grant", "it was granted", R, "decision-granted", own=MESSAGE),
    Told("decision.made", "refuse", "it was refused", R, "decision-refused", own=MESSAGE | UNTIL),
    Told("case.resolved", "", "", R, "case-resolved"),
    Told("case.resolved", LIFE, "its parts have all ended", R, "life-ended", own=MESSAGE),
    Told("case.resolved", "", "", F, "joined-resolved"),
    Told("survey.invited", "", "they were not asked lately", R, "survey-invited", Opens.SURVEY, SCORES),
    Told("case.reopened", "", "", R, "case-reopened"),
    Told("case.reopened", "", "", F, "joined-reopened"),
    Told("case.unmerged", "going_on", "work on it goes on by itself", R, "case-reopened"),
    Told("case.unmerged", "resolved", "it was done already", R, "case-resolved"),
    Told("case.closed", "withdrawn", "they withdrew it", R, "case-withdrawn", own=UNTIL),
    Told("case.closed", "no_answer", "they never answered", R, "case-no-answer", own=UNTIL),
    Told("case.closed", "no_answer", "its resident never answered", F, "joined-closed"),
    Told("case.closed", "merged", "it is the same need as another", R, "case-merged"),
    Told(
        "code.asked", "", "the address may want a code", Audience.ASKER, "one-time-code", Opens.NOTHING,
        frozenset({"code"}),
    ),
    Told(
        "subscription.asked", "", "", Audience.ASKER, "subscription-confirm", Opens.CONFIRMATION,
        frozenset({"topic", "link"}),
    ),
    Told(
        "news.due", "", "something happened the day before", Audience.SUBSCRIBER, "subscription-news",
        Opens.SUBSCRIPTIONS, frozenset({"news", "link"}),
    ),
    Told(
        "signature.asked", "", "an application names them", Audience.SIGNER, "signature-asked", Opens.SIGNING,
        frozenset({"service", "link"}),
    ),
    Told(
        "application.kept", "", "they go on later", Audience.APPLICANT, "application-kept", Opens.DRAFT, OF_DRAFT
    ),
    Told(
        "application.ending", "", "its draft ends in a week", Audience.APPLICANT, "application-ending", Opens.DRAFT,
        OF_DRAFT,
    ),
)  # fmt: skip


def rows_for(letter: str) -> tuple[Told, ...]:
    """When a letter is sent; nothing for one that never is."""
    return tuple(row for row in TABLE if row.letter == letter)


def letters_needed(*, forms: bool) -> tuple[str, ...]:
    """The letters without which notifications fails, each once; those of drafts only where there are forms. That of a
    life event is asked for where there is one."""
    rows = (row for row in TABLE if row.when != LIFE)
    needed = (row.letter for row in rows if forms or row.who is not Audience.APPLICANT)
    return tuple(dict.fromkeys(needed))


def may_stand_in(letter: str) -> frozenset[str]:
    """The placeholders that are filled in whenever a letter is sent."""
    rows = [row.placeholders for row in rows_for(letter)]
    return frozenset.intersection(*rows) if rows else frozenset()


def has_link(letter: str) -> bool:
    """Whether whoever reads a letter needs its link to go on."""
    return any(row.opens is not Opens.NOTHING for row in rows_for(letter))
