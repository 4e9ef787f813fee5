"""Who is speaking, and what they may do: one table of proof for all channels.

Three things decide how far somebody is believed. Whether they *show* what only the resident has from us: the secret of
a link, or the mac of our reply address. Whether their address or number is *known*: that of the case's own resident.
And whether somebody *vouches* that it is theirs: the carrier for a number, the domain of a mail for its sender, a
partner or a member of staff for the person they speak for; nobody vouches for what is written in a letter.
`docs/proof.md` shows this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Proof(StrEnum):
    """How far somebody who speaks about a case is believed to be its resident."""

    PROVEN = "proven"
    CLAIMED = "claimed"
    STRANGER = "stranger"


class Wish(StrEnum):
    """What somebody who speaks wants done about an existing case."""

    ANSWER = "answer"
    ADD = "add"
    ATTACH = "attach"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    RATE = "rate"
    STATUS = "status"


class WishOutcome(StrEnum):
    """What becomes of a wish."""

    DONE = "done"
    KEPT = "kept as claimed"  # staff see it, marked; nothing changes until the resident confirms it
    STAFF = "for staff alone"  # kept where staff see it, and nobody else
    REFUSED = "refused"  # nothing is done or told
    NEVER = "does not happen"  # the channel has no way to ask for it, or nobody with this proof uses it


class Vouching(StrEnum):
    """Whether a channel confirms that an address or number belongs to the speaker."""

    ALWAYS = "always"
    EACH = "each"  # it depends on the message: a mail may be authenticated by its sender's domain
    NEVER = "never"


# What becomes of a wish, by who asks for it. A channel only says which wishes can be made on it.
OUTCOMES: Mapping[Wish, Mapping[Proof, WishOutcome]] = {
    **{
        wish: {Proof.PROVEN: WishOutcome.DONE, Proof.CLAIMED: WishOutcome.KEPT, Proof.STRANGER: WishOutcome.STAFF}
        for wish in (Wish.ANSWER, Wish.ADD, Wish.ATTACH)
    },
    **{
        wish: {Proof.PROVEN: WishOutcome.DONE, Proof.CLAIMED: WishOutcome.REFUSED, Proof.STRANGER: WishOutcome.REFUSED}
        for wish in (Wish.WITHDRAW, Wish.REOPEN, Wish.RATE, Wish.STATUS)
    },
}

WORDS = frozenset({Wish.ANSWER, Wish.ADD})
BY_LINK = frozenset(Wish)  # a page or program with the secret
BY_NUMBER = WORDS | {Wish.RATE, Wish.STATUS}

# The wishes that can be made on each channel. Somebody who comes by a link without its secret reaches no case at all.
LINKED = frozenset({"web", "mobile", "kiosk", "television"})
WISHES: Mapping[str, frozenset[Wish]] = {
    **dict.fromkeys(sorted(LINKED), BY_LINK),
    "chat": BY_NUMBER,
    "sms": BY_NUMBER,
    "phone": frozenset({Wish.RATE, Wish.STATUS}),
    "email": WORDS | {Wish.ATTACH, Wish.RATE},
    "letter": WORDS | {Wish.ATTACH},
    "fax": WORDS | {Wish.ATTACH},
    "open311": WORDS | {Wish.ATTACH},
    "partner": frozenset(),  # a key opens cases; anyone with the link afterwards comes by the web
    "counter": frozenset(),  # staff act in their own name (domain/staff/permissions.py)
}
VOUCHING: Mapping[str, Vouching] = {
    **dict.fromkeys(WISHES, Vouching.ALWAYS),
    "email": Vouching.EACH,
    "letter": Vouching.NEVER,
    "fax": Vouching.NEVER,
}


def prove(*, shown: bool, known: bool, vouched: bool) -> Proof:
    """Returns how far somebody is believed."""
    if not (shown or known):
        return Proof.STRANGER
    return Proof.PROVEN if vouched else Proof.CLAIMED


def vouches(channel: str, said: bool | None = None) -> bool:
    """Whether somebody vouches for the owner of a contact's address or number; `said` is what is known of this
    message."""
    if said is not None:
        return said
    return VOUCHING[channel] is Vouching.ALWAYS


def comes(channel: str, proof: Proof) -> bool:
    """Whether somebody with this proof can come by a channel: a number for which its carrier vouches is never only
    claimed, and a letter proves nothing."""
    if channel in LINKED:
        return proof is not Proof.CLAIMED
    if VOUCHING[channel] is Vouching.EACH:
        return True
    return proof is not (Proof.CLAIMED if VOUCHING[channel] is Vouching.ALWAYS else Proof.PROVEN)


def outcome(channel: str, proof: Proof, wish: Wish) -> WishOutcome:
    """Returns what becomes of a wish that somebody asks for on a channel."""
    if wish not in WISHES[channel] or not comes(channel, proof):
        return WishOutcome.NEVER
    if channel in LINKED and proof is not Proof.PROVEN:
        return WishOutcome.REFUSED
    return OUTCOMES[wish][proof]


def counts(proof: Proof) -> bool:
    """Whether words count as the resident's own: shown to them as theirs, and taken as an answer to our question."""
    return OUTCOMES[Wish.ANSWER][proof] is WishOutcome.DONE
