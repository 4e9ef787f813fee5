"""`make fuzz`: each target for some seconds; ends non-zero if one raises what it does not say that it raises."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from random import SystemRandom

from tests.fuzz.running import fuzz
from tests.fuzz.seeds import SEEDS


def main() -> int:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of: {', '.join(SEEDS)}; all if none is named")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1, 2**31), help="to do it again")
    given = parser.parse_args()
    if unknown := [name for name in given.targets if name not in SEEDS]:
        parser.error(f"there is no target {', '.join(unknown)}; there are {', '.join(SEEDS)}")
    folder, failed = Path(tempfile.mkdtemp(prefix="onestop-fuzz-")), 0
    for name in given.targets or SEEDS:
        outcome = fuzz(name, folder, seconds=given.seconds, seed=given.seed)
        failed += not outcome.held
        print(f"{'ok' if outcome.held else 'FAILED'} {name}: {outcome.runs} inputs, seed {given.seed}", flush=True)
        if not outcome.held:
            print(outcome.said, file=sys.stderr)
            print(f"The input lies in {folder}.", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
