"""The cost of a function before its first answer: the modules that its handler loads, and the time that this takes.

The number of modules is exact and the same on every machine, so a test holds it. The time is a multiple of what one
bare botocore client costs in the same run: `make bench` prints it with its goal, because no test depends on a clock.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """The most that a handler may load, and how many bare clients' time its import may take."""

    modules: int  # beyond those of a bare interpreter; a little over what it loads today
    ratio: float


# Somebody sits in front of the first eight: 1.3 is what we want for them. Nobody waits for the others, which a queue
# or a schedule starts.
GOALS = {
    "IntakeFunction": Goal(modules=562, ratio=1.4),
    "Open311Function": Goal(modules=496, ratio=1.6),
    "CaseworkFunction": Goal(modules=560, ratio=1.4),
    "DeskFunction": Goal(modules=586, ratio=1.5),
    "SurveysFunction": Goal(modules=510, ratio=1.4),
    "PortalFunction": Goal(modules=436, ratio=1.15),
    "ApplicationsFunction": Goal(modules=570, ratio=1.4),
    "VoiceFunction": Goal(modules=567, ratio=1.5),
    "MailroomFunction": Goal(modules=587, ratio=1.4),
    "AttachmentsFunction": Goal(modules=580, ratio=1.5),
    "RoutingFunction": Goal(modules=510, ratio=1.3),
    "DispatchFunction": Goal(modules=554, ratio=1.4),
    "NotificationsFunction": Goal(modules=714, ratio=2.0),
    "InsightsFunction": Goal(modules=421, ratio=1.2),
}
# Pages are loaded when they are asked for. So that the goals above hide nothing, here is what each of these functions
# loads on top for the page at which most people begin, and how many bare clients' time the two may take together.
FIRST_PAGES = {
    "IntakeFunction": ("intake.web.report.pages", 1.5),
    "DeskFunction": ("casework.pages.inbox.page", 1.6),
    "PortalFunction": ("portal.front", 1.3),
}
