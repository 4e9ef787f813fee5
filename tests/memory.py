"""AWS in memory is made once, and emptied for each test: making it takes most of a second."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from moto import mock_aws
from moto.backends import get_backend

from onestop.runtime.clients import client
from onestop.runtime.keys import forget_keys
from onestop.storage.catalogue import releases
from onestop.storage.notices.notice_rows import cache_notices
from onestop.storage.partners.webhooks import cache_webhooks
from onestop.storage.tables import connection
from onestop_cli.build.template import read_template
from tests.aws_in_memory import ACCOUNT, IDENTITY_KEY, INFRA, LINK_KEY, REGION, SETTINGS, Aws, forget_connections
from tests.quick_moto import quicken
from tests.shortcut import take_shortcut
from tests.shortcut_messages import WAYS, shorten

KEYS = {"IdentityKey": IDENTITY_KEY, "LinkKeys": json.dumps({"1": LINK_KEY})}
TABLES = ("CasesTable", "PeopleTable", "MessagesTable", "CatalogueTable", "ApplicationsTable")
CATALOGUE_SECONDS = 20.0  # functions read the catalogue again after 60: no test may fall on that moment


class Memory:
    """AWS in memory, with the catalogue published and nothing else in it at the start of each test."""

    def __init__(self) -> None:
        quicken()
        # our settings name the credentials; moto need not
        self.mock: Any = mock_aws(config={"core": {"mock_credentials": False}})
        self.started = False
        self.connection: Any = None
        self.empty: Any = None
        self.catalogue: dict[str, dict[str, Any]] = {}
        self.catalogue_read = 0.0

    @contextmanager
    def running(self, release: dict[str, Any]) -> Iterator[Aws]:
        """Runs AWS in memory for one test."""
        if not self.started:
            self.mock.start(reset=False)
            self.started = True
        made = self.emptied(release)
        try:
            yield made
        finally:
            made.watch_no_more()

    def emptied(self, release: dict[str, Any]) -> Aws:
        for service in ("ses", "stepfunctions", "cognito-idp"):
            get_backend(service)[ACCOUNT].reset()
        tables = get_backend("dynamodb")[ACCOUNT][REGION].tables
        if self.empty is None or set(tables) != set(TABLES):
            self.build(release)
            tables = get_backend("dynamodb")[ACCOUNT][REGION].tables
        if self.connection is not connection():
            forget_connections()  # a test made clients of its own, and may have put something before them
            self.connect()
        for name in set(TABLES) - {"CatalogueTable"}:
            tables[name].items.clear()
        self.restore_catalogue(tables["CatalogueTable"])
        restore_keys()
        cache_webhooks([])  # there are none; code that adds one must have them read again
        cache_notices([])
        get_backend("sns")[ACCOUNT][REGION].sms_messages.clear()
        for bucket in get_backend("s3")[ACCOUNT]["aws"].buckets.values():
            bucket.keys.clear()
        for queue in get_backend("sqs")[ACCOUNT][REGION].queues.values():
            queue._messages.clear()
        return replace(self.empty, asked=[], watched=[])

    def restore_catalogue(self, table: Any) -> None:
        """The functions know it still from the test before, unless it was changed there, or soon to be read again."""
        found = {key: dict(rows) for key, rows in table.items.items()}
        changed = found.keys() != self.catalogue.keys() or any(
            found[key].get(place) is not row for key, rows in self.catalogue.items() for place, row in rows.items()
        )
        if changed:
            table.items.clear()
            table.items.update({key: dict(rows) for key, rows in self.catalogue.items()})
        if changed or time.monotonic() - self.catalogue_read > CATALOGUE_SECONDS:
            releases.forget()
            self.catalogue_read = time.monotonic()

    def connect(self) -> None:
        """The clients of this process, which are new ones, take the short way."""
        self.connection = connection()
        take_shortcut(self.connection.client)
        for service in WAYS:
            shorten(client(service))

    def build(self, release: dict[str, Any]) -> None:
        forget_connections()
        for service in ("dynamodb", "sns", "sqs", "s3", "secretsmanager"):
            get_backend(service)[ACCOUNT].reset()
        create_buckets()
        for name, value in KEYS.items():
            client("secretsmanager").create_secret(Name=name, SecretString=value)
        create_tables()
        self.connect()
        self.empty = create_messaging()
        releases.publish(release)
        rows = get_backend("dynamodb")[ACCOUNT][REGION].tables["CatalogueTable"].items
        self.catalogue = {key: dict(kept) for key, kept in rows.items()}

    def forget(self) -> None:
        """Leaves nothing behind for a test that speaks to something else."""
        if self.started:
            self.mock.stop(remove_data=False)
            forget_connections()
            self.started, self.connection = False, None


def restore_keys() -> None:
    """The functions know them still from the test before, unless they were changed there."""
    kept = get_backend("secretsmanager")[ACCOUNT][REGION]  # asked itself, not by a request: this is done for each test
    for name, value in KEYS.items():
        if kept.get_secret_value(name, "", "")["SecretString"] != value:
            client("secretsmanager").put_secret_value(SecretId=name, SecretString=value)
            forget_keys()


def create_tables() -> None:
    """Creates the tables of infra/data.yaml, each under its logical name."""
    resources = read_template(INFRA / "data.yaml")["Resources"]
    for name in TABLES:
        properties = resources[name]["Properties"]
        client("dynamodb").create_table(
            TableName=name,
            **{
                key: properties[key]
                for key in ("BillingMode", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")
                if key in properties
            },
        )


def create_buckets() -> None:
    """Creates the buckets of infra/channels.yaml, paper.yaml and data.yaml."""
    for name in ("MAIL_BUCKET", "ATTACHMENTS_BUCKET", "PAPER_BUCKET", "LAKE_BUCKET"):
        client("s3").create_bucket(
            Bucket=SETTINGS[name], CreateBucketConfiguration={"LocationConstraint": SETTINGS["AWS_REGION"]}
        )


def create_messaging() -> Aws:
    """Creates the topic, the queues and the subscriptions of infra/messaging.yaml, and one listener that hears all."""
    resources = read_template(INFRA / "messaging.yaml")["Resources"]
    topic = client("sns").create_topic(Name="CaseEvents")["TopicArn"]
    names = [name for name, resource in resources.items() if resource["Type"] == "AWS::SQS::Queue"]
    queues = {name: client("sqs").create_queue(QueueName=name)["QueueUrl"] for name in (*names, "Listener")}
    for resource in resources.values():
        if resource["Type"] == "AWS::SNS::Subscription":
            subscribe(topic, resource["Properties"]["Endpoint"]["Fn::GetAtt"][0], resource["Properties"])
    subscribe(topic, "Listener", {"RawMessageDelivery": True})
    return Aws(topic=topic, retry_queue=queues["Retry"], listener=queues["Listener"], queues=queues)


def subscribe(topic: str, queue: str, properties: dict[str, Any]) -> None:
    attributes = {"RawMessageDelivery": "true"} if properties["RawMessageDelivery"] else {}
    if "FilterPolicy" in properties:
        attributes["FilterPolicy"] = json.dumps(properties["FilterPolicy"])
    client("sns").subscribe(
        TopicArn=topic, Protocol="sqs", Endpoint=f"arn:aws:sqs:{REGION}:{ACCOUNT}:{queue}", Attributes=attributes
    )
