"""Makes one call to a server of another organisation: https to a public internet address, one answer, limited in time
and length.

The name is looked up once and the connection made to the address that was checked, so a name that resolves differently
a moment later has no effect. Redirects are not followed: a redirect is an answer like any other.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from urllib.parse import urlsplit

SECONDS = 10.0  # for connecting, and for each wait; the request with its whole answer may take twice as long
MOST_BYTES = 256 * 1024
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # an IPv4 address embedded in IPv6 (RFC 6052)
UNICAST = ipaddress.ip_network("2000::/3")  # the part of IPv6 that is assigned to the internet
PROTOCOLS = ipaddress.ip_network("192.0.0.0/24")  # reserved for protocols, not for servers

Resolve = Callable[[str, int], Sequence[str]]


class AddressRefused(Exception):
    """An address that we never call, whatever is there.

    Not an OnestopError: nobody waits for the call; its outcome is kept and logged.
    """


class NotReached(Exception):
    """Nobody answered, or not in time, or the answer could not be read: to be tried again.

    Not an OnestopError: the caller decides when to try again.
    """


@dataclass(frozen=True, slots=True)
class ServerAnswer:
    """The answer of a server."""

    status: int
    body: bytes


def resolve(host: str, port: int) -> Sequence[str]:
    """Returns the addresses of a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(each[4][0]) for each in found]


def is_outside(address: str) -> bool:
    """Whether an address is on the public internet: not of this machine, its network or a metadata service."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            return is_outside(str(inner))
        if found in TRANSLATED:
            return is_outside(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
        if found not in UNICAST:
            return False
    elif found in PROTOCOLS:
        return False
    return found.is_global and not found.is_multicast


class Pinned(http.client.HTTPSConnection):
    """A connection to an address that was checked, under the name that its certificate must have."""

    def __init__(self, host: str, port: int, address: str, context: ssl.SSLContext, seconds: float) -> None:
        super().__init__(host, port, timeout=seconds, context=context)
        self.address, self.checked, self.seconds = address, context, seconds
        self.is_cut = False

    def connect(self) -> None:
        """Connects, and checks the certificate."""
        raw = socket.create_connection((self.address, self.port), self.seconds)
        self.sock = self.wire = self.checked.wrap_socket(raw, server_hostname=self.host)

    def cut(self) -> None:
        """Ends the connection at once, whatever it is waiting for. Otherwise a server that sends one character now and
        then, even in the head of its answer, could keep each wait short and the whole call endless."""
        self.is_cut = True
        with suppress(OSError):  # it may be closed already
            socket.socket.shutdown(self.wire, socket.SHUT_RDWR)  # below TLS, which another thread is using


@dataclass(frozen=True, slots=True)
class Outside:
    """How outside servers are reached: how names resolve, which addresses may be called, which certificates are
    accepted."""

    resolve: Resolve = resolve
    allows: Callable[[str], bool] = is_outside
    context: Callable[[], ssl.SSLContext] = ssl.create_default_context
    seconds: float = SECONDS

    def call(
        self, method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> ServerAnswer:
        """Makes one request and returns its answer. Raises AddressRefused, NotReached."""
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname or parts.username or parts.password:
            raise AddressRefused("only https, to a named server")
        try:
            port = parts.port or 443
            addresses = sorted(self.resolve(parts.hostname, port), key=lambda address: ":" in address)
        except (OSError, ValueError, UnicodeError) as error:
            raise NotReached(type(error).__name__) from None
        if not addresses or not all(map(self.allows, addresses)):
            raise AddressRefused("an address inside")
        path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        connection = Pinned(parts.hostname, port, addresses[0], self.context(), self.seconds)
        ends = Timer(2 * self.seconds, connection.cut)
        ends.daemon = True
        try:
            connection.connect()
            ends.start()
            connection.request(method, path, body, dict(headers or {}))
            answer = read_answer(connection.getresponse())
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NotReached("too slow" if connection.is_cut else type(error).__name__) from None
        finally:
            ends.cancel()
            connection.close()
        if connection.is_cut:  # what came before the cut looks like a whole answer
            raise NotReached("too slow")
        return answer


def read_answer(response: http.client.HTTPResponse) -> ServerAnswer:
    """Reads the whole answer. Raises NotReached if it is too long."""
    body = b""
    while part := response.read1(16_384):
        body += part
        if len(body) > MOST_BYTES:
            raise NotReached("too long")
    return ServerAnswer(response.status, body)
