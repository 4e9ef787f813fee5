"""The front's own pages: what was sent, collected from the engine every few seconds and whenever somebody looks."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable

from aiohttp import ClientConnectionError, web

from onestop_cli.front.outbox import MAIL_PATH, SMS_PATH, read_mail, read_sms
from onestop_cli.front.outbox_page import list_outbox, render_outbox
from onestop_cli.front.upstream import UPSTREAM, Upstream, answer_problem, answer_unavailable

POLL_SECONDS = 5.0
KEEP_SECONDS = 45.0
REST_PER_WORK = 50  # so that collecting never takes more than a fiftieth of the engine's time


async def collect_sent(upstream: Upstream) -> None:
    """Fetch what the engine has sent since the last look."""
    async with upstream.session.get(upstream.endpoint + MAIL_PATH) as answer:
        upstream.outbox.take(read_mail(await answer.json()))
    async with upstream.session.get(upstream.endpoint + SMS_PATH) as answer:
        upstream.outbox.take(read_sms(await answer.json(), upstream.outbox.clock()))


async def keep_collecting(upstream: Upstream, keep: Callable[[], None], keep_every: float = KEEP_SECONDS) -> None:
    """Collect what was sent every few seconds, less often when collecting takes long. New messages are written to disk
    within a minute, in case of a kill or a power cut."""
    clock = asyncio.get_running_loop().time
    kept, kept_at = upstream.outbox.changes, clock()
    while True:
        begun = clock()
        with contextlib.suppress(ClientConnectionError, TimeoutError):  # the engine's end is noticed elsewhere
            await collect_sent(upstream)
        if upstream.outbox.changes != kept and clock() >= kept_at + keep_every:
            kept, kept_at = upstream.outbox.changes, clock()
            keep()
        await asyncio.sleep(max(POLL_SECONDS, REST_PER_WORK * (clock() - begun)))


async def answer_outbox(request: web.Request) -> web.Response:
    """Show what was sent, as a page or as JSON by the path's ending."""
    upstream = request.app[UPSTREAM]
    try:
        await collect_sent(upstream)
    except (ClientConnectionError, TimeoutError):
        return answer_unavailable()
    messages, page = upstream.outbox.newest_first(), request.query.get("page")
    if request.path.endswith(".json"):
        return web.json_response(list_outbox(messages, page))
    text = render_outbox(messages, page)
    return web.Response(text=text, content_type="text/html", headers={"Cache-Control": "no-store"})


async def forget_sent(request: web.Request) -> web.Response:
    """Forget messages by their ids, as `onestop people erase` asks. As JSON alone, which no page of another site can
    send."""
    wrong = answer_problem(400, "Bad request", 'Send JSON: {"ids": ["...", ...]}, the ids of messages.', {})
    if request.content_type != "application/json":
        return wrong
    try:
        said = json.loads(await request.read())
    except ValueError:
        return wrong
    ids = said.get("ids") if isinstance(said, dict) else None
    if not isinstance(ids, list) or not all(isinstance(each, str) for each in ids):
        return wrong
    return web.json_response({"forgotten": request.app[UPSTREAM].outbox.forget(ids)})
