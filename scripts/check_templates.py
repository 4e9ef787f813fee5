"""Checks the CloudFormation templates with cfn-lint: as they are written, and the root as SAM expands it.

Nested stacks are plain CloudFormation and are checked as they are. Prints each finding; ends non-zero on any.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

from onestop_cli.build.template import read_template

REGION = "eu-west-1"
DEFAULTS = {"OnAws": "true", "PublicUrl": "https://onestop.example", "LinkKey": "0" * 64, "Architecture": "arm64"}
PROJECT = Path(__file__).resolve().parent.parent


def lint(paths: list[Path]) -> bool:
    """Runs cfn-lint on templates; says whether it found nothing."""
    tool = str(Path(sys.executable).with_name("cfn-lint"))
    command = [tool, "--format", "parseable", "--regions", REGION, "--", *map(str, paths)]
    return subprocess.run(command, check=False).returncode == 0


def expand_sam(path: Path) -> dict[str, Any]:
    """The template as CloudFormation gets it once SAM has expanded it; code is taken to be in a bucket."""
    template = read_template(path)
    for resource in template["Resources"].values():
        for name in ("CodeUri", "ContentUri", "DefinitionUri"):
            if name in resource.get("Properties", {}):
                resource["Properties"][name] = f"s3://artifacts/{resource['Properties'][name]}"
        if resource["Type"] == "AWS::CloudFormation::Stack":
            resource["Properties"]["TemplateURL"] = "https://artifacts.s3.amazonaws.com/nested.yaml"
    session = boto3.Session(region_name=REGION)
    expanded: dict[str, Any] = Translator({}, Parser(), boto_session=session).translate(template, DEFAULTS)
    return expanded


def main() -> int:
    """Checks every template of the project."""
    root = PROJECT / "template.yaml"
    clean = lint([root, *sorted((PROJECT / "infra").glob("*.yaml"))])
    with tempfile.TemporaryDirectory() as folder:
        expanded = Path(folder) / "expanded.json"
        expanded.write_text(json.dumps(expand_sam(root), indent=1))
        clean &= lint([expanded])
    print("templates: clean" if clean else "templates: see above")
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
