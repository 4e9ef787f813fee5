"""Who does something to a case, as each event, note and attachment records it in `by`."""

from __future__ import annotations

from enum import StrEnum


class Actor(StrEnum):
    """Who acts. A member of staff is also identified, by an id that says nothing about the person: `staff:<id>`."""

    SYSTEM = "system"  # nobody: rules, the workflow, or the passing of time
    RESIDENT = "resident"  # the resident of the case, or whose need becomes one
    STRANGER = "stranger"  # somebody else who names a case
    STAFF = "staff"  # anyone who works for an agency: clerks, contractors, and machines that have signed in


def staff_actor(staff_id: str) -> str:
    """Returns the name in `by` of a member of staff."""
    return f"{Actor.STAFF}:{staff_id}"


def is_staff(by: str) -> bool:
    """Whether a member of staff acted."""
    return by.startswith(f"{Actor.STAFF}:")


def kind_of(by: str) -> str:
    """Returns who acted, without saying which member of staff: what others than the agencies may know."""
    return by.partition(":")[0]
