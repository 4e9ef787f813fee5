"""`make bench`: figures as ratios against a baseline of the same run. It prints; it never fails a build by time."""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.figures import show, write_json

ROOT = Path(__file__).parents[2]
BENCHES = {
    "imports": "Cold start: importing a handler as shipped, against botocore and one bare DynamoDB client",
    "requests": "Warm request: a whole handler, against the same DynamoDB call by bare botocore",
    "understanding": "What residents' words mean: the classifier of the sample city, against a millisecond and 6 MB",
    "decision": "The whole decision about a need in words in a city of 500 services, against 5 ms and 64 MB",
    "desk": "The staff desk: an inbox of 50 tasks, against Jinja2 filling a bare table with the same rows",
    "report": "A report of a resident: the pages themselves, warm, and what the first one weighs",
    "applying": "Applications: CPU of a page and of a long form, and from sending one to knowing what came of it",
    "articles": "Answers: an article found among two thousand, against looking through the same texts",
    "addresses": "Places in words: found in a gazetteer of half of the open requests, and what 50,000 addresses cost",
    "redaction": "Personal data in texts of residents: what is left of it, and what else is taken out, by kind",
    "throughput": "End to end on the embedded engine: the deployed suite, against bare DynamoDB puts",
    "asking": "Who is asked how it went in a city of 100,000: each case decided as the plain rule says",
    "notices": "A notice to 100,000, whose process dies at five random calls: who is missed, who is told twice",
    "telling": "The sender of letters against bare calls of SES, and what a million letters an hour takes",
    "letters": "Letters on bad days: ten thousand events through the chain, each letter once or shown as missed",
    "webhooks": "A thousand webhooks, of which fifty never answer: how soon the others have their events",
    "insights": "The lake: all measures of ten million events, an audit of a million cases, a thousand fair cities",
    "waiting": "A thousand cases that wait at once on the embedded engine, ended in random order",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"which: {', '.join(BENCHES)}; without it all")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    parser.add_argument("--profile", action="store_true", help="say where the time of a warm request goes")
    asked = parser.parse_args()
    unknown = set(asked.names) - BENCHES.keys()
    if unknown:
        parser.error(f"there is no bench {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}")
    names = asked.names or [*BENCHES]
    if len(names) > 1:
        sys.exit(measure_apart(names, asked.json, profile=asked.profile))
    sources = (*sorted(ROOT.glob("functions/*")), ROOT / "layers/common/python", ROOT / "infra")
    sys.path[:0] = [str(path) for path in sources]
    [name] = names
    begun = time.monotonic()
    found = list(importlib.import_module(f"tests.bench.{name}").measure(profile=asked.profile))
    print(show(f"{BENCHES[name]} ({time.monotonic() - begun:.0f} s)", found), flush=True)
    if asked.json:
        write_json(asked.json, {name: found})


def measure_apart(names: list[str], told: Path | None, *, profile: bool) -> int:
    """Measures each in a process of its own, since none may find warm what another has left: modules, clients, caches.
    Returns how many could not be measured; the others are."""
    broken, figures = 0, {}
    with TemporaryDirectory(prefix="onestop-bench-") as folder:
        for name in names:
            kept = Path(folder, f"{name}.json")
            command = [
                sys.executable,
                "-m",
                "tests.bench",
                name,
                "--json",
                str(kept),
                *(["--profile"] if profile else []),
            ]
            broken += bool(subprocess.run(command, cwd=ROOT, check=False).returncode)
            figures |= json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    if told:
        told.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return broken


if __name__ == "__main__":
    main()
