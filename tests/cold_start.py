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


# Somebody sits in front of the first eight. Desk and portal draw pages, and each page brings modules of its own:
# they load the most. Nobody waits for the others, which a queue or a schedule starts.
GOALS = {
    "IntakeFunction": Goal(modules=640, ratio=1.6),
    "Open311Function": Goal(modules=580, ratio=1.6),
    "CaseworkFunction": Goal(modules=560, ratio=1.4),
    "DeskFunction": Goal(modules=860, ratio=2.2),
    "SurveysFunction": Goal(modules=510, ratio=1.4),
    "PortalFunction": Goal(modules=730, ratio=2.0),
    "ApplicationsFunction": Goal(modules=570, ratio=1.4),
    "VoiceFunction": Goal(modules=570, ratio=1.5),
    "MailroomFunction": Goal(modules=590, ratio=1.5),
    "AttachmentsFunction": Goal(modules=580, ratio=1.5),
    "RoutingFunction": Goal(modules=510, ratio=1.4),
    "DispatchFunction": Goal(modules=560, ratio=1.5),
    "NotificationsFunction": Goal(modules=720, ratio=2.0),
    "InsightsFunction": Goal(modules=430, ratio=1.3),
}
