from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from onestop_cli.build.packaging import Package, package, upload
from onestop_cli.problems import CannotContinue

TEMPLATE = """
Transform: AWS::Serverless-2016-10-31
Resources:
  Intake:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: functions/intake/, Handler: intake.handler.app}
  Common:
    Type: AWS::Serverless::LayerVersion
    Properties: {ContentUri: layers/common/python/}
  Work:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: statemachines/case.asl.json
      DefinitionSubstitutions: {Window: !Ref Window}
  Data:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: infra/data.yaml, Parameters: {Name: !Sub "${AWS::StackName}-x"}}
  Alarms: {Type: AWS::CloudWatch::CompositeAlarm, Properties: {AlarmRule: x}}
"""


def make_project(root: Path) -> Path:
    for name, text in {
        "template.yaml": TEMPLATE,
        "functions/intake/intake/handler.py": "app = 1\n",
        "layers/common/python/onestop/__init__.py": "",
        "layers/common/python/onestop/words.py": "WORD = 1\n",
        "statemachines/case.asl.json": '{"TimeoutSeconds": "{% ${Window} %}"}',
        "infra/data.yaml": "Resources:\n  Cases: {Type: AWS::DynamoDB::Table, Properties: {}}\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def pack(root: Path) -> tuple[Package, dict[str, Any]]:
    packaged = package(root / "template.yaml", root / ".build", "bucket")
    resources: dict[str, Any] = json.loads(packaged.objects[packaged.key].read_text())["Resources"]
    return packaged, resources


def test_a_functions_folder_becomes_an_archive_in_the_bucket(tmp_path: Path) -> None:
    packaged, resources = pack(make_project(tmp_path))
    address = resources["Intake"]["Properties"]["CodeUri"]
    assert address.startswith("s3://bucket/intake-")
    archive = zipfile.ZipFile(packaged.objects[address.rpartition("/")[2]])
    assert "intake/handler.py" in archive.namelist()


def layer_of(packaged: Package, resources: dict[str, Any]) -> Path:
    return packaged.objects[resources["Common"]["Properties"]["ContentUri"].rpartition("/")[2]]


def test_a_layers_code_lies_below_python_as_lambda_wants_it(tmp_path: Path) -> None:
    pack(make_project(tmp_path))
    [archive] = [each for each in (tmp_path / ".build").glob("layer-*.zip") if "-in-" not in each.name]
    assert "python/onestop/words.py" in zipfile.ZipFile(archive).namelist()


def test_a_layer_is_unpacked_once_and_a_function_finds_it_before_what_is_installed(tmp_path: Path) -> None:
    """As the engine has a function find it: what it unpacks goes first, and its site-packages are read as such."""
    root = make_project(tmp_path)
    with zipfile.ZipFile(layer_of(*pack(root))) as pointer:
        pointer.extractall(tmp_path / "process")
    [packages] = (tmp_path / "process" / "python" / "lib").glob("*/site-packages")
    find = f"import site; site.addsitedir({str(packages)!r}); import onestop.words as found; print(found.__file__)"
    found = Path(
        subprocess.run([sys.executable, "-c", find], capture_output=True, text=True, check=True).stdout.strip()
    )
    assert found.read_text() == "WORD = 1\n"
    assert found.is_relative_to(root / ".build" / "unpacked")
    assert list(found.parent.glob("__pycache__/words.*.pyc"))
    before = found.stat().st_mtime_ns
    pack(root)
    assert found.stat().st_mtime_ns == before


def test_the_same_layer_of_a_project_elsewhere_is_another(tmp_path: Path) -> None:
    here, there = (layer_of(*pack(make_project(tmp_path / name))) for name in ("here", "there"))
    assert here.name != there.name  # what was kept of the one must not lead to the other


def test_a_nested_template_becomes_an_object_of_its_own(tmp_path: Path) -> None:
    packaged, resources = pack(make_project(tmp_path))
    url = resources["Data"]["Properties"]["TemplateURL"]
    assert url.startswith("https://s3.amazonaws.com/bucket/data-")
    assert "Cases" in packaged.objects[url.rpartition("/")[2]].read_text()
    assert resources["Data"]["Properties"]["Parameters"]["Name"] == {"Fn::Sub": "${AWS::StackName}-x"}


def test_a_state_machine_is_sent_as_the_engine_can_run_it(tmp_path: Path) -> None:
    packaged, resources = pack(make_project(tmp_path))
    definition = packaged.objects[resources["Work"]["Properties"]["DefinitionUri"]["Key"]].read_text()
    assert definition == '{"TimeoutSeconds": ${Window}}'


def test_what_the_engine_refuses_is_left_out(tmp_path: Path) -> None:
    assert "Alarms" not in pack(make_project(tmp_path))[1]


def test_packing_twice_names_everything_the_same(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    assert pack(root)[0] == pack(root)[0]


def test_a_folder_that_is_not_there_is_named_with_its_resource(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    text = TEMPLATE.replace("functions/intake/", "functions/intaek/")
    (root / "template.yaml").write_text(text)
    with pytest.raises(CannotContinue, match="Intake has CodeUri: functions/intaek/"):
        pack(root)


class Bucket:
    """Just enough of S3 for an upload."""

    def __init__(self, have: set[str]) -> None:
        self.have = have
        self.sent: list[str] = []

    def get_paginator(self, _name: str) -> Bucket:
        return self

    def paginate(self, Bucket: str) -> list[dict[str, Any]]:
        return [{"Contents": [{"Key": key} for key in self.have]}, {}]

    def put_object(self, Bucket: str, Key: str, Body: bytes) -> None:
        self.sent.append(Key)


def test_only_what_the_bucket_does_not_have_is_sent(tmp_path: Path) -> None:
    packaged, _ = pack(make_project(tmp_path))
    bucket = Bucket({packaged.key})
    assert upload(bucket, "bucket", packaged) == len(packaged.objects) - 1
    assert packaged.key not in bucket.sent
