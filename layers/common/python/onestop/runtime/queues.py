"""What every function that is triggered by a queue does the same way: only the message that fails goes back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from onestop.runtime.log import error_fields, logger
from onestop.runtime.metrics import flush

processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)


def handle_messages(event: dict[str, Any], context: Any, handle: Callable[[Any], None]) -> Any:
    """Passes each message, read as JSON, to `handle`. If it raises, the message is delivered again, and finally goes to
    the dead-letter queue."""

    def handle_one(record: SQSRecord) -> None:
        try:
            handle(json.loads(record.body))
        except Exception as error:
            logger.error("could not handle", message_id=record.message_id, **error_fields(error))
            raise

    answer = process_partial_response(event=event, record_handler=handle_one, processor=processor, context=context)
    logger.info("handled", records=len(event["Records"]), failed=len(answer["batchItemFailures"]))
    flush()
    return answer
