"""Types generated from our OpenAPI document compile, and a program that knows nothing else of us goes one journey.

`make browser-tools` brings openapi-typescript and TypeScript. Without them this is skipped on a person's machine that
has no such tools at all, and fails where CI=true.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from intake import handler as intake
from tests.builders import an_api_event
from tests.patience import patient

ROOT = Path(__file__).parents[3]
JOURNEY = Path(__file__).with_name("journey.ts")
TOOLS = ROOT / ".venv" / "share" / "typed-client"
PATH = os.pathsep.join([str(TOOLS / "node_modules" / ".bin"), os.environ.get("PATH", "")])
NEEDED = ("node", "openapi-typescript", "tsc")
MISSING = "what makes a typed client is not here: make browser-tools"
# a schema of ours, `Clean`, holds itself: TypeScript takes that only where declarations are left unchecked (TS2502)
STRICT = (
    "--strict",
    "--skipLibCheck",
    "--noUncheckedIndexedAccess",
    "--lib",
    "es2022,dom",
    "--target",
    "es2022",
    "--module",
    "commonjs",
)


def start(*command: object, folder: Path) -> subprocess.CompletedProcess[str]:
    words, environment = [*map(str, command)], {**os.environ, "PATH": PATH}
    found = shutil.which(words[0], path=PATH) or words[0]
    return subprocess.run(
        [found, *words[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=patient(120),
        env=environment,
    )


def run(*command: object, folder: Path) -> str:
    ran = start(*command, folder=folder)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout + ran.stderr


class Answering(BaseHTTPRequestHandler):
    """Hands requests to intake as API Gateway does."""

    def do_GET(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        event = an_api_event(self.command, self.path, body=sent or None, headers=dict(self.headers))
        answer = intake.handle(event, None)
        self.send_response(answer["statusCode"])
        for name, value in answer["headers"].items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer["body"].encode())

    do_POST = do_GET

    def log_message(self, *_: object) -> None:
        """Says nothing: the handlers log."""


@contextmanager
def intake_over_http() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.usefixtures("aws")
def test_a_client_made_from_the_document_opens_a_case_and_follows_it(tmp_path: Path) -> None:
    if [name for name in NEEDED if shutil.which(name, path=PATH) is None]:
        pytest.fail(MISSING) if TOOLS.exists() or os.environ.get("CI") == "true" else pytest.skip(MISSING)
    document = (ROOT / "docs" / "openapi.json").resolve()
    said = run("openapi-typescript", document, "-o", "api.d.ts", folder=tmp_path)
    assert "warn" not in said.lower(), said
    shutil.copy(JOURNEY, tmp_path)
    (tmp_path / "node.d.ts").write_text(
        "declare const process: { argv: string[]; exit(code: number): never };\n", encoding="utf-8"
    )
    run("tsc", *STRICT, "node.d.ts", JOURNEY.name, folder=tmp_path)
    wrong = JOURNEY.read_text(encoding="utf-8").replace("service_code: service.", "service: service.")
    (tmp_path / "wrong.ts").write_text(wrong, encoding="utf-8")
    assert "'service' does not exist" in start("tsc", *STRICT, "node.d.ts", "wrong.ts", folder=tmp_path).stdout
    with intake_over_http() as server:
        told = json.loads(run("node", "journey.js", server, "a-key-of-a-typed-client-1", folder=tmp_path))
    assert told["same"]
    assert told["language"] == "es"
    assert told["name"] == told["named"]["name"]
