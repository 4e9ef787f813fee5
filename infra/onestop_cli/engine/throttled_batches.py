"""Messages that came while a function had no copy free. The engine hides them for the queue's visibility timeout, as if
they had been tried: a letter then leaves three minutes late, whenever a schedule of the same function is due. They
were not tried; they go back into the queue, to be taken again in a second."""

from __future__ import annotations

import threading
import time
from typing import Any

from ministack.services import lambda_svc, sqs

ENGINE: Any = lambda_svc
QUEUES: Any = sqs
RUN, REFUSE = ENGINE._run_sqs_batch, ENGINE._throttle_response
AGAIN_IN = 1.0  # seconds; the engine does not look at the queue earlier after a failure

_here = threading.local()


def give_back_throttled_batches() -> None:
    """Let the engine put back what it could not hand to a function."""
    ENGINE._throttle_response = refuse
    ENGINE._run_sqs_batch = run_batch


def refuse(*said: Any, **more: Any) -> Any:
    _here.refused = True
    return REFUSE(*said, **more)


def run_batch(mapping: Any, function: Any, event: Any, batch: list[dict[str, Any]], *queue: Any) -> None:
    """Hand a batch to a function; each has a thread of its own."""
    _here.refused = False
    RUN(mapping, function, event, batch, *queue)
    if _here.refused:
        with QUEUES._queues_lock:
            for message in batch:
                message["visible_at"] = time.time() + AGAIN_IN
                message["receive_count"] -= 1
