"""`python -m onestop_cli.words gather | check | compile`: what the Makefile calls."""

from __future__ import annotations

import sys

from onestop_cli.project import find_project
from onestop_cli.words.build import compile_words
from onestop_cli.words.check import find_faults
from onestop_cli.words.formats import write_formats
from onestop_cli.words.gather import gather


def main() -> int:
    """Does what is asked for; 1 where the words are not in order."""
    project = find_project().root
    match sys.argv[1:]:
        case ["gather"]:
            write_formats(project)
            print("\n".join(gather(project)))
        case ["check"]:
            faults = list(find_faults(project))
            print("\n".join(faults) or "The words of every language are complete.")
            return bool(faults)
        case ["compile"]:
            compile_words(project)
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


sys.exit(main())
