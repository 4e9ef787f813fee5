"""Sends a letter on paper: puts its PDF where the print house fetches it, and adds it to a tray, once.

The file is put first. If the process stops after that, the next one puts the same file again; once it is in a tray,
nothing is repeated.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from notifications.words.any_letter import addressed_as
from notifications.words.letter import Message
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.letters.envelopes import AddressDoesNotFit
from onestop.domain.letters.letter_codes import letter_code
from onestop.domain.people.person import Person
from onestop.domain.time.dates import say_date
from onestop.domain.translation import N_, Phrase
from onestop.runtime.clients import client
from onestop.runtime.keys import identity_key
from onestop.runtime.log import logger
from onestop.runtime.settings import setting
from onestop.storage.letters.paper_trays import Laid, is_laid, lay

BUCKET = "PAPER_BUCKET"
LETTERS = "to-print/letters/"
NO_ROOM, NO_FONT, NO_PAPER = "AddressDoesNotFit", "CharacterNotInFonts", "NoPaper"

CODE: Phrase = N_(
    "Code of this letter: {code}. With it you can prove that this postal address is yours: on the "
    "page “All that is kept about me”, or at a counter. This is optional."
)


class NotPrintable(Exception):
    """A letter that cannot reach its recipient on paper: the address does not fit, or cannot be printed.

    Not an OnestopError: staff find the letter among those that were not delivered.
    """


def name_of(once: str) -> str:
    """The print house's name for a letter: it reveals nothing, and the same letter has the same name."""
    return hashlib.sha256(f"paper:{once}".encode()).hexdigest()[:24]


def print_and_lay(message: Message, person: Person, once: str, catalogue: Catalogue, at: datetime) -> str:
    """Prints a letter and adds it to the open tray; returns its name. `once` says which letter it is."""
    name = name_of(once)
    if is_laid(name):
        return name
    pdf, pages = draw_letter(message, person, name, catalogue, at)
    client("s3").put_object(Bucket=setting(BUCKET), Key=f"{LETTERS}{name}.pdf", Body=pdf, ContentType="application/pdf")
    lay(Laid(name=name, at=at, pages=pages, digest=hashlib.sha256(pdf).hexdigest()))
    return name


def draw_letter(message: Message, person: Person, name: str, catalogue: Catalogue, at: datetime) -> tuple[bytes, int]:
    """The PDF of a letter and how many pages it has. Raises NotPrintable."""
    from onestop.runtime.paper.letters import SCAN, CannotPrint, Paper, print_letter  # late: few letters are on paper

    ours = catalogue.jurisdiction.get("paper")
    if ours is None:
        raise NotPrintable(NO_PAPER)
    language = message.language or person.language
    said = catalogue.say(CODE, language).format(code=letter_code(person, at, identity_key()))
    paper = Paper(
        name=name,
        to=[line for line in (addressed_as(person.name), *person.post) if line],
        sender=f"{catalogue.say(catalogue.jurisdiction['name'], language)}, {ours['sender']}",
        day=say_date(at, catalogue.jurisdiction["time_zone"], language),
        subject=message.subject,
        body=f"{message.body.rstrip()}\n\n{said}",
        language=language,
        scan=catalogue.say(SCAN, language),
    )
    try:
        printed = print_letter(paper, ours["size"])
    except AddressDoesNotFit as error:
        logger.warning("a letter cannot be printed", letter=name, why=str(error))
        raise NotPrintable(NO_ROOM) from error
    except CannotPrint as error:
        logger.warning("a letter cannot be printed", letter=name, why=str(error))
        raise NotPrintable(NO_FONT) from error
    return printed.pdf, printed.pages
