"""The receivers that we give agencies believe what we sign, and nothing else."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from onestop.domain.webhooks.webhook_signatures import headers_for, secret_of

FOLDER = Path(__file__).parents[3] / "docs" / "webhooks"
OLD, NEW, OTHER = (secret_of(webhook, number, b"key") for webhook, number in (("a", 1), ("a", 2), ("b", 1)))
BODY = json.dumps({"id": "7KQ2.1", "type": "case.opened", "data": {"words": "ñ 中"}}).encode()
NODE = shutil.which("node")
# what is sent -> whether it is believed: the secrets that sign, those that verify, how old it is, the body as it came
SENT: list[tuple[list[str], list[str], int, bytes, bool]] = [
    ([OLD], [OLD], 0, BODY, True),
    ([OLD, NEW], [OLD], 0, BODY, True),
    ([OLD, NEW], [NEW], 0, BODY, True),
    ([OLD], [NEW, OLD], 299, BODY, True),
    ([OLD], [NEW], 0, BODY, False),
    ([OTHER], [OLD, NEW], 0, BODY, False),
    ([OLD], [OLD], 301, BODY, False),
    ([OLD], [OLD], -400, BODY, False),
    ([OLD], [OLD], 0, BODY + b" ", False),
]


@pytest.mark.parametrize(("signing", "verifying", "age", "body", "believed"), SENT)
def test_the_receiver_in_python(
    signing: list[str], verifying: list[str], age: int, body: bytes, believed: bool
) -> None:
    receiver = receiver_in_python()
    now = time.time()
    headers = headers_for("7KQ2.1", datetime.fromtimestamp(now - age, UTC), BODY, signing)
    if believed:
        assert receiver.verify(body, headers, verifying, int(now))["id"] == "7KQ2.1"
    else:
        with pytest.raises(receiver.NotBelieved):
            receiver.verify(body, headers, verifying, int(now))


@pytest.mark.skipif(NODE is None, reason="node is not on this machine: the receiver in JavaScript is not tried")
def test_the_receiver_in_javascript(tmp_path: Path) -> None:
    now = int(time.time())
    asked = [
        {
            "body": body.decode(),
            "headers": headers_for("7KQ2.1", datetime.fromtimestamp(now - age, UTC), BODY, signing),
            "secrets": verifying,
        }
        for signing, verifying, age, body, _ in SENT
    ]
    for each in asked:
        each["headers"] = {name.lower(): value for name, value in dict(each["headers"]).items()}  # type: ignore[call-overload]
    script = tmp_path / "try.mjs"
    script.write_text(
        f"""import {{ verify }} from {json.dumps((FOLDER / "receiver.mjs").as_uri())};
        const asked = {json.dumps(asked)};
        console.log(JSON.stringify(asked.map(({{ body, headers, secrets }}) =>
          verify(Buffer.from(body), headers, secrets, {now}) !== null)));""",
        encoding="utf-8",
    )
    said = subprocess.run([str(NODE), str(script)], capture_output=True, check=True, text=True, timeout=60)
    assert json.loads(said.stdout) == [believed for *_, believed in SENT]


def receiver_in_python() -> Any:
    spec = importlib.util.spec_from_file_location("receiver", FOLDER / "receiver.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
