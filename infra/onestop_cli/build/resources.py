"""What a deploy would create: the template expanded as AWS would expand it, counted, without any account."""

from __future__ import annotations

import copy
import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from onestop_cli.build.packaging import PACKAGED
from onestop_cli.build.template import read_template
from onestop_cli.problems import CannotContinue

TRANSFORM = "AWS::Serverless-2016-10-31"
# AWS's managed policies by name would come from an account; how many resources there are does not depend on them.
_NO_POLICIES: Any = SimpleNamespace(load=dict)


def expand_template(template: dict[str, Any], region: str) -> dict[str, Any]:
    """Expand the serverless short forms with AWS's own translator; where the code will be is of no matter here."""
    from samtranslator.translator.transform import transform  # late: it takes a second that other commands save

    if template.get("Transform") != TRANSFORM:
        return template
    template = copy.deepcopy(template)
    for resource in template["Resources"].values():
        field, _ = PACKAGED.get(resource["Type"], ("", None))
        if resource["Type"].startswith("AWS::Serverless::") and field in resource["Properties"]:
            resource["Properties"][field] = "s3://bucket/key"
    before = os.environ.get("AWS_DEFAULT_REGION")
    os.environ["AWS_DEFAULT_REGION"] = region  # the translator asks boto3 for it
    try:
        expanded: dict[str, Any] = transform(template, {}, _NO_POLICIES)
    except Exception as problem:  # the translator's own errors share no base class
        raise CannotContinue("template.yaml cannot be expanded.", tuple(str(problem).splitlines())) from problem
    finally:
        if before is None:
            del os.environ["AWS_DEFAULT_REGION"]
        else:
            os.environ["AWS_DEFAULT_REGION"] = before
    return expanded


def count_resources(path: Path, parameters: Mapping[str, str], region: str) -> Counter[str]:
    """Count by type what a template and its nested stacks would create with these parameters."""
    template = read_template(path)
    nested = {
        name: resource["Properties"]
        for name, resource in template["Resources"].items()
        if resource["Type"] == "AWS::CloudFormation::Stack"
    }
    expanded = expand_template(template, region)
    values = {name: str(entry.get("Default", "")) for name, entry in template.get("Parameters", {}).items()}
    values |= {name: value for name, value in parameters.items() if name in values}
    conditions = template.get("Conditions", {})
    counted: Counter[str] = Counter()
    for name, resource in expanded["Resources"].items():
        condition = resource.get("Condition")
        if condition and condition in conditions and not _holds({"Condition": condition}, conditions, values):
            continue
        counted[resource["Type"]] += 1
        if name in nested:
            given = {key: _value(value, values) for key, value in nested[name].get("Parameters", {}).items()}
            counted += count_resources(path.parent / nested[name]["TemplateURL"], given, region)
    return counted


def _value(expression: Any, values: Mapping[str, str]) -> str:
    if isinstance(expression, dict):
        return values.get(expression.get("Ref", ""), "")
    return str(expression)


def _holds(expression: dict[str, Any], conditions: Mapping[str, Any], values: Mapping[str, str]) -> bool:
    """Evaluate a condition; what depends on anything but parameters counts as true."""
    (operator, operands), *_ = expression.items()
    match operator:
        case "Condition":
            return _holds(conditions[operands], conditions, values)
        case "Fn::Equals":
            return _value(operands[0], values) == _value(operands[1], values)
        case "Fn::Not":
            return not _holds(operands[0], conditions, values)
        case "Fn::And":
            return all(_holds(operand, conditions, values) for operand in operands)
        case "Fn::Or":
            return any(_holds(operand, conditions, values) for operand in operands)
        case _:
            return True
