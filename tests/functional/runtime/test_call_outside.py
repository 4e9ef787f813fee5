"""A call to somebody else's server: only https, only the public internet, whatever a name says the next moment."""

from __future__ import annotations

import ssl
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from onestop.runtime.outside.call_outside import MOST_BYTES, AddressRefused, NotReached, Outside, is_outside

INSIDE = (
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"),
    *("::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "fd00:ec2::254", "::ffff:10.0.0.1", "64:ff9b::a9fe:a9fe"),
    *("2002:7f00:1::", "ff02::1", "not an address", ""),
    *("::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b:1::a9fe:a9fe", "fec0::1", "5f00::1", "192.0.0.8"),
)
PUBLIC = ("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e")


class Server(BaseHTTPRequestHandler):
    """Says what it was asked; `/far` sends elsewhere, `/long` never ends, `/slow` says a letter now and then."""

    given_up = threading.Event()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(201, b"%s %s" % (self.headers["Host"].encode(), body))

    def do_GET(self) -> None:
        if self.path == "/far":
            self.send_response(302)
            self.send_header("Location", "https://169.254.169.254/latest")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.path.startswith("/slow"):
            self.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if self.path == "/slow-body" else b"X-Slow: "))
            while not self.given_up.wait(0.02):
                self.wfile.write(b"a")
        else:
            self.answer(200, b"x" * (MOST_BYTES + 1 if self.path == "/long" else 3))

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for the name upland.example, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=upland.example"]
    made += ["-addext", "subjectAltName=DNS:upland.example", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(made, check=True, capture_output=True)
    return key, certificate


@pytest.fixture
def upland(certified: tuple[Path, Path]) -> Iterator[tuple[Outside, str]]:
    """A server with that certificate, and how it is reached though it stands on this machine."""
    key, certificate = certified
    server = HTTPServer(("127.0.0.1", 0), Server)
    wrapped = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    wrapped.load_cert_chain(certificate, key)
    server.socket = wrapped.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    trusts = ssl.create_default_context(cafile=str(certificate))
    outside = Outside(lambda *_: ["127.0.0.1"], lambda _: True, lambda: trusts)
    yield outside, f"https://upland.example:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_request_is_sent_under_the_name_to_the_address_that_was_judged(upland: tuple[Outside, str]) -> None:
    outside, url = upland
    answer = outside.call("POST", f"{url}/requests.json", b"a=1")
    assert (answer.status, answer.body) == (201, url.removeprefix("https://").encode() + b" a=1")


def test_nobody_is_followed_elsewhere_and_nothing_endless_is_read(upland: tuple[Outside, str]) -> None:
    outside, url = upland
    assert outside.call("GET", f"{url}/far").status == 302
    with pytest.raises(NotReached):
        outside.call("GET", f"{url}/long")


@pytest.mark.parametrize("path", ["/slow-head", "/slow-body"])
def test_who_says_a_letter_now_and_then_is_not_listened_to_for_long(upland: tuple[Outside, str], path: str) -> None:
    outside, url = upland
    Server.given_up.clear()
    try:
        with pytest.raises(NotReached):
            replace(outside, seconds=1.0).call("GET", f"{url}{path}")
    finally:
        Server.given_up.set()


def test_a_certificate_of_another_name_or_of_nobody_we_know_is_refused(upland: tuple[Outside, str]) -> None:
    outside, url = upland
    with pytest.raises(NotReached):
        outside.call("GET", url.replace("upland", "lowland"))
    with pytest.raises(NotReached):
        Outside(outside.resolve, outside.allows).call("GET", url)


@pytest.mark.parametrize("address", INSIDE)
def test_no_address_inside_is_called(address: str) -> None:
    assert not is_outside(address)
    for found in ([address], ["93.184.215.14", address]):
        with pytest.raises(AddressRefused):
            Outside(lambda *_, found=found: found).call("GET", "https://upland.example/")


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_public_internet_are(address: str) -> None:
    assert is_outside(address)


@pytest.mark.parametrize(
    "url", ["http://upland.example/", "ftp://upland.example/", "https:///x", "https://a:b@upland.example/", "file:///x"]
)
def test_only_https_to_a_named_server(url: str) -> None:
    with pytest.raises(AddressRefused):
        Outside(lambda *_: ["93.184.215.14"]).call("GET", url)


def test_a_name_that_nobody_knows_is_tried_again() -> None:
    def unknown(*_: object) -> list[str]:
        raise OSError

    with pytest.raises(NotReached):
        Outside(unknown).call("GET", "https://upland.example/")
