"""CloudFormation templates as plain data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

# The SAM translator's own reading of !Ref, !Sub, !GetAtt: the engine expands the template with the same package.
from samtranslator.yaml_helper import intrinsics_multi_constructor

from onestop_cli.problems import CannotContinue

# The libyaml parser, where PyYAML was built with it, reads a long template ten times quicker.
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _TemplateLoader(_SafeLoader):  # type: ignore[misc]
    """A loader of our own: teaching the shared one would make every other YAML file accept these tags."""


_TemplateLoader.add_multi_constructor("!", intrinsics_multi_constructor)


def read_template(path: Path) -> dict[str, Any]:
    """Read a template with its short forms (``!Ref``) spelled out."""
    try:
        template = yaml.load(path.read_text(encoding="utf-8"), Loader=_TemplateLoader)  # noqa: S506 - a safe loader
    except OSError as problem:
        raise CannotContinue(f"{path} cannot be read: {problem.strerror}.") from problem
    except yaml.YAMLError as problem:
        raise CannotContinue(f"{path} is not valid YAML.", tuple(str(problem).splitlines())) from problem
    if not isinstance(template, dict) or not isinstance(template.get("Resources"), dict):
        raise CannotContinue(f"{path} is not a CloudFormation template: it has no Resources.")
    return template
