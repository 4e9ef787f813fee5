"""Where an installation keeps things: every table and every bucket, read completely. Only an operator may."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onestop_cli.people.rights.dead_letter_traces import Resting
from onestop_cli.people.rights.keyed_hashes import Hashes

TABLES = {  # without the catalogue, which names no person
    "Cases": "CasesTable",
    "People": "PeopleTable",
    "Messages": "MessagesTable",
    "Applications": "ApplicationsTable",
}
BUCKETS = {"attachments": "AttachmentsBucket", "mail": "MailBucket", "paper": "PaperBucket"}
LOOKED_INTO = 2_000_000  # bytes of an object: what came by mail is said in its beginning
RawItem = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row of a table. `text` is all of its content, in one string."""

    table: str
    pk: str
    sk: str
    kind: str
    body: str
    text: str


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object in a bucket, one version of it."""

    bucket: str
    key: str
    version: str | None


@dataclass(frozen=True, slots=True)
class Places:
    """The tables, buckets and dead-letter queues of an installation, by what they are called in the stack; and by which
    keyed hashes an address is found in them."""

    dynamodb: Any
    s3: Any
    tables: Mapping[str, str]
    buckets: Mapping[str, str]
    resting: Resting
    sns: Any
    hashes: Hashes

    def rows(self, table: str) -> Iterator[StoredRow]:
        """Every row of a table."""
        for page in self.dynamodb.get_paginator("scan").paginate(TableName=self.tables[table], ConsistentRead=True):
            for item in page["Items"]:
                yield stored_row(table, item)

    def rows_of(self, table: str, pk: str) -> Iterator[StoredRow]:
        """The rows with one first key."""
        asked = {"KeyConditionExpression": "pk = :pk", "ExpressionAttributeValues": {":pk": {"S": pk}}}
        pages = self.dynamodb.get_paginator("query").paginate(
            TableName=self.tables[table], ConsistentRead=True, **asked
        )
        for page in pages:
            for item in page["Items"]:
                yield stored_row(table, item)

    def delete_row(self, row: StoredRow) -> None:
        key = {"pk": {"S": row.pk}, "sk": {"S": row.sk}}
        self.dynamodb.delete_item(TableName=self.tables[row.table], Key=key)

    def change_body(self, row: StoredRow, body: str) -> None:
        """Changes what a row says, and nothing else of it; only as it was read."""
        self.dynamodb.update_item(
            TableName=self.tables[row.table],
            Key={"pk": {"S": row.pk}, "sk": {"S": row.sk}},
            UpdateExpression="SET body = :body",
            ConditionExpression="body = :before",
            ExpressionAttributeValues={":body": {"S": body}, ":before": {"S": row.body}},
        )

    def forget_app(self, row: StoredRow) -> None:
        """Has SNS forget the app of a person, whose token it keeps."""
        device = json.loads(row.body).get("device") if row.sk == "PERSON" and row.body else None
        if device:
            self.sns.delete_endpoint(EndpointArn=device)

    def put_row(self, table: str, pk: str, sk: str, body: str) -> None:
        item = {"pk": {"S": pk}, "sk": {"S": sk}, "body": {"S": body}}
        self.dynamodb.put_item(TableName=self.tables[table], Item=item)

    def objects(self) -> Iterator[StoredObject]:
        """Lists every version of every object, and the delete markers, whose names may say something too."""
        for bucket, name in self.buckets.items():
            for page in self.s3.get_paginator("list_object_versions").paginate(Bucket=name):
                for each in (*page.get("Versions", ()), *page.get("DeleteMarkers", ())):
                    yield StoredObject(bucket, each["Key"], each.get("VersionId"))

    def text_of(self, stored: StoredObject) -> str:
        """Returns the text of an object; nothing for a delete marker."""
        try:
            found = self.s3.get_object(Bucket=self.buckets[stored.bucket], Key=stored.key, **version_of(stored))
        except self.s3.exceptions.ClientError:
            return ""
        return str(found["Body"].read(LOOKED_INTO).decode("utf-8", errors="replace"))

    def delete_object(self, stored: StoredObject) -> None:
        self.s3.delete_object(Bucket=self.buckets[stored.bucket], Key=stored.key, **version_of(stored))


def stored_row(table: str, item: RawItem) -> StoredRow:
    values = {name: next(iter(value.values())) for name, value in item.items()}
    text = "\n".join(str(value) for value in values.values())
    return StoredRow(table, values["pk"], values["sk"], str(values.get("kind", "")), str(values.get("body", "")), text)


def version_of(stored: StoredObject) -> dict[str, str]:
    return {"VersionId": stored.version} if stored.version and stored.version != "null" else {}


def places_of(outputs: Mapping[str, str], client: Callable[[str], Any], resting: Resting, hashes: Hashes) -> Places:
    """The places of a stack, by its outputs."""
    return Places(
        dynamodb=client("dynamodb"),
        s3=client("s3"),
        tables={name: outputs[output] for name, output in TABLES.items()},
        buckets={name: outputs[output] for name, output in BUCKETS.items()},
        resting=resting,
        sns=client("sns"),
        hashes=hashes,
    )
