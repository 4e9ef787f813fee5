"""Corrections by clerks and residents, as examples in addition to those of the jurisdiction's files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from onestop.storage.cases.corrections import Correction, all_corrections, forget_correction
from onestop_cli.clients import account_client, account_region, engine_client
from onestop_cli.deploy.stack import read_outputs
from onestop_cli.problems import CannotContinue
from onestop_cli.ready import read_running_suite
from onestop_cli.train.examples import Example


@dataclass(frozen=True, slots=True)
class Kept:
    """Where corrections are: a bucket, and the client for it."""

    s3: Any
    bucket: str

    def read(self) -> list[Correction]:
        """Every correction."""
        try:
            return list(all_corrections(self.s3, self.bucket))
        except (BotoCoreError, ClientError) as problem:
            raise CannotContinue(f"The corrections cannot be read: {problem}") from problem

    def forget(self, reference: str) -> None:
        """Erases the one of a case."""
        try:
            forget_correction(self.s3, self.bucket, reference)
        except (BotoCoreError, ClientError) as problem:
            raise CannotContinue(f"The correction cannot be erased: {problem}") from problem


def find_kept(stack: str | None, region: str | None, ready_file: Path | None) -> Kept:
    """The bucket of a stack, or of the suite that runs here."""
    if stack is None:
        suite = read_running_suite(ready_file)
        return Kept(engine_client("s3", suite.engine), suite.outputs["MailBucket"])
    region = region or account_region()
    if region is None:
        raise CannotContinue("Name the region of the stack, such as `--region ca-central-1`.")
    try:
        outputs = read_outputs(account_client("cloudformation", region), stack)
    except (BotoCoreError, ClientError) as problem:
        raise CannotContinue(f"The stack {stack} cannot be read: {problem}") from problem
    return Kept(account_client("s3", region), outputs["MailBucket"])


@dataclass(frozen=True, slots=True)
class Added:
    """The corrections that are learned from, and what became of the others, counted by why."""

    examples: list[Example]
    counts: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, int]:
        """For the report and the classifier."""
        return {"learned": len(self.examples), **dict(sorted(self.counts.items()))}

    def in_words(self) -> str:
        """Returns a sentence for the person who trains."""
        others = "".join(f", {count} {WORDS[why]}" for why, count in sorted(self.counts.items()))
        return f"Corrections: {len(self.examples)} learned from{others}."


WORDS = {
    "known": "are examples already",
    "contradicting": "say something else than an example and are left out",
    "withdrawn": "name a service that is not offered",
    "elsewhere": "are in a language that is not offered",
}


def add_corrections(
    corrections: Iterable[Correction],
    examples: Sequence[Example],
    services: Collection[str],
    languages: Collection[str],
) -> Added:
    """The corrections as examples: each text once, none against what the jurisdiction's own examples say. Of two cases
    with the same words the later one counts."""
    known = {same(each.text): each.label for each in examples}
    added: dict[str, Example] = {}
    counts: Counter[str] = Counter()
    for each in sorted(corrections, key=lambda each: (each.at, each.reference)):
        key = same(each.text)
        if each.service not in services:
            counts["withdrawn"] += 1
        elif each.language not in languages:
            counts["elsewhere"] += 1
        elif key in known:
            counts["known" if known[key] == each.service else "contradicting"] += 1
        else:
            counts["known"] += key in added
            added[key] = Example(each.language, each.service, each.text)
    return Added(list(added.values()), +counts)


def same(text: str) -> str:
    """Returns a key that is the same for two sentences that count as the same."""
    return " ".join(text.casefold().split())
