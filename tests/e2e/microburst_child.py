"""Run as a script: microburst, passing the Host header on as it came. The engine checks the signature of every call,
which covers that header, and lets a function do what its role allows: so faults do not hide a right that is missing.
"""

from __future__ import annotations

import sys

from aiohttp import web
from microburst.app import make_app
from microburst.core.pipeline import Microburst
from microburst.forward import Upstream


class SignedUpstream(Upstream):
    """The engine, to which a call goes as its caller signed it."""

    def _outbound_headers(self, request: web.Request) -> dict[str, str]:
        return {**super()._outbound_headers(request), "host": request.headers["Host"]}


def run(upstream: str, port: int) -> None:
    """Serve on this machine's loopback until terminated."""
    proxy = Microburst(upstream, resign=False)
    proxy.upstream = SignedUpstream(upstream, resign=False, stats=proxy.stats)
    web.run_app(make_app(proxy), host="127.0.0.1", port=port, print=None, access_log=None)


if __name__ == "__main__":
    run(sys.argv[1], int(sys.argv[2]))
