"""Writes docs/proof.md from the table in the code:
`PYTHONPATH=layers/common/python python -m tests.contract.write_proof`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onestop.domain.people.proof import LINKED, VOUCHING, WISHES, Proof, Vouching, Wish, WishOutcome, outcome

PAGE = Path(__file__).parent.parent.parent / "docs" / "proof.md"
INTRODUCTION = """# Who speaks, and what they may do

Anyone who writes or calls about a case is *proven* to be its resident, only *claims* to be, or is a *stranger*:

- **proven**: they hold the secret link; or they write from the case's own address or number, or use our reply address
  with its signature (mac), and somebody vouches for the sender.
- **claimed**: the address or the mac is right, but nobody vouches for the sender. Staff see the words, marked as
  claimed. They change nothing until the resident confirms them, by a link sent to the known address of the case.
- **stranger**: anybody else who names the case. Only staff see their words, and they are told nothing about it.

A survey that comes back on paper has a printed code, which works like the secret of a link.

Staff act in their own name; another table says what they may do (`onestop.domain.staff.permissions`).
This page is made from `onestop.domain.people.proof` by `tests.contract.write_proof`.
"""
VOUCHES = {
    Vouching.EACH: "if the domain in From passes DMARC; if it has no policy, by an aligned DKIM signature or SPF",
    Vouching.NEVER: "never: anybody can write any address into a letter",
}
BY = {
    **dict.fromkeys(LINKED, "the secret of the link does"),
    **dict.fromkeys(("chat", "sms", "phone"), "the carrier does, for the number"),
    **dict.fromkeys(("open311", "partner"), "the partner does, for cases that came with its key"),
    "counter": "the member of staff does",
}
NAMES = {
    Wish.ANSWER: "answer a question",
    Wish.ADD: "add words",
    Wish.ATTACH: "attach",
    Wish.WITHDRAW: "withdraw",
    Wish.REOPEN: "reopen",
    Wish.RATE: "rate",
    Wish.STATUS: "ask how it stands",
}


def page_text() -> str:
    """The page as the code says."""
    return "\n".join((INTRODUCTION, *vouching(), "", *outcomes(), ""))


def vouching() -> Iterator[str]:
    yield "| channel | who vouches for the sender |"
    yield "|---|---|"
    yield from (f"| {channel} | {BY.get(channel) or VOUCHES[VOUCHING[channel]]} |" for channel in WISHES)


def outcomes() -> Iterator[str]:
    """Returns the outcome of each wish; - if a channel has no way to ask for it, or nobody with that proof uses it."""
    yield f"| channel | who | {' | '.join(NAMES.values())} |"
    yield f"|---|---|{'---|' * len(NAMES)}"
    for channel in WISHES:
        for proof in Proof:
            found = [outcome(channel, proof, wish) for wish in NAMES]
            if set(found) != {WishOutcome.NEVER}:
                cells = ("-" if each is WishOutcome.NEVER else each.value for each in found)
                yield f"| {channel} | {proof} | {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page_text(), encoding="utf-8")
