"""Who may be given a task: somebody whose account is enabled, who works for the agency and has a role that does tasks.

Auditors change nothing and the front desk opens cases for others, so neither is given a task. Cognito knows this, and
each answer is cached briefly, so assigning fifty tasks costs no more calls than assigning one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from botocore.exceptions import BotoCoreError, ClientError

from casework.staff.accounts import (
    FRESH_SECONDS,
    Account,
    PlacedAccount,
    account_pool,
    colleagues,
    every_in_group,
    find_account,
    short_name,
)
from onestop.domain.errors import NotPossible, Unavailable
from onestop.domain.staff.permissions import ALLOWED, Role
from onestop.runtime.identity import ROLE
from onestop.runtime.log import error_fields, logger

WORKS = ALLOWED["completion"]  # the roles that do tasks
ASKED_SECONDS = 60.0  # seconds until a disabled person is signed out everywhere, at most
RETRY_SECONDS = 30
UNKNOWN = "Who works here cannot be asked at the moment, so nothing was given. Try again shortly."
SILENT_SECONDS = 5.0  # seconds before a pool that did not answer is asked again: fifty tasks do not wait fifty times
REMEMBERED = 1000

_placed: dict[tuple[str, str], tuple[PlacedAccount | None, float]] = {}
_silent: dict[str, float] = {}  # when a pool last did not answer
_named: dict[tuple[str, str], tuple[Mapping[str, str], float]] = {}


def check_can_be_given(staff: str, agency: str, clock: Callable[[], float] = time.monotonic) -> None:
    """Refuses to give a task of an agency to somebody who cannot do it: raises NotPossible, and Unavailable while
    Cognito does not answer. Two calls, once a minute for each person."""
    if account_pool() is None:
        return
    why = why_not(placed_lately(staff, clock), agency)
    if why:
        raise NotPossible(why, "assignee")


def why_not(placed: PlacedAccount | None, agency: str) -> str:
    """Says why somebody cannot be given a task of an agency; empty if they can."""
    if placed is None:
        return "Nobody here has this id: choose a colleague who has an account."
    if not placed.account.enabled:
        return "This account is disabled: choose somebody who can sign in."
    if not WORKS & set(placed.roles):
        return "Their role does no tasks: choose somebody who works on cases."
    if agency not in placed.agencies and Role.ADMINISTRATOR not in placed.roles:
        return "They do not work for the agency that has this task: choose somebody who does."
    return ""


def placed_lately(staff: str, clock: Callable[[], float]) -> PlacedAccount | None:
    key = (account_pool() or "", staff)
    known = _placed.get(key)
    if known and clock() - known[1] < ASKED_SECONDS:
        return known[0]
    if is_silent(clock):
        raise Unavailable(UNKNOWN, RETRY_SECONDS)
    try:
        found = find_account(staff)
    except (BotoCoreError, ClientError) as error:
        logger.warning("cannot ask whether somebody works here", **error_fields(error))
        _silent[key[0]] = clock()
        raise Unavailable(UNKNOWN, RETRY_SECONDS) from error
    if len(_placed) >= REMEMBERED:
        _placed.clear()
    _placed[key] = found, clock()
    return found


def who_works(agency: str, clock: Callable[[], float] = time.monotonic) -> Mapping[str, str]:
    """Returns who may be given tasks of an agency, by id, for the choices of a form: asked for once every few
    minutes. While Cognito does not answer, the earlier answer remains."""
    key = (account_pool() or "", agency)
    known = _named.get(key)
    if known and clock() - known[1] < FRESH_SECONDS:
        return known[0]
    if is_silent(clock):
        return known[0] if known else {}
    try:
        found = {account.id: short_name(account) for account in workers(agency)}
    except (BotoCoreError, ClientError) as error:
        logger.warning("cannot ask who works for an agency", **error_fields(error))
        _silent[key[0]] = clock()
        return known[0] if known else {}
    _named[key] = found, clock()
    return found


def is_silent(clock: Callable[[], float]) -> bool:
    """Says whether Cognito failed to answer just now."""
    since = _silent.get(account_pool() or "")
    return since is not None and clock() - since < SILENT_SECONDS


def colleagues_named(agency: str) -> Mapping[str, str]:
    """Returns who belongs to an agency and may sign in, whatever their role, by id: as many as a form offers. Empty
    while Cognito does not answer."""
    try:
        return {account.id: short_name(account) for account in colleagues(agency).items if account.enabled}
    except (BotoCoreError, ClientError) as error:
        logger.warning("cannot ask who belongs to an agency", **error_fields(error))
        return {}


def workers(agency: str) -> list[Account]:
    """Returns who works for an agency: one call, and one for each role that does no tasks; for people with such a
    role, one more for their other roles."""
    let_in = [account for account in colleagues(agency).items if account.enabled]
    apart = {each.id for role in sorted(set(Role) - WORKS) for each in every_in_group(f"{ROLE}{role}")}
    return [account for account in let_in if account.id not in apart or works_too(account)]


def works_too(account: Account) -> bool:
    """Says whether somebody at the front desk, or an auditor, also has a role that does tasks."""
    placed = find_account(account.id)
    return placed is not None and bool(WORKS & set(placed.roles))


def forget_colleagues() -> None:
    """Clears this process's cache."""
    _placed.clear()
    _silent.clear()
    _named.clear()
