"""Link keys: the secrets of residents' links are computed with them; numbered, so that one can follow another.

A new key comes in: new links carry its number, and links of earlier keys still open. A key is retired: its links
open nothing any more. Key 1 existed before there were numbers, so its links carry none.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from onestop.domain.cases.references import LETTERS, LOOKALIKES
from onestop.domain.errors import NotFound, NotPossible

FIRST = 1
KEY_BYTES = 32
SECRET_BYTES = 18
CODE_LETTERS = 12  # 60 bits, as many as a reference has: to be typed and read out
MAC_LETTERS = 16  # of base 32, because mail systems fold case: 80 bits
NUMBER = r"(?:([2-9]|[1-9][0-9]{1,3})\.)?"  # each secret is written in only one way: never "1." and never "02."
SECRET = re.compile(NUMBER + r"[A-Za-z0-9_-]{24}")
REPLY_MAC = re.compile(NUMBER + r"[a-z2-7]{16}")
KEY = re.compile(rf"[0-9a-f]{{{2 * KEY_BYTES}}}")


class BadKeys(ValueError):
    """The stored keys are not what we wrote; the message says where, and never what is there.

    Not an OnestopError: the deployment is wrong, and no caller is told what is wrong with keys.
    """


@dataclass(frozen=True, slots=True)
class LinkKeys:
    """The keys that open links, by number; the newest makes the new ones."""

    by_number: Mapping[int, bytes]

    @property
    def newest(self) -> int:
        return max(self.by_number)

    def secret_of(self, purpose: str, reference: str, number: int | None = None) -> str:
        """Returns the secret that opens a case for one purpose: a survey link does not open the case."""
        mac = self.mac(f"{purpose}:{reference}", number or self.newest)
        return numbered(number or self.newest, base64.urlsafe_b64encode(mac[:SECRET_BYTES]).decode())

    def opens(self, purpose: str, reference: str, secret: str) -> bool:
        """Whether this secret opens this case for this purpose, checked in the same time whatever is wrong."""
        number = number_of(secret, SECRET)
        right = self.secret_of(purpose, reference, number if number in self.by_number else self.newest)
        return hmac.compare_digest(right.encode(), secret.encode("utf-8", "surrogatepass"))

    def reply_mac(self, reference: str, number: int | None = None) -> str:
        """Returns what proves that a mail answers one of our letters about a case; it survives a change to lower
        case."""
        mac = base64.b32encode(self.mac(f"reply:{reference}", number or self.newest)).decode()
        return numbered(number or self.newest, mac[:MAC_LETTERS].lower())

    def proves(self, reference: str, shown: str) -> bool:
        """Whether a mail shows the mac of a letter of ours about this case."""
        number = number_of(shown, REPLY_MAC)
        return number in self.by_number and hmac.compare_digest(self.reply_mac(reference, number), shown)

    def code_of(self, purpose: str, reference: str, number: int | None = None) -> str:
        """Returns what people type instead of a secret: short, in characters that are not mistaken for one another."""
        bits = int.from_bytes(self.mac(f"code:{purpose}:{reference}", number or self.newest)[:8], "big")
        letters = "".join(LETTERS[bits >> 5 * place & 31] for place in range(CODE_LETTERS))
        return "-".join(letters[at : at + 4] for at in range(0, CODE_LETTERS, 4))

    def opens_by_code(self, purpose: str, reference: str, typed: str) -> bool:
        """Whether this code, as a person typed or spoke it, opens this for this purpose: by any known key."""
        plain = typed.upper().translate(LOOKALIKES).encode("utf-8", "surrogatepass")
        right = (self.code_of(purpose, reference, number).replace("-", "").encode() for number in self.by_number)
        return any(hmac.compare_digest(code, plain) for code in right)

    def mac(self, said: str, number: int) -> bytes:
        return hmac.new(self.by_number[number], said.encode(), hashlib.sha256).digest()

    def retired(self, number: int) -> bool:
        """Whether there was a key of this number that has been retired."""
        return FIRST <= number < self.newest and number not in self.by_number


def numbered(number: int, mac: str) -> str:
    return mac if number == FIRST else f"{number}.{mac}"


def number_of(shown: str, form: re.Pattern[str] = SECRET) -> int | None:
    """Returns the number of the key that a secret says it was made with; None for what cannot be a secret at all."""
    found = form.fullmatch(shown)
    return int(found[1] or FIRST) if found else None


def bring_in(keys: LinkKeys, key: bytes) -> LinkKeys:
    """Adds a new key, which takes over; a number is given once, because the newest key is never retired."""
    return LinkKeys({**keys.by_number, keys.newest + 1: key})


def retire(keys: LinkKeys, number: int) -> LinkKeys:
    """Removes a key, so that its links open nothing any more. Raises NotFound, and NotPossible for the key that makes
    new links."""
    if number not in keys.by_number:
        detail = "is retired already" if keys.retired(number) else "was never there"
        raise NotFound(f"There is no key {number}: it {detail}.")
    if number == keys.newest:
        raise NotPossible(f"Key {number} makes the new links: bring a new key in before you retire it.")
    return LinkKeys({other: key for other, key in keys.by_number.items() if other != number})


def read_link_keys(text: str) -> LinkKeys:
    """Reads the stored keys: a JSON object of numbers and hexadecimal keys. Raises BadKeys."""
    try:
        kept = json.loads(text)
    except ValueError:
        kept = None
    if not isinstance(kept, dict) or not kept:
        raise BadKeys('The link keys are not a JSON object such as {"1": "64 hexadecimal digits"}.')
    if wrong := [name for name in kept if not re.fullmatch(r"[1-9][0-9]{0,3}", name)]:
        raise BadKeys(f"{len(wrong)} of the link keys have no number from 1 to 9999.")
    return LinkKeys({int(name): read_key(key, f"Link key {name}") for name, key in kept.items()})


def write_link_keys(keys: LinkKeys) -> str:
    return json.dumps({str(number): key.hex() for number, key in sorted(keys.by_number.items())})


def read_key(text: object, what: str) -> bytes:
    """Reads one stored key. Raises BadKeys."""
    if not isinstance(text, str) or not KEY.fullmatch(text):
        raise BadKeys(f"{what} is not {2 * KEY_BYTES} hexadecimal digits.")
    return bytes.fromhex(text)
