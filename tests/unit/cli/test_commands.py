from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onestop_cli.build.resources import count_resources
from onestop_cli.deploy.command import sam_commands
from onestop_cli.every_command import commands
from tests.fixtures import SAMPLE
from tests.patience import patient

NESTED = """
Parameters: {OnAws: {Type: String}}
Conditions: {IsAws: !Equals [!Ref OnAws, "true"], Local: !Not [!Condition IsAws]}
Resources:
  Watch: {Type: AWS::Logs::QueryDefinition, Condition: IsAws, Properties: {}}
  Stand: {Type: AWS::S3::Bucket, Condition: Local, Properties: {}}
"""
TEMPLATE = """
Transform: AWS::Serverless-2016-10-31
Parameters: {OnAws: {Type: String, Default: "true"}}
Resources:
  Inner:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: inner.yaml, Parameters: {OnAws: !Ref OnAws}}
  Work:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: functions/desk/, Handler: desk.app, Runtime: python3.12}
"""


@pytest.mark.parametrize("command", ["up", "load", "deploy", "doctor", "plan", "redrive", "agency"])
def test_each_command_explains_itself(command: str) -> None:
    result = CliRunner().invoke(commands, [command, "--help"])
    assert result.exit_code == 0
    assert "--help" in result.output


def test_a_deploy_counts_what_it_would_create_here_and_on_aws(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    (tmp_path / "inner.yaml").write_text(NESTED)
    on_aws = count_resources(tmp_path / "template.yaml", {"OnAws": "true"}, "ca-central-1")
    here = count_resources(tmp_path / "template.yaml", {"OnAws": "false"}, "ca-central-1")
    assert on_aws["AWS::Lambda::Function"] == on_aws["AWS::IAM::Role"] == 1
    assert (on_aws["AWS::Logs::QueryDefinition"], on_aws["AWS::S3::Bucket"]) == (1, 0)
    assert (here["AWS::Logs::QueryDefinition"], here["AWS::S3::Bucket"]) == (0, 1)


def test_a_deploy_hands_over_how_long_the_jurisdiction_keeps_mail(tmp_path: Path) -> None:
    folder = tmp_path / "city"
    shutil.copytree(SAMPLE, folder)
    said = (folder / "jurisdiction.yaml").read_text()
    (folder / "jurisdiction.yaml").write_text(said.replace("raw_mail_days: 365", "raw_mail_days: 3"))
    options = ["--region", "ca-central-1", "--dry-run", "--jurisdiction", str(folder)]
    result = CliRunner().invoke(commands, ["deploy", *options], env={"COLUMNS": "200"})
    assert "MailKeptDays=3, HeldBackKeptDays=30, CorrectionsKeptDays=730" in result.output


def test_no_secret_is_on_a_command_line() -> None:
    assert "LinkKey" not in str(sam_commands("onestop", "ca-central-1", "settings.toml", guided=True))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["load", "nowhere"], "nowhere is not a jurisdiction"),
        (["deploy", "--dry-run"], "Name the region"),
        (["up", "--project", "/"], "No template.yaml"),
        (["letters", "preview", "case-opened", "--paper", "nowhere/x.pdf"], "nowhere/x.pdf cannot be read or written"),
    ],
)
def test_an_expected_failure_is_one_sentence_and_exit_code_1(
    arguments: list[str], sentence: str, tmp_path: Path
) -> None:
    environment = {"PYTHONPATH": ":".join(path for path in sys.path if path), "HOME": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-m", "onestop_cli.main", *arguments],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=patient(60),
        check=False,
    )
    assert run.returncode == 1
    assert sentence in run.stderr
    assert "Traceback" not in run.stderr
