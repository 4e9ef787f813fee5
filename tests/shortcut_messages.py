"""The short way to queues, topics and mail in memory, as `shortcut` has it to DynamoDB: moto does at once what was
asked, without a request that is signed, sent and parsed. It took five sixths of the time of a message. Whatever moto
refuses takes the whole way, and is refused there in the words of AWS."""

from __future__ import annotations

from copy import deepcopy
from functools import partial
from typing import Any

from moto.ses.responses import EmailResponse
from moto.sns.responses import SNSResponse
from moto.sqs.responses import SQSResponse

from tests.aws_in_memory import ACCOUNT
from tests.shortcut import answered

ASKED = "asked_of_moto"  # where a call keeps its parameters, in the context that botocore hands round
WAYS = {
    "sqs": (
        SQSResponse,
        {
            "SendMessage": "send_message",
            "SendMessageBatch": "send_message_batch",
            "ReceiveMessage": "receive_message",
            "DeleteMessage": "delete_message",
        },
    ),
    "sns": (SNSResponse, {"Publish": "publish", "PublishBatch": "publish_batch"}),
    "ses": (EmailResponse, {"SendRawEmail": "send_raw_email"}),
}


def shorten(client: Any) -> None:
    """Lets a botocore client of a queue, a topic or mail take the short way from now on."""
    service, events = client.meta.service_model.service_name, client.meta.events
    way, operations = WAYS[service]
    for operation in operations:
        events.register_last(f"before-parameter-build.{service}.{operation}", note_parameters)
    # the least precise name, so that other hooks on calls come first
    events.register_last("before-call", partial(ask, way, operations, client.meta.region_name))


def note_parameters(params: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
    context[ASKED] = params


def ask(
    way: Any, operations: dict[str, str], region: str, model: Any, context: dict[str, Any], **_: Any
) -> tuple[Any, dict[str, Any]] | None:
    """Has moto do what was asked, and answers as botocore would have read it; None for all else, and for a refusal."""
    name = operations.get(model.name)
    if name is None:
        return None
    handler = way()
    handler.current_account, handler.region = ACCOUNT, region
    handler.params, handler.uri_match = deepcopy(context[ASKED]), {}
    try:
        said = getattr(handler, name)().result
    except Exception:
        return None
    return answered(200), {**(said or {}), "ResponseMetadata": {"HTTPStatusCode": 200}}
