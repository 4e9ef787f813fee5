"""Fuzzes one target until its time or its runs are over: libFuzzer's options follow the name of the target."""

from __future__ import annotations

import sys

import atheris

WATCHED = ["intake", "casework", "onestop", "mailparser_reply"]


def main() -> None:
    name, *options = sys.argv[1:]
    with atheris.instrument_imports(include=WATCHED):
        from onestop.domain.people.link_keys import LinkKeys
        from onestop.runtime.keys import cache_keys
        from tests.fuzz.targets import TARGETS

        cache_keys(bytes(32), LinkKeys({1: bytes(32)}))
        target = TARGETS[name]()
    atheris.Setup([name, *options], lambda data: void(target(data)))
    atheris.Fuzz()


def void(_value: object) -> None:
    """libFuzzer takes what a target returns for a verdict."""


if __name__ == "__main__":
    main()
