"""The words about absences and deputies."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, Phrase

TEXTS: Mapping[str, Phrase] = {
    "title": N_("Tasks of {name}, for whom you stand in"),
    "case": NC_("desk", "Case"),
    "what": N_("What it is about"),
    "due": N_("Due"),
    "priority": N_("Priority"),
    "overdue": NC_("tasks", "Overdue"),
    "hidden_words": N_("(not yours to see)"),
    "nothing": N_("Nothing here."),
    "only_first": N_("Only the first are shown."),
}
