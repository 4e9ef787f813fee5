"""The Nu HTML checker, which the W3C's own service runs (`make browser-tools` fetches it): what it finds in pages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

KEPT = Path(__file__).parents[2] / ".venv" / "share"
MISSING = "the Nu HTML checker or Java is not here: make browser-tools"
# Its stack is deep; and it ends before it pays to let Java make it as quick as it can: this is half the time
QUICKLY = ("-Xss2m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
NO_FAULT = "info"  # what it remarks on without finding it wrong, such as a slash that has no effect


def find_html_faults(pages: Mapping[str, str], folder: Path) -> dict[str, list[str]]:
    """Returns the faults of each page, by its name; pages without faults are left out. `folder` is for its files.

    All pages go through one start of the checker, because starting takes most of the time. If it is not installed the
    test is skipped, or fails if CI=true.
    """
    jar, java = next(iter(sorted(KEPT.glob("vnu-*.jar"))), None), shutil.which("java")
    if not jar or not java:
        pytest.fail(MISSING) if os.environ.get("CI") == "true" else pytest.skip(MISSING)
    for name, source in pages.items():
        (folder / f"{name}.html").write_text(source, encoding="utf-8")
    asked = [java, *QUICKLY, "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always", str(folder)]
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    found: dict[str, list[str]] = defaultdict(list)
    for message in json.loads(said)["messages"]:
        if message["type"] != NO_FAULT or message.get("subType") == "warning":
            name = Path(message.get("url", "")).stem
            found[name].append(f"{message['message']} {message.get('extract', '')}")
    return dict(found)
