"""`onestop keys links`: what it says, what it refuses, and that no key is ever shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import botocore.session
import pytest
from moto import mock_aws
from typer.testing import CliRunner

from onestop.domain.people.link_keys import read_link_keys
from onestop_cli.engine.bring_up import Start, stack_parameters
from onestop_cli.engine.state import hold_state
from onestop_cli.every_command import commands
from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project

FIRST = "0123456789abcdef" * 4
TEMPLATE = """
Resources:
  Events: { Type: AWS::SNS::Topic }
Outputs:
  LinkKeys: { Value: %s }
"""


@pytest.fixture
def secrets_manager(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    for name in ("AWS_ENDPOINT_URL", "AWS_PROFILE", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):  # the command sets them; they shall be as before afterwards
        monkeypatch.setenv(name, "ca-central-1")
    with mock_aws():
        session = botocore.session.get_session()
        stacks = session.create_client("cloudformation", region_name="ca-central-1")
        made = session.create_client("secretsmanager", region_name="ca-central-1")
        where = made.create_secret(Name="link-keys", SecretString=json.dumps({"1": FIRST}))["ARN"]
        stacks.create_stack(StackName="onestop", TemplateBody=TEMPLATE % where)
        yield made


def kept(secrets_manager: Any) -> dict[int, bytes]:
    return dict(read_link_keys(secrets_manager.get_secret_value(SecretId="link-keys")["SecretString"]).by_number)


def links(*arguments: str) -> Any:
    return CliRunner().invoke(commands, ["keys", "links", *arguments, "--stack", "onestop", "--region", "ca-central-1"])


def test_a_new_key_comes_in_and_the_old_one_is_retired_and_neither_is_shown(secrets_manager: Any) -> None:
    said = [links("list").output, links("new").output, links("list").output]
    assert "Key 2 has come in: within 5 minutes" in said[1]
    both = kept(secrets_manager)
    assert both.keys() == {1, 2}
    assert both[1].hex() == FIRST
    said.append(links("retire", "1", "--at-once").output)
    assert "Key 1 is retired: within 5 minutes" in said[3]
    assert kept(secrets_manager) == {2: both[2]}
    assert not [text for text in said for key in both.values() if key.hex() in text]


@pytest.mark.usefixtures("secrets_manager")
def test_what_would_leave_residents_without_links_is_refused_in_a_sentence() -> None:
    for arguments, sentence in (
        (("retire", "1"), "bring a new key in before you retire it"),
        (("retire", "7"), "There is no key 7: it was never there"),
    ):
        refused = links(*arguments)
        assert isinstance(refused.exception, CannotContinue)
        assert sentence in refused.exception.sentence
    links("new")
    early = links("retire", "1").exception
    assert isinstance(early, CannotContinue)
    assert "some links may be made with key 1 until" in early.sentence


def test_an_installation_on_one_machine_keeps_the_key_that_its_links_were_made_with(tmp_path: Any) -> None:
    (tmp_path / "link-key").write_text(FIRST)
    start = Start(find_project(), tmp_path, None, "http://localhost:8080")
    with hold_state(tmp_path) as state:
        assert stack_parameters(start, state, {"jurisdiction": {"name": {"en": "X"}}})["LinkKey"] == FIRST
