"""The indexes of the Cases table: how rows are found other than by case. A row is in each index that it has keys of.
The last index is of the Messages table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex, IncludeProjection, KeysOnlyProjection

if TYPE_CHECKING:
    from onestop.storage.tables import CaseRow, MessageRow  # noqa: F401


class WorkIndex(GlobalSecondaryIndex["CaseRow"]):  # type: ignore[no-untyped-call]
    """Work to do: the open tasks of an agency by due time, and the cases not closed yet. Sparse."""

    class Meta:
        index_name = "work"
        projection = AllProjection()

    work_key = UnicodeAttribute(hash_key=True)
    work_order = UnicodeAttribute(range_key=True)


class ListIndex(GlobalSecondaryIndex["CaseRow"]):  # type: ignore[no-untyped-call]
    """What is published in lists: cases with their requests by the month in which they were opened, and their events by
    day (UTC)."""

    class Meta:
        index_name = "list"
        projection = AllProjection()

    list_key = UnicodeAttribute(hash_key=True)
    list_order = UnicodeAttribute(range_key=True)


class OwnIndex(GlobalSecondaryIndex["CaseRow"]):  # type: ignore[no-untyped-call]
    """Open tasks by assignee: a member of staff, or an agency while nobody has taken them; the one due first on top."""

    class Meta:
        index_name = "own"
        projection = AllProjection()

    own_key = UnicodeAttribute(hash_key=True)
    own_order = UnicodeAttribute(range_key=True)


class TimerIndex(GlobalSecondaryIndex["CaseRow"]):  # type: ignore[no-untyped-call]
    """Cases that a timer will change, by when; in shards. Keys only: it is written only when that moment changes."""

    class Meta:
        index_name = "timer"
        projection = KeysOnlyProjection()

    timer_key = UnicodeAttribute(hash_key=True)
    timer_order = UnicodeAttribute(range_key=True)


class NearIndex(GlobalSecondaryIndex["CaseRow"]):  # type: ignore[no-untyped-call]
    """Cases that are not closed, by the tile of the earth that they are in (storage/cases/nearby.py): public fields
    only."""

    class Meta:
        index_name = "near"
        projection = IncludeProjection(["shown"])

    near_key = UnicodeAttribute(hash_key=True)
    near_order = UnicodeAttribute(range_key=True)
    shown = UnicodeAttribute(null=True)


class AreaIndex(GlobalSecondaryIndex["CaseRow"]):  # type: ignore[no-untyped-call]
    """The same by district."""

    class Meta:
        index_name = "area"
        projection = IncludeProjection(["shown"])

    area_key = UnicodeAttribute(hash_key=True)
    area_order = UnicodeAttribute(range_key=True)
    shown = UnicodeAttribute(null=True)


class AgainIndex(GlobalSecondaryIndex["CaseRow"]):  # type: ignore[no-untyped-call]
    """Cases that are not closed, by service, from south to north, with what needs are compared by
    (storage/cases/open_cases_around.py). Only for services whose needs are compared; not for the public."""

    class Meta:
        index_name = "again"
        projection = IncludeProjection(["alike"])

    again_key = UnicodeAttribute(hash_key=True)
    again_order = UnicodeAttribute(range_key=True)
    alike = UnicodeAttribute(null=True)


class UnfinishedIndex(GlobalSecondaryIndex["MessageRow"]):  # type: ignore[no-untyped-call]
    """Letters whose outcome is not known yet, by when the sweeper looks at them; in shards, and sparse."""

    class Meta:
        index_name = "unfinished"
        projection = KeysOnlyProjection()

    look_key = UnicodeAttribute(hash_key=True)
    look_order = UnicodeAttribute(range_key=True)
