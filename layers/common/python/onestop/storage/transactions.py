"""Of every transaction: whether it is to be tried again."""

from __future__ import annotations

from pynamodb.exceptions import TransactWriteError


def met_another(error: TransactWriteError) -> bool:
    """Whether the transaction only met another one on its way: DynamoDB then cancels both or one, to be tried again."""
    codes = {reason.code for reason in error.cancellation_reasons if reason}
    return "TransactionConflict" in codes and "ConditionalCheckFailed" not in codes
