"""A DynamoDB that answers at once what it was told to, in a process of its own: only the caller's CPU counts."""

from __future__ import annotations

import json
import multiprocessing
import socket
import socketserver
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

Rows = dict[str, list[dict[str, Any]]]
HEAD = (
    "HTTP/1.1 200 OK\r\nServer: Server\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: {length}\r\n"
    "Connection: keep-alive\r\nx-amzn-RequestId: 0000000000000000000000000000000000000000000000000000\r\n"
    "x-amz-crc32: {crc32}\r\nDate: Mon, 23 Nov 2026 15:00:00 GMT\r\n\r\n"
)


@contextmanager
def dynamodb_stub(rows: Rows) -> Iterator[str]:
    """Answers a Query with the rows of its partition key and any other call with nothing; yields the address."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, rows), daemon=True)
    process.start()
    try:
        if not ours.poll(30):
            raise RuntimeError("the stub of DynamoDB did not start within 30 seconds")
        yield f"http://127.0.0.1:{ours.recv()}"
    finally:
        process.terminate()
        process.join(10)


def serve(told: Connection, rows: Rows) -> None:
    answers = {
        key: answer({"Items": items, "Count": len(items), "ScannedCount": len(items)}) for key, items in rows.items()
    }
    nothing = answer({})

    class Caller(socketserver.StreamRequestHandler):
        disable_nagle_algorithm = True

        def handle(self) -> None:
            while line := self.rfile.readline():
                headers = {}
                while (line := self.rfile.readline()) not in (b"\r\n", b""):
                    name, _, value = line.decode("latin-1").partition(":")
                    headers[name.lower()] = value.strip()
                body = self.rfile.read(int(headers.get("content-length", 0)))
                is_query = headers.get("x-amz-target", "").endswith(".Query")
                self.wfile.write(answers[partition_of(body)] if is_query else nothing)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        address_family = socket.AF_INET

    with Server(("127.0.0.1", 0), Caller) as server:
        told.send(server.server_address[1])
        server.serve_forever()


def partition_of(body: bytes) -> str:
    """The partition key of a Query: the value that its key condition names first."""
    values = json.loads(body)["ExpressionAttributeValues"]
    key: str = values[min(values)]["S"]
    return key


def answer(content: dict[str, Any]) -> bytes:
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return HEAD.format(length=len(body), crc32=zlib.crc32(body)).encode() + body
