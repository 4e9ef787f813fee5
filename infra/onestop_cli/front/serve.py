"""Serving the front until somebody stops it, or the engine ends under it."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable

from aiohttp import web

from onestop_cli.engine.process import Engine
from onestop_cli.engine.watch import require_alive

STOPPING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOOK_SECONDS = 0.2
CLOSE_LIMIT = 3.0


async def serve_until_stopped(
    app: web.Application, taken: socket.socket, engine: Engine, tell: Callable[[], None]
) -> None:
    """Serve; ``tell`` is called as soon as requests are answered. Raises if the engine ends by itself."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in STOPPING_SIGNALS:
        loop.add_signal_handler(number, stopping.set)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=CLOSE_LIMIT)
    await runner.setup()
    try:
        await web.SockSite(runner, taken).start()
        tell()
        while not stopping.is_set():
            require_alive(engine)
            try:
                await asyncio.wait_for(stopping.wait(), LOOK_SECONDS)
            except TimeoutError:
                continue
    finally:
        await runner.cleanup()
