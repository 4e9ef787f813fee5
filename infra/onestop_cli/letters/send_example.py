"""A letter with examples in it, on paper into a file, or sent to an address of one's own to look at it there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.letters.envelopes import AddressDoesNotFit
from onestop.domain.letters.sms_parts import cheaper
from onestop.domain.time.dates import say_date
from onestop.runtime.text_messages import EXPECTED
from onestop_cli.letters.examples import SAID, filled
from onestop_cli.problems import CannotContinue

HOME = ("12 Elm Street", "Apartment 4")
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|\+[0-9]{8,15}")
MARK = "[TEST] "  # so that nobody mistakes it for a real letter


def is_address(to: str) -> bool:
    """Returns whether it is an e-mail address, or a number in the form that networks take."""
    return bool(ADDRESS.fullmatch(to))


def words_of(letter: str, language: str, catalogue: Catalogue, *, on_paper: bool = False) -> tuple[str, str]:
    """The subject and the words of a letter by e-mail; on paper it may have others."""
    words = catalogue.letters[letter]
    said = words["paper"]["body"] if on_paper and "paper" in words else words["email"]["body"]
    subject, body = (
        filled(catalogue.say(each, language), language, catalogue) for each in (words["email"]["subject"], said)
    )
    return " ".join(subject.split()), body


def print_example(letter: str, language: str, catalogue: Catalogue, into: Path) -> int:
    """Writes a letter as the print house gets it; says how many pages it has."""
    from onestop.runtime.paper.letters import SCAN, CannotPrint, Paper, print_letter

    ours = catalogue.jurisdiction.get("paper")
    if ours is None:
        raise CannotContinue("This jurisdiction has no print house: jurisdiction.yaml says nothing of `paper`.")
    subject, body = words_of(letter, language, catalogue, on_paper=True)
    town = ours["sender"].rpartition(", ")[2]
    paper = Paper(
        name="example",
        to=(SAID["name"], *HOME, town),
        sender=f"{catalogue.say(catalogue.jurisdiction['name'], language)}, {ours['sender']}",
        day=say_date(datetime.now(UTC), catalogue.jurisdiction["time_zone"], language),
        subject=subject,
        body=body,
        language=language,
        scan=catalogue.say(SCAN, language),
    )
    try:
        printed = print_letter(paper, ours["size"])
    except (AddressDoesNotFit, CannotPrint) as error:
        raise CannotContinue(f"It cannot be printed: {error}.") from error
    into.write_bytes(printed.pdf)
    return printed.pages


def send_example(letter: str, language: str, to: str, catalogue: Catalogue, client: Callable[[str], Any]) -> str:
    """Sends a letter to an e-mail address or a number; the provider's id of it. Nothing about it is kept."""
    subject, body = words_of(letter, language, catalogue)
    if "@" in to:
        content = {
            "Subject": {"Data": MARK + subject, "Charset": "UTF-8"},
            "Body": {"Text": {"Data": body, "Charset": "UTF-8"}},
        }
        source = catalogue.jurisdiction["email_from"]
        return str(
            client("ses").send_email(Source=source, Destination={"ToAddresses": [to]}, Message=content)["MessageId"]
        )
    sms = MARK + filled(catalogue.say(catalogue.letters[letter]["sms"], language), language, catalogue)
    return str(client("sns").publish(PhoneNumber=to, Message=cheaper(sms), MessageAttributes=EXPECTED)["MessageId"])
