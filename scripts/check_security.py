"""Looks at the templates with checkov, and compares what it finds with the answers in scripts/security_answers.yaml.

checkov pins versions that ours do not agree with, so uv runs it in an environment of its own, which it keeps. What
bandit looks for in the code, ruff does (its rules S, in `make lint`).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from check_templates import PROJECT, expand_sam

CHECKOV = "checkov==3.3.30"
ANSWERED = Path(__file__).with_name("security_answers.yaml")


def find(folder: Path) -> set[tuple[str, str]]:
    """What checkov says of the templates in a folder: check and resource."""
    uv = str(Path(sys.executable).with_name("uv"))
    command = [uv, "tool", "run", "--quiet", "--from", CHECKOV, "checkov", "--directory", str(folder)]
    command += ["--framework", "cloudformation", "--skip-download", "--quiet", "--compact", "--output", "json"]
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings)
    try:
        said: Any = json.loads(done.stdout)
    except ValueError:
        sys.exit(f"checkov said nothing that can be read: {done.stderr.strip()[-500:]}")
    reports = said if isinstance(said, list) else [said]
    failed = (each for report in reports for each in report.get("results", {}).get("failed_checks", ()))
    return {(each["check_id"], each["resource"].rpartition(".")[2]) for each in failed}


def answered() -> set[tuple[str, str]]:
    """What is answered: check and resource, each with its reason."""
    answers = yaml.safe_load(ANSWERED.read_text(encoding="utf-8"))
    return {(check, resource) for check, answer in answers.items() if answer["reason"] for resource in answer["at"]}


def complaints(found: set[tuple[str, str]], known: set[tuple[str, str]]) -> Iterator[str]:
    """What is wrong between the two, in sentences."""
    for check, resource in sorted(found - known):
        yield f"{check} at {resource}: mend it, or answer it in {ANSWERED.relative_to(PROJECT)}"
    for check, resource in sorted(known - found):
        yield f"{check} at {resource}: nothing asks for this answer any more"


def main() -> int:
    """Checks the root template as SAM expands it, and every nested one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "template.json").write_text(json.dumps(expand_sam(PROJECT / "template.yaml")))
        for path in (PROJECT / "infra").glob("*.yaml"):
            shutil.copy(path, folder)
        wrong = list(complaints(find(folder), answered()))
    print("\n".join(wrong) or "security: clean")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
