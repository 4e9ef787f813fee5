"""Sending the rows of an export through the public door, several at once and no faster than asked."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from onestop_cli.replay.api_client import ApiCaller, SuiteSilent, call
from onestop_cli.replay.people import invent_contact
from onestop_cli.replay.rows import RowNeed
from onestop_cli.replay.run import Run


async def submit_needs(run: Run, caller: ApiCaller, needs: Iterator[RowNeed], at_once: int, rate: float | None) -> None:
    """Submit all needs; ``rate`` is how many a second at most. Each is read only when somebody is free to send it."""
    clock = asyncio.get_running_loop().time
    began = clock()

    async def submit_next() -> None:
        for need in needs:  # shared by all who submit: each takes the next one
            run.read += 1
            if rate:
                await asyncio.sleep(began + (run.read - 1) / rate - clock())
            await submit(run, caller, need)

    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(submit_next())
    run.all_submitted = True


async def submit(run: Run, caller: ApiCaller, need: RowNeed) -> None:
    """Submit one need, once, however often it has to be sent."""
    run.submitted += 1
    try:
        answer = await call(caller, "POST", "/cases", body_of(run, need), headers={"Idempotency-Key": run.key(need)})
    except SuiteSilent:
        run.unanswered += 1
        run.give_up(need.row, "the child is no case")
        return
    if answer.ok:
        run.accept(need, answer.said["reference"])
    else:
        run.refused[answer.reason] += 1
        run.give_up(need.row, "the child is no case")


def body_of(run: Run, need: RowNeed) -> dict[str, Any]:
    """A need as a resident's device would send it: what is not known is left out."""
    contact = invent_contact(need, run.tag(need.row))
    place = {"lat": need.lat, "long": need.long, "address": need.address}
    body = {
        "description": need.description,
        "channel": need.channel,
        "language": contact.language,
        "contact": {name: value for name, value in asdict(contact).items() if value is not None},
        "place": {name: value for name, value in place.items() if value is not None},
    }
    return {name: value for name, value in body.items() if value}
