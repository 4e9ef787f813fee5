"""Why a write did not happen: its condition did not hold, or it is to be tried again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from pynamodb.exceptions import PynamoDBException, TransactWriteError

Done = TypeVar("Done")
CONDITION = "ConditionalCheckFailed"
ATTEMPTS = 5


def try_again(do: Callable[[], Done], lost: Callable[[Exception], bool], attempts: int = ATTEMPTS) -> Done:
    """Does something that somebody else may do faster, and repeats it while `lost` says that this happened, at most
    this many times in all. The last error reaches the caller."""
    for _ in range(attempts - 1):
        try:
            return do()
        except Exception as error:
            if not lost(error):
                raise
    return do()


def met_another(error: Exception) -> bool:
    """Whether the transaction only collided with another one: DynamoDB then cancels both or one, and it can be tried
    again."""
    if not isinstance(error, TransactWriteError):
        return False
    codes = {reason.code for reason in error.cancellation_reasons if reason}
    return "TransactionConflict" in codes and CONDITION not in codes


def refused(error: Exception) -> bool:
    """Whether one write was refused because its condition did not hold."""
    return isinstance(error, PynamoDBException) and error.cause_response_code == f"{CONDITION}Exception"


def refused_at(place: int, reasons: Sequence[Any]) -> bool:
    """Whether the condition of one part of a transaction did not hold."""
    return -len(reasons) <= place < len(reasons) and reasons[place] is not None and reasons[place].code == CONDITION
