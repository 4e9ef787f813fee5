"""Decides which service a resident's words mean, how sure that is, and why. Pure: words, catalogue and classifier in.

The classifier reads the text as a whole; a keyword that was found supports its service, and decides alone only if there
is no classifier. Below the confidence that the jurisdiction sets, a person decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from onestop.domain.cases.explanation import Proposal, Reason
from onestop.domain.understanding.clauses import clauses_of
from onestop.domain.understanding.evidence import words_for
from onestop.domain.understanding.keywords import LONGEST, KeywordMatch
from onestop.domain.understanding.plain_text import plain
from onestop.domain.understanding.small_talk import without_what_means_nothing

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue
    from onestop.domain.understanding.classifier import Classifier

CLEAR_LEAD = 1.0  # points by which the best keywords must lead to decide alone
MOST_PROPOSALS = 9  # there are this many keys to choose them with
LEAST_LIKELY = 0.005  # probability from which a service is proposed
OTHERS = {"vague": "vague", "elsewhere": "elsewhere", "spam": "advertising"}  # class -> why a person must look
KEYWORDS_SPEAK = 2.0  # factor by which the service with the best keywords gets more likely
DECIDE, LEAD = 70, 30  # percent, the defaults
# how likely each of two needs must be in its own clause, and in the text as a whole (a street's name alone is not a
# need): between sentences, and between commas or "and" (tuned on examples of one need and of two)
SENTENCES, SMALL_CLAUSES = (0.6, 0.001), (0.85, 0.003)

Likely = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Meaning:
    """The meaning of words: a service with the reasons, or none and why a person must decide. The proposals are
    ranked."""

    service: str | None
    reasons: tuple[Reason, ...]
    proposals: tuple[Proposal, ...] = ()
    confidence: float | None = None  # of the likeliest service; unknown if only keywords were used


def understand_need(text: str, catalogue: Catalogue, classifier: Classifier | None) -> Meaning:
    """Returns what the words of a need mean."""
    matches = catalogue.keywords.find(text[:LONGEST])
    if classifier is None:
        return by_keywords(matches)
    return MeaningReader(catalogue, classifier, matches).read(text)


def by_keywords(matches: Sequence[KeywordMatch]) -> Meaning:
    """Returns what the keywords say if there is no classifier."""
    proposals = tuple(Proposal(match.service, match.words) for match in matches[:MOST_PROPOSALS])
    if not matches:
        return Meaning(None, (Reason("no_match"),))
    best = matches[0]
    rivals = [match.service for match in matches if best.points - match.points < CLEAR_LEAD]
    if len(rivals) > 1:
        return Meaning(None, (Reason("ambiguous", tuple(rivals)),), proposals)
    return Meaning(best.service, (Reason("keywords", best.words),), proposals)


@dataclass(frozen=True, slots=True)
class MeaningReader:
    """Reads one text with the classifier, and with the keywords that were found in it."""

    catalogue: Catalogue
    classifier: Classifier
    matches: Sequence[KeywordMatch]

    def read(self, text: str) -> Meaning:
        """Decides, or says why a person must."""
        shown = without_what_means_nothing(plain(text), self.classifier)
        likely = self.likely(shown)
        services = [(label, share) for label, share in likely if label in self.catalogue.services]
        if not services or not any(letter.isalpha() for letter in shown):
            return Meaning(None, (Reason("no_match"),))
        confidence = services[0][1]
        proposals = self.proposed(shown, services)
        label, share = likely[0]
        others = [(name, part) for name, part in likely if name in OTHERS]
        if label in OTHERS:
            return Meaning(None, (Reason(OTHERS[label]),), proposals, confidence)
        two = self.two_needs(shown, dict(likely))
        if len(two) > 1:
            first = tuple(Proposal(code, self.words_of(shown, code)) for code in two)
            rest = tuple(proposal for proposal in proposals if proposal.service not in two)
            return Meaning(None, (Reason("two_needs", tuple(two)),), (*first, *rest)[:MOST_PROPOSALS], confidence)
        second = max((part for name, part in likely[1:2]), default=0.0)
        if share < self.percent("decide", DECIDE) or share - second < self.percent("lead", LEAD):
            if others and others[0][1] >= share / 2 and others[0][0] != "spam":
                return Meaning(None, (Reason(OTHERS[others[0][0]]),), proposals, confidence)
            return Meaning(None, (self.unsure(services),), proposals, confidence)
        return Meaning(label, self.reasons(shown, label, share), proposals, confidence)

    def likely(self, shown: str) -> Likely:
        """Returns the classes by probability, with keywords taken into account."""
        likely = self.classifier.likely_of_plain(shown)
        spoken = self.spoken_for()
        if spoken is None:
            return likely
        heard = [(label, share * (KEYWORDS_SPEAK if label == spoken else 1.0)) for label, share in likely]
        total = sum(share for _, share in heard)
        return sorted(((label, share / total) for label, share in heard), key=lambda each: (-each[1], each[0]))

    def spoken_for(self) -> str | None:
        """Returns the service whose keywords were found better than any other's."""
        if not self.matches or (len(self.matches) > 1 and self.matches[0].points == self.matches[1].points):
            return None
        return self.matches[0].service

    def percent(self, name: str, usual: int) -> float:
        """Returns a confidence that the jurisdiction sets, as a share."""
        said = cast("Mapping[str, int]", self.catalogue.jurisdiction.get("confidence") or {})
        return said.get(name, usual) / 100

    def unsure(self, services: Likely) -> Reason:
        """Returns why a person decides among several services: those not far behind the likeliest."""
        rivals = [code for code, share in services[:3] if share >= services[0][1] / 4]
        return Reason("ambiguous", tuple(rivals)) if len(rivals) > 1 else Reason("not_sure", (rivals[0],))

    def proposed(self, shown: str, services: Likely) -> tuple[Proposal, ...]:
        """Returns the services by probability, each with the words that support it."""
        likely = [code for code, share in services if share >= LEAST_LIKELY][:MOST_PROPOSALS]
        codes = likely + [code for code, _ in services[len(likely) : 3]]
        return tuple(Proposal(code, self.words_of(shown, code)) for code in codes)

    def words_of(self, shown: str, code: str) -> tuple[str, ...]:
        """Returns keywords that were found, else words that the classifier knows: none that only the resident used."""
        found = next((match.words for match in self.matches if match.service == code), ())
        return found or words_for(shown, code, self.classifier)

    def reasons(self, shown: str, code: str, share: float) -> tuple[Reason, ...]:
        """Returns why it was decided: the words, then how sure that is."""
        words = self.words_of(shown, code)
        said = Reason("understood", words) if words else Reason("understood_whole")
        return said, Reason("confidence", (str(min(99, round(share * 100))),))

    def two_needs(self, shown: str, whole: Mapping[str, float]) -> list[str]:
        """Returns the services that different clauses surely mean, if there are two that the text as a whole may
        mean too."""
        for small, (apart, together) in ((False, SENTENCES), (True, SMALL_CLAUSES)):
            clauses = clauses_of(shown, small=small)
            surest = (self.classifier.likeliest_of_plain(clause) for clause in clauses if len(clauses) > 1)
            sure = [label for label, share in surest if share >= apart and whole.get(label, 0) >= together]
            found = [label for label in dict.fromkeys(sure) if label in self.catalogue.services]
            if len(found) > 1:
                return found[:2]
        return []
