"""The agencies' staff as a replay plays them: who they are, and how they call the staff API."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from onestop.domain.staff.permissions import Role
from onestop_cli.engine.staff import StaffAccount
from onestop_cli.problems import CannotContinue
from onestop_cli.replay.api_client import ApiCaller, SuiteAnswer, call


@dataclass
class Clerk:
    """One member of staff at work.

    ``services`` are those that the triage desk may choose from, ``departments`` the agencies that a task may be handed
    to, and the ``administrator`` is asked where an act needs more than this clerk may do.
    """

    account: StaffAccount
    token: str
    services: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    administrator: Clerk | None = None


async def sign_in(caller: ApiCaller, account: StaffAccount) -> str:
    """Sign a member of staff in; gives their token."""
    answer = await call(caller, "POST", "/staff/sessions", {"username": account.username, "password": account.password})
    if not answer.ok:
        raise CannotContinue(f"{account.username} cannot sign in: {answer.reason}.")
    return str(answer.said["token"])


async def call_clerks(caller: ApiCaller, accounts: list[StaffAccount]) -> list[Clerk]:
    """Sign in one clerk for each agency, and the administrator whom they ask."""
    services = await call(caller, "GET", "/services")
    codes = tuple(sorted(service["service_code"] for service in services.said.get("services", ())))
    clerks = [account for account in accounts if account.works]
    tokens = await asyncio.gather(*(sign_in(caller, account) for account in clerks))
    departments = tuple(sorted(account.agency for account in clerks if account.role == Role.CLERK))
    chief = next((account for account in accounts if account.role == Role.ADMINISTRATOR), None)
    administrator = Clerk(chief, await sign_in(caller, chief)) if chief else None
    pairs = zip(clerks, tokens, strict=True)
    return [Clerk(account, token, codes, departments, administrator) for account, token in pairs]


async def call_as(
    caller: ApiCaller,
    clerk: Clerk,
    method: str,
    path: str,
    body: Any = None,
    headers: dict[str, str] | None = None,
    query: dict[str, str] | None = None,
) -> SuiteAnswer:
    """Call the staff API as this clerk, who signs in again when their token has run out."""
    for _ in range(2):
        signed = {"Authorization": clerk.token, **(headers or {})}
        answer = await call(caller, method, path, body, headers=signed, **(query or {}))
        if answer.status != 401:
            break
        clerk.token = await sign_in(caller, clerk.account)
    return answer
