"""The entry point for telephone calls: the contact flow in infra/connect asks one step at a time, and waits 8 seconds.

A caller is on the line: whatever goes wrong, the flow gets an answer and transfers them to a person.
"""

from __future__ import annotations

from typing import Any

from intake.danger import danger_in_words
from intake.voice.answers import ANSWERS
from intake.voice.phone_call import read_call
from intake.voice.steps import STEPS
from onestop.runtime.clock import now
from onestop.runtime.log import error_fields, logger
from onestop.runtime.metrics import flush
from onestop.storage.catalogue.releases import current, warmed

FAILED = "failed"


def handle(event: dict[str, Any], context: Any) -> dict[str, str]:
    """Answers one step of a call with a flat map of strings, as Amazon Connect requires."""
    if isinstance(event, dict) and warmed(event):
        danger_in_words(("warm",), current())
        return {}
    step = ""
    try:
        call = read_call(event)
        step = call.step
        answer = STEPS[step](call, current(), now()) if step in STEPS else {"outcome": "unknown_step"}
    except Exception as error:  # the edge: a person takes over, and operators get a log line
        logger.error("could not answer a call", step=step, **error_fields(error))
        answer = dict.fromkeys(ANSWERS.get(step, ()), "") | {"outcome": FAILED}
    logger.info("call", step=step if step in STEPS else "unknown", outcome=answer["outcome"])
    flush()
    return answer
