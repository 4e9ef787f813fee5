"""An engine that is killed while it works: what it goes on from is one moment, in which no call is half done."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from botocore.exceptions import BotoCoreError, ClientError

from onestop_cli.clients import engine_client
from onestop_cli.engine.checkpoints import take_up_checkpoint
from onestop_cli.engine.process import Engine, start_engine, stop_engine
from onestop_cli.engine.state import StateFolder, choose_engine_port, hold_state
from onestop_cli.engine.watch import wait_until_healthy
from tests.e2e.test_engine_facts import TABLE, prepare, wait_for

pytestmark = pytest.mark.e2e
ACCOUNTS, EACH = ("a", "b", "c"), 1000


@contextmanager
def running(state: StateFolder) -> Iterator[Engine]:
    engine = start_engine(state, choose_engine_port(state), checkpoint_every=0.1)
    try:
        wait_until_healthy(engine)
        yield engine
    finally:
        stop_engine(engine)


def test_money_that_moves_while_checkpoints_are_written_is_all_there_after_a_kill(tmp_path: Path) -> None:
    with hold_state(tmp_path) as state:
        with running(state) as engine:
            prepare(engine)
            table = engine_client("dynamodb", engine.endpoint)
            for name in ACCOUNTS:
                table.put_item(TableName=TABLE, Item=key(name) | {"amount": {"N": str(EACH)}})
            movers = [Thread(target=move, args=(engine, *pair)) for pair in itertools.permutations(ACCOUNTS, 2)]
            for mover in movers:
                mover.start()
            first = number(state)
            assert wait_for(lambda: number(state) >= first + 5)
            engine.process.kill()
            engine.process.wait()
            for mover in movers:
                mover.join()
        assert take_up_checkpoint(state.checkpoints, state.engine)
        with running(state) as engine:
            items = engine_client("dynamodb", engine.endpoint).scan(TableName=TABLE)["Items"]
    amounts = [int(item["amount"]["N"]) for item in items]
    assert sum(amounts) == EACH * len(ACCOUNTS)
    assert amounts != [EACH] * len(ACCOUNTS)


def move(engine: Engine, giver: str, taker: str) -> None:
    """Moves money in transactions for as long as the engine lives."""
    table = engine_client("dynamodb", engine.endpoint)
    with contextlib.suppress(BotoCoreError, ClientError):
        while True:
            table.transact_write_items(TransactItems=[add(giver, -1), add(taker, 1)])


def add(name: str, amount: int) -> dict[str, Any]:
    change = {"UpdateExpression": "ADD amount :by", "ExpressionAttributeValues": {":by": {"N": str(amount)}}}
    return {"Update": {"TableName": TABLE, "Key": key(name), **change}}


def key(name: str) -> dict[str, Any]:
    return {"pk": {"S": name}, "sk": {"S": "ACCOUNT"}}


def number(state: StateFolder) -> int:
    """How many checkpoints were written."""
    return max((int(each.name) for each in state.checkpoints.glob("*") if each.name.isdigit()), default=0)
