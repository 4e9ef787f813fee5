"""The AsyncAPI document is what the contracts say, every sample event fits it, and its official parser reads it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from onestop.domain.cases.events import EVENTS
from onestop_cli.asyncapi.document import COMMITTED, document, text
from tests.contract.event_samples import SAMPLES
from tests.contract.template import ROOT
from tests.each import for_each
from tests.patience import patient

DOCUMENT = document()
TOOLS = ROOT / ".venv" / "share" / "asyncapi"
NODE = shutil.which("node")
MISSING = "the AsyncAPI parser is not here: make browser-tools"
PARSE = """
const { Parser } = require("@asyncapi/parser");
const text = require("node:fs").readFileSync(process.argv[2], "utf-8");
new Parser().parse(text).then(({ document, diagnostics }) => console.log(JSON.stringify({
  messages: document ? document.messages().length : 0,
  errors: diagnostics.filter((each) => each.severity === 0).map((each) => `${each.path.join(".")}: ${each.message}`),
})));
"""


def schema_of(event: str) -> Draft202012Validator:
    name = next(each.__name__ for each in EVENTS if each.type == event)
    schema = {"$ref": f"#/components/schemas/{name}Event", "components": DOCUMENT["components"]}
    return Draft202012Validator(schema)


def test_the_committed_document_is_what_the_contracts_say() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == text(), "make openapi writes it anew"
    assert (ROOT / "docs" / "asyncapi.json").resolve() == COMMITTED


def test_every_type_of_event_is_a_message_on_both_ways() -> None:
    names = {event.__name__ for event in EVENTS}
    assert set(DOCUMENT["channels"]["topic"]["messages"]) == names
    assert set(DOCUMENT["channels"]["webhook"]["messages"]) == names | {"WebhookTest"}
    assert all(message["summary"] for message in DOCUMENT["components"]["messages"].values())


@for_each("sample", sorted(SAMPLES.glob("*.json")))
def test_every_sample_event_fits_the_schema_of_its_type_and_of_no_other(sample: Path) -> None:
    message: dict[str, Any] = json.loads(sample.read_text(encoding="utf-8"))["message"]
    assert [error.message for error in schema_of(message["type"]).iter_errors(message)] == []
    others = [event.type for event in EVENTS if event.type != message["type"]]
    assert [other for other in others if schema_of(other).is_valid(message)] == []
    without = {**message, "data": {}}
    assert not schema_of(message["type"]).is_valid(without)


@pytest.mark.skipif(NODE is None or not (TOOLS / "node_modules" / "@asyncapi" / "parser").is_dir(), reason=MISSING)
def test_the_official_parser_reads_it(tmp_path: Path) -> None:
    script = tmp_path / "parse.cjs"
    script.write_text(PARSE, encoding="utf-8")
    ran = subprocess.run(
        [str(NODE), str(script), str(COMMITTED)],
        cwd=TOOLS,
        env={"NODE_PATH": str(TOOLS / "node_modules"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
        timeout=patient(120),
    )
    said = json.loads(ran.stdout)
    assert said["errors"] == []
    assert said["messages"] >= len(EVENTS)
