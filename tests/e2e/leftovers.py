"""Everything that a running suite holds anywhere, as text by place: to search for somebody who was erased."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.e2e.town import Town


def everywhere(town: Town) -> dict[str, str]:
    """Every table, bucket, queue, log and run of the engine, and the page of what was sent."""
    found = (*tables(town), *buckets(town), *queues(town), *logs(town), *runs(town), *outbox(town))
    return dict(found)


def tables(town: Town) -> Iterator[tuple[str, str]]:
    dynamodb = town.clients("dynamodb")
    for page in dynamodb.get_paginator("list_tables").paginate():
        for name in page["TableNames"]:
            scanned = dynamodb.get_paginator("scan").paginate(TableName=name, ConsistentRead=True)
            yield f"table {name}", "\n".join(str(item) for each in scanned for item in each["Items"])


def buckets(town: Town) -> Iterator[tuple[str, str]]:
    s3 = town.clients("s3")
    for bucket in s3.list_buckets()["Buckets"]:
        name, said = bucket["Name"], []
        for page in s3.get_paginator("list_object_versions").paginate(Bucket=name):
            for each in (*page.get("Versions", ()), *page.get("DeleteMarkers", ())):
                said.append(each["Key"])
            for each in page.get("Versions", ()):
                version = {"VersionId": each["VersionId"]} if each["VersionId"] != "null" else {}
                body = s3.get_object(Bucket=name, Key=each["Key"], **version)["Body"].read()
                said.append(body.decode("latin-1"))
        yield f"bucket {name}", "\n".join(said)


def queues(town: Town) -> Iterator[tuple[str, str]]:
    """Returns the messages in them, without removing any."""
    said = town.http.get(f"{town.suite.engine}/_ministack/sqs/messages").raise_for_status().json()
    yield "queues", json.dumps(said, ensure_ascii=False)


def logs(town: Town) -> Iterator[tuple[str, str]]:
    client = town.clients("logs")
    for page in client.get_paginator("describe_log_groups").paginate():
        for group in page["logGroups"]:
            name = group["logGroupName"]
            events = client.get_paginator("filter_log_events").paginate(logGroupName=name)
            yield f"log {name}", "\n".join(event["message"] for each in events for event in each["events"])


def runs(town: Town) -> Iterator[tuple[str, str]]:
    """Returns the input and the history of the workflows."""
    steps = town.clients("stepfunctions")
    for machine in steps.list_state_machines()["stateMachines"]:
        said: list[Any] = []
        for page in steps.get_paginator("list_executions").paginate(stateMachineArn=machine["stateMachineArn"]):
            for run in page["executions"]:
                said.append(steps.describe_execution(executionArn=run["executionArn"]))
                history = steps.get_execution_history(executionArn=run["executionArn"], maxResults=1000)
                said.append(history["events"])
        yield f"runs {machine['name']}", str(said)


def outbox(town: Town) -> Iterator[tuple[str, str]]:
    page, pages, said = 1, 1, []
    while page <= pages:
        told = town.http.get(f"{town.suite.url}/outbox.json", params={"page": page}).json()
        said.append(json.dumps(told["messages"], ensure_ascii=False))
        page, pages = page + 1, told["pages"]
    yield "outbox", "\n".join(said)
