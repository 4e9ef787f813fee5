"""The tables: their names, their one connection, and the shape of a row.

Every table has the same row: two keys, the body as JSON (msgspec encodes and decodes our dataclasses many times faster
than an attribute per field), and as further attributes only those that a condition, an index or a stream filter
looks at.
"""

from __future__ import annotations

import json
import os
from functools import cache
from typing import Any, Self

from botocore.config import Config
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.connection import Connection, TableConnection
from pynamodb.models import Model

from onestop.storage.cases.indexes import (
    AgainIndex,
    AreaIndex,
    ListIndex,
    NearIndex,
    OwnIndex,
    TimerIndex,
    UnfinishedIndex,
    WorkIndex,
)
from onestop.storage.replies import watch_replies


class FromEnvironment:
    """Lets a pynamodb Meta read a value from the environment when it is used, not when the module is imported."""

    def __init__(self, *variables: str) -> None:
        self.variables = variables

    def __get__(self, owner: object, kind: type | None = None) -> str | None:
        return next((os.environ[name] for name in self.variables if os.environ.get(name)), None)


REGION = FromEnvironment("AWS_REGION", "AWS_DEFAULT_REGION")
ENDPOINT = FromEnvironment("AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL")
# Unnamed, botocore builds its User-Agent again, twice for each call: a tenth of the CPU time of a warm request.
NAMED = Config(user_agent="Onestop")  # type: ignore[no-untyped-call]


@cache
def connection() -> Connection:
    """Returns the one connection of this process to DynamoDB: pynamodb alone would make a client for every table."""
    made = Connection(
        region=REGION.__get__(None), host=ENDPOINT.__get__(None), connect_timeout_seconds=3, read_timeout_seconds=3
    )  # a resident waits: an operation not answered within seconds is postponed or reported as unavailable
    made.session.set_default_client_config(NAMED)  # type: ignore[no-untyped-call]
    watch_replies(made.session)
    return made


class Row(Model):
    """A row of any table."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    body = UnicodeAttribute(null=True)

    def serialize(self, null_check: bool = True) -> dict[str, dict[str, Any]]:
        """Returns the row in DynamoDB's format. Ours hold text and whole numbers, so pynamodb's slower way is not
        needed."""
        values = self.attribute_values.items()
        return {
            name: {"N": str(value)} if isinstance(value, int) else {"S": value}
            for name, value in values
            if value is not None
        }

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        """Returns a row that DynamoDB answered with. Most of the time of a query was pynamodb's way to do this, which
        goes through all attributes three times for each row; it is left what is not as we write it."""
        types, values = types_of(cls), {}
        for name, value in data.items():
            if name in types:
                if types[name] not in value:
                    return super().from_raw_data(data)
                values[name] = value["S"] if "S" in value else json.loads(value["N"])
        row = cls.__new__(cls)
        row.attribute_values = values
        return row

    @classmethod
    def _get_connection(cls) -> TableConnection:
        shared, table = connection(), cls._connection
        if table is None or table.connection is not shared:
            table = super()._get_connection()
            if table.table_name not in shared._tables:
                shared.add_meta_table(table.get_meta_table())
            elif cls._indexes:  # another type of row was read first, and it has no indexes
                shared._tables[table.table_name] = table.get_meta_table()
            table.connection = shared
        return table


@cache
def types_of(kind: type[Row]) -> dict[str, str]:
    """The types of the attributes that a kind of row has, as DynamoDB calls them."""
    return {name: attribute.attr_type for name, attribute in kind.get_attributes().items()}


class CaseRow(Row):
    """A row of the Cases table; storage/cases/open_and_change.py lists the kinds."""

    class Meta:
        table_name = FromEnvironment("CASES_TABLE")
        region = REGION
        host = ENDPOINT

    kind = UnicodeAttribute()
    version = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)
    work_key = UnicodeAttribute(null=True)
    work_order = UnicodeAttribute(null=True)
    amount = NumberAttribute(null=True)
    list_key = UnicodeAttribute(null=True)
    list_order = UnicodeAttribute(null=True)
    own_key = UnicodeAttribute(null=True)
    own_order = UnicodeAttribute(null=True)
    timer_key = UnicodeAttribute(null=True)
    timer_order = UnicodeAttribute(null=True)
    near_key = UnicodeAttribute(null=True)
    near_order = UnicodeAttribute(null=True)
    area_key = UnicodeAttribute(null=True)
    area_order = UnicodeAttribute(null=True)
    shown = UnicodeAttribute(null=True)
    again_key = UnicodeAttribute(null=True)
    again_order = UnicodeAttribute(null=True)
    alike = UnicodeAttribute(null=True)
    work = WorkIndex()
    listed = ListIndex()
    own = OwnIndex()
    timer = TimerIndex()
    near = NearIndex()
    area = AreaIndex()
    again = AgainIndex()


class PersonRow(Row):
    """A row of the People table: the only table with names, addresses and numbers of people."""

    class Meta:
        table_name = FromEnvironment("PEOPLE_TABLE")
        region = REGION
        host = ENDPOINT

    at = UnicodeAttribute(null=True)  # of a row that finds a case: when the case was brought


class MessageRow(Row):
    """A row of the Messages table: notifications, and what residents answered."""

    class Meta:
        table_name = FromEnvironment("MESSAGES_TABLE")
        region = REGION
        host = ENDPOINT

    status = UnicodeAttribute(null=True)
    expires_at = NumberAttribute(null=True)
    look_key = UnicodeAttribute(null=True)
    look_order = UnicodeAttribute(null=True)
    unfinished = UnfinishedIndex()


class CatalogueRow(Row):
    """A row of the Catalogue table."""

    class Meta:
        table_name = FromEnvironment("CATALOGUE_TABLE")
        region = REGION
        host = ENDPOINT
