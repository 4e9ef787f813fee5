"""moto without the work that nobody needs: what comes of a call is the same. Found with a profiler, for each of them
took a fifth or more of the time of a test that makes many calls."""

from __future__ import annotations

import time
from datetime import datetime
from functools import cache
from typing import Any

import moto.core.responses
import moto.core.utils
import moto.sns.responses
import moto.sqs.models
from moto.core.responses import method_names_from_class
from moto.core.serialize import ResponseSerializer
from moto.core.utils import unix_time_millis
from moto.sqs.models import Queue, SQSBackend

from tests.quick_botocore import quicken_files
from tests.quick_requests import quicken_requests
from tests.quick_tables import quicken_tables

PICK = ResponseSerializer.get_value
SEND = SQSBackend.send_message
ALL_ATTRIBUTES = Queue.BASE_ATTRIBUTES
WITH_UNDERSCORES = cache(moto.core.utils.camelcase_to_underscores)
UNCOUNTED = [name for name in ALL_ATTRIBUTES if not name.startswith("Approximate")]


def quicken() -> None:
    """Lets moto take less time, for the rest of this process."""
    quicken_files()
    quicken_requests()
    quicken_tables()
    ResponseSerializer.get_value = pick  # type: ignore[method-assign]
    SQSBackend.send_message = send_uncounted  # type: ignore[method-assign]
    moto.sqs.models.unix_time_millis = milliseconds
    moto.core.responses.method_names_from_class = cache(method_names_from_class)
    for module in (moto.core.responses, moto.core.utils, moto.sns.responses, moto.sqs.models):
        module.camelcase_to_underscores = WITH_UNDERSCORES  # type: ignore[attr-defined]


def pick(serializer: ResponseSerializer, value: Any, key: str, shape: Any) -> Any:
    """moto looks for each field of an answer under all names that it might have; in a row or a dictionary of the tables
    it has its own."""
    if type(value) is dict and serializer.operation_model.service_model.service_name == "dynamodb":
        return value.get(key)
    return PICK(serializer, value, key, shape)


def send_uncounted(backend: SQSBackend, *asked: Any, **more: Any) -> Any:
    """moto counts the messages of a queue three times to find out whether it deduplicates them by content."""
    Queue.BASE_ATTRIBUTES = UNCOUNTED
    try:
        return SEND(backend, *asked, **more)
    finally:
        Queue.BASE_ATTRIBUTES = ALL_ATTRIBUTES


def milliseconds(at: datetime | None = None) -> float:
    """moto asks three times what time it is, for each message that it looks at."""
    return unix_time_millis(at) if at else time.time() * 1000.0
