"""The words of the inbox."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.cases.tasks.task import DANGER_TASK, FOLLOW_UP_TASK, TRIAGE_TASK
from onestop.domain.translation import N_, NC_, NP_, Phrase

VIEW_NAMES: Mapping[str, Phrase] = {
    "all": NC_("tasks", "All of the agency"),
    "mine": NC_("tasks", "Mine"),
    "unassigned": NC_("tasks", "Nobody's yet"),
    "overdue": NC_("tasks", "Overdue"),
    "at_risk": NC_("tasks", "At risk"),
    "waiting": NC_("tasks", "Waiting"),
    "waking": NC_("tasks", "Waking today"),
    "answered": NC_("tasks", "Answered since I looked"),
}
# What an empty list says: what that means, and what to do instead.
EMPTY: Mapping[str, Phrase] = {
    "all": N_("Your agency has no open task. New ones appear here by themselves."),
    "mine": N_("You have no task. Take one from “Nobody's yet”: choose it and press “Take”."),
    "unassigned": N_("Everything is in somebody's hands. New tasks appear here first."),
    "overdue": N_("Nothing is overdue. What comes closest is in “At risk”."),
    "at_risk": N_("Nothing is at risk: every task has most of its time before it."),
    "waiting": N_("Nothing waits for a resident, a date or another case."),
    "waking": N_("Nothing that was put aside is due to resume today."),
    "answered": N_("No resident has written about a task of yours since you looked at it last."),
    "narrowed": N_("Nothing fits. Leave something out of the search, or look in another list."),
    "further": N_("Nothing so far, and there is more to look through."),
}
PRIORITY_NAMES: Mapping[str, Phrase] = {
    "low": NC_("priority", "Low"),
    "normal": NC_("priority", "Normal"),
    "high": NC_("priority", "High"),
    "urgent": NC_("priority", "Urgent"),
}
WAITS: Mapping[str, Phrase] = {
    "resident": N_("Waits for the resident"),
    "date": N_("Waits until {moment}"),
    "case": N_("Waits for another case"),
    "neighbour": N_("Waits for another government"),
}
DESK_TASK_NAMES: Mapping[str, Phrase] = {
    TRIAGE_TASK: NC_("a task", "Decide which service it is"),
    DANGER_TASK: NC_("a task", "Look at the danger"),
    FOLLOW_UP_TASK: NC_("a task", "Follow up a low score"),
}
FILTERS: Mapping[str, Phrase] = {
    "service": N_("Service"),
    "district": N_("District"),
    "priority": N_("Priority"),
    "channel": N_("Channel"),
    "code": NC_("a list", "Task"),
    "contractor": N_("Contractor"),
}
SHAPE_NAMES: Mapping[str, Phrase] = {
    "list": NC_("a list", "As a list"),
    "board": NC_("a list", "By stage"),
    "map": NC_("a list", "On a map"),
}
# what each row shows
ROW: Mapping[str, Phrase] = {
    "choose": N_("Choose {reference}"),
    "heard": N_("The resident wrote {moment}"),
    "you": NC_("a task", "You"),
    "somebody": NC_("a task", "A colleague"),
    "nobody": NC_("a task", "Nobody yet"),
}
TASKS = NP_("{count} task", "{count} tasks")
TAKE_THESE = NP_("Take this {count}", "Take these {count}")
NEW = NP_("{count} new: show it", "{count} new: show them")

TEXTS: Mapping[str, Phrase] = {
    "title": NC_("desk", "Inbox"),
    "views": N_("Lists"),
    "named": NC_("tasks", "Where I am named"),
    "took_part": NC_("tasks", "I took part"),
    "agency": N_("Agency"),
    "search": N_("Reference or words"),
    "find": NC_("a list", "Search"),
    "narrow": N_("Narrow the list"),
    "any": NC_("a filter", "Any"),
    "near": N_("Near a place"),
    "near_hint": N_("Latitude and longitude, such as 44.65,-63.57"),
    "here": NC_("a place", "Where I am"),
    "within": N_("Within metres"),
    "size": NC_("how many in a list", "At once"),
    "apply": NC_("a filter", "Apply"),
    "clear": NC_("a filter", "Leave all out"),
    "people_hint": N_("This looks like an e-mail address or a number. Who somebody is, is searched for elsewhere:"),
    "people": N_("Find a person's cases"),
    "near_wrong": N_(
        "This is not a place: write latitude and longitude, such as 44.65,-63.57, and up to 20000 metres."
    ),
    "saved": N_("Your views"),
    "save_as": N_("Keep this view as"),
    "save": NC_("a view", "Keep"),
    "forget": N_("Remove “{name}”"),
    "forgotten": N_("“{name}” was removed."),
    "undo": NC_("an act", "Undo"),
    "case": NC_("desk", "Case"),
    "what": N_("What it is about"),
    "who": NC_("a task", "Who has it"),
    "due": N_("Due"),
    "priority": N_("Priority"),
    "overdue": NC_("tasks", "Overdue"),
    "at_risk": NC_("tasks", "At risk"),
    "danger": NC_("tasks", "Danger"),
    "shown": N_("{count}, the one due first on top"),
    "shown_more": N_("The {count} due first; there are more"),
    "more": N_("The next page"),
    "further": N_("Look further"),
    "first": N_("Back to the first page"),
    "hidden_words": N_("(not yours to see)"),
    "choose_all": N_("All on this page"),
    "every": N_("All pages of this list"),
    "with_chosen": N_("With what is chosen:"),
    "take": NC_("tasks", "Take"),
    "give_back": NC_("tasks", "Give back"),
    "another": N_("Another act"),
    "go_on": N_("Go on"),
    "export": N_("Download as a spreadsheet (CSV)"),
    "export_hint": N_("What you download is recorded."),
    "map_of": N_("Map of the tasks; the list beneath has the same links."),
    "whole_map": N_("The whole city"),
    "look_closer": N_("Look closer: {district}"),
    "key_choose": N_("Choose, or not, what you are at"),
    "key_take": N_("Take what is chosen"),
    "not_chosen": N_("Choose at least one task first."),
}
