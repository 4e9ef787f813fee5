"""Why a write did not happen: its condition did not hold, or it is to be tried again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pynamodb.exceptions import PynamoDBException, TransactWriteError

CONDITION = "ConditionalCheckFailed"


def met_another(error: TransactWriteError) -> bool:
    """Whether the transaction only met another one on its way: DynamoDB then cancels both or one, to be tried again."""
    codes = {reason.code for reason in error.cancellation_reasons if reason}
    return "TransactionConflict" in codes and CONDITION not in codes


def refused(error: PynamoDBException) -> bool:
    """Whether one write was refused because its condition did not hold."""
    return error.cause_response_code == f"{CONDITION}Exception"


def refused_at(place: int, reasons: Sequence[Any]) -> bool:
    """Whether the condition of one part of a transaction did not hold."""
    return -len(reasons) <= place < len(reasons) and reasons[place] is not None and reasons[place].code == CONDITION
