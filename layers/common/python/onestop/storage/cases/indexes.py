"""The indexes of the Cases table: how rows are found otherwise than by case. A row is in those that it has keys of. The
last one is of the Messages table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex, IncludeProjection, KeysOnlyProjection

if TYPE_CHECKING:
    from onestop.storage.tables import CaseRow, MessageRow  # noqa: F401


class WorkIndex(GlobalSecondaryIndex["CaseRow"]):  # type: ignore[no-untyped-call]
    """What waits to be done: the open tasks of an agency by due time, and the cases not closed yet. Sparse."""

    class Meta:
        index_name = "work"
        projection = AllProjection()

    work_key = UnicodeAttribute(hash_key=True)
    work_order = UnicodeAttribute(range_key=True)


class ListIndex(GlobalSecondaryIndex["CaseRow"]):  # type: ignore[no-untyped-call]
    """What is published in lists: cases with their requests by the month in which they were opened, and what happened
    to them by day (UTC)."""

    class Meta:
        index_name = "list"
        projection = AllProjection()

    list_key = UnicodeAttribute(hash_key=True)
    list_order = UnicodeAttribute(range_key=True)


class OwnIndex(GlobalSecondaryIndex["CaseRow"]):  # type: ignore[no-untyped-call]
    """Open tasks by who has them: a member of staff, or nobody yet in an agency; the one due first on top."""

    class Meta:
        index_name = "own"
        projection = AllProjection()

    own_key = UnicodeAttribute(hash_key=True)
    own_order = UnicodeAttribute(range_key=True)


class TimerIndex(GlobalSecondaryIndex["CaseRow"]):  # type: ignore[no-untyped-call]
    """Cases that time alone will change, by when; in shards. Keys only: it is written when that moment moves."""

    class Meta:
        index_name = "timer"
        projection = KeysOnlyProjection()

    timer_key = UnicodeAttribute(hash_key=True)
    timer_order = UnicodeAttribute(range_key=True)


class NearIndex(GlobalSecondaryIndex["CaseRow"]):  # type: ignore[no-untyped-call]
    """Cases that are not closed, by the tile of the earth that they lie in (storage/cases/nearby.py): only what is
    public."""

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
    """Cases that are not closed by their service, from south to north, with what needs are compared by
    (storage/cases/open_cases_around.py). Of services alone whose needs are compared; not for the public."""

    class Meta:
        index_name = "again"
        projection = IncludeProjection(["alike"])

    again_key = UnicodeAttribute(hash_key=True)
    again_order = UnicodeAttribute(range_key=True)
    alike = UnicodeAttribute(null=True)


class UnfinishedIndex(GlobalSecondaryIndex["MessageRow"]):  # type: ignore[no-untyped-call]
    """Letters of which it is not known yet how they ended, by when somebody looks at them; in shards, and sparse."""

    class Meta:
        index_name = "unfinished"
        projection = KeysOnlyProjection()

    look_key = UnicodeAttribute(hash_key=True)
    look_order = UnicodeAttribute(range_key=True)
