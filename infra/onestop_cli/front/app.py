"""The one friendly address: every path goes to the suite's API in the engine, except the outbox, which is ours.

aiohttp because one well-kept library is both the server and the keep-alive client, and both are quick.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable
from io import BytesIO

from aiohttp import ClientConnectionError, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector, web
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from onestop_cli.front.inbound_routes import Inbound, add_inbound
from onestop_cli.front.outbox import Outbox
from onestop_cli.front.outbox_routes import answer_outbox, collect_sent, forget_sent, keep_collecting
from onestop_cli.front.upstream import UPSTREAM, Upstream, answer_problem, answer_unavailable, stage_path

SMALLEST_COMPRESSED = 1024  # as MinimumCompressionSize in template.yaml
BODY_LIMIT = 10 * 1024 * 1024  # API Gateway's own
ANSWER_LIMIT = 35.0  # a little over API Gateway's 29 s
# The engine starts a process per call that it is given at once: a queue here is quicker than a crowd there.
CALLS_AT_ONCE = 4 * (os.cpu_count() or 2)
# Those that speak of one connection only (RFC 9110, 7.6.1), and those that our own server writes.
NOT_PASSED_ON = frozenset(
    {
        *("connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer"),
        *("transfer-encoding", "upgrade", "host", "content-length", "expect", "date", "server"),
        *("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"),
    }
)


def keep_headers(headers: CIMultiDictProxy[str]) -> CIMultiDict[str]:
    """Leave out the headers that must not be passed on."""
    named = {name.strip().lower() for name in headers.get("Connection", "").split(",")}
    return CIMultiDict((key, value) for key, value in headers.items() if key.lower() not in NOT_PASSED_ON | named)


async def pass_on(request: web.Request) -> web.Response:
    """Give a request to the suite and its answer back, both unchanged."""
    upstream = request.app[UPSTREAM]
    try:
        body = await request.read()
    except web.HTTPRequestEntityTooLarge:
        return answer_problem(413, "Content too large", "A request may carry 10 MB.", {"Connection": "close"})
    headers = keep_headers(request.headers)
    headers["X-Forwarded-For"] = request.remote or "127.0.0.1"
    headers["X-Forwarded-Host"] = request.host
    headers["X-Forwarded-Proto"] = "http"
    target = URL(upstream.endpoint + upstream.stage + request.raw_path, encoded=True)
    try:
        async with upstream.session.request(
            request.method,
            target,
            headers=headers,
            data=BytesIO(body) if body else None,
            allow_redirects=False,
        ) as answer:
            given = web.Response(status=answer.status, body=await answer.read(), headers=keep_headers(answer.headers))
            return compressed(request, given)
    except (ClientConnectionError, TimeoutError):
        return answer_unavailable()


def compressed(request: web.Request, answer: web.Response) -> web.Response:
    """Compress a long answer for a client that accepts it, as API Gateway does on AWS."""
    takes = "gzip" in request.headers.get("Accept-Encoding", "").lower()
    if takes and len(answer.body or b"") >= SMALLEST_COMPRESSED and "Content-Encoding" not in answer.headers:  # type: ignore[arg-type]
        answer.enable_compression(web.ContentCoding.gzip)
    return answer


async def hold_upstream(
    app: web.Application, endpoint: str, stage: str, outbox: Outbox, calls_at_once: int, keep: Callable[[], None]
) -> AsyncIterator[None]:
    """Keep connections to the engine open while the front serves, and collect what is sent until the very end."""
    session = ClientSession(
        connector=TCPConnector(limit=calls_at_once, keepalive_timeout=60),
        timeout=ClientTimeout(total=None, sock_connect=5, sock_read=ANSWER_LIMIT),
        cookie_jar=DummyCookieJar(),
        auto_decompress=False,
        skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
    )
    upstream = app[UPSTREAM] = Upstream(endpoint, stage, outbox, session)
    collecting = asyncio.create_task(keep_collecting(upstream, keep))
    yield
    collecting.cancel()
    with contextlib.suppress(ClientConnectionError, TimeoutError):
        await collect_sent(upstream)
    await session.close()


def make_front(
    endpoint: str,
    api_url: str,
    outbox: Outbox,
    calls_at_once: int = CALLS_AT_ONCE,
    inbound: Inbound | None = None,
    keep: Callable[[], None] = lambda: None,
) -> web.Application:
    """Build the front for one engine's API; `inbound` says where what residents send from outside comes in, and `keep`
    keeps the outbox."""
    app = web.Application(client_max_size=BODY_LIMIT)
    stage = stage_path(api_url)
    app.cleanup_ctx.append(lambda app: hold_upstream(app, endpoint, stage, outbox, calls_at_once, keep))
    app.router.add_get("/outbox", answer_outbox)
    app.router.add_get("/outbox.json", answer_outbox)
    app.router.add_post("/outbox/forgotten", forget_sent)
    if inbound:
        add_inbound(app, inbound)
    app.router.add_route("*", r"/{path:[\s\S]*}", pass_on)  # a path may have a line break in it
    return app
