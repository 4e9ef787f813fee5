"""The words of the box "what do you need?" and of what it finds."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, Phrase

SEARCH_BOX: Mapping[str, Phrase] = {
    "need": N_("What do you need?"),
    "need_hint": N_("A word or two, a sentence, or the reference of your case"),
    "find": NC_("search", "Find"),
    "suggestions": N_("Suggestions"),
    "answer": NC_("suggestion", "Answer"),
    "open_case": N_("Follow the case {reference}"),
    "suggested": N_("Suggestions: {count}. Arrow keys choose one."),
    "unsuggested": N_("No suggestions"),
}
SEARCH: Mapping[str, Phrase] = {
    **SEARCH_BOX,
    "title": N_("What we found for “{words}”"),
    "nothing": N_("We found no service for these words."),
    "because": N_("Found by: {words}"),
    "ask": N_("Report or ask this"),
    "own_words": N_("Not what you need?"),
    "own_words_lead": N_("Go on with what you wrote: we find out who can help, and nothing has to be typed twice."),
    "go_on": N_("Go on with my words"),
    "call": N_("Or call us: {phone}"),
    "already": N_("Have you told us already?"),
}
