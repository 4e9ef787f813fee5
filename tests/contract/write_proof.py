"""Writes docs/proof.md anew, as the table in the code says:
`PYTHONPATH=layers/common/python python -m tests.contract.write_proof`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onestop.domain.people.proof import LINKED, VOUCHING, WISHES, Proof, Vouching, Wish, WishOutcome, outcome

PAGE = Path(__file__).parent.parent.parent / "docs" / "proof.md"
INTRODUCTION = """# Who speaks, and what they may do

Whoever speaks about a case is *proven* to be its resident, only *claims* to be, or is a *stranger*:

- **proven**: they hold the secret link; or they write from the case's own address or number, or show the mac of our
  reply address, and somebody vouches for whom the message is from.
- **claimed**: the address or the mac is there, but nobody vouches for it. Staff see the words, marked as claimed. They
  change nothing until the resident confirms them, by a link that goes to the known address of the case.
- **stranger**: anybody else who names the case. Their words are for staff alone, and they are told nothing of it.

Whoever sends back a survey on paper shows the code that is printed on it, which does what the secret of a link does.

Staff act in their own name; what they may do is another table (`onestop.domain.staff.permissions`).
This page is made from `onestop.domain.people.proof`; `tests.contract.write_proof` makes it anew.
"""
VOUCHES = {
    Vouching.EACH: "if the domain in From passes DMARC; where it has no policy, an aligned DKIM signature or SPF",
    Vouching.NEVER: "never: anybody can write any address into a letter",
}
BY = {
    **dict.fromkeys(LINKED, "the secret of the link does"),
    **dict.fromkeys(("chat", "sms", "phone"), "the carrier does, for the number"),
    **dict.fromkeys(("open311", "partner"), "the partner does, whose key it is and whose case"),
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
    yield "| channel | somebody vouches for whose it is |"
    yield "|---|---|"
    yield from (f"| {channel} | {BY.get(channel) or VOUCHES[VOUCHING[channel]]} |" for channel in WISHES)


def outcomes() -> Iterator[str]:
    """What becomes of each wish. Where a channel has no way to ask for it, or nobody of that proof comes, it says -."""
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
