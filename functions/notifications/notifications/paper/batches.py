"""Closed trays become batches: a manifest that says which files to print, and nothing about whom they are for.

A tray is closed when it has enough letters, or at a set hour. First the one that was closed before is handed over, in
case the process that closed it stopped: its manifest is the same however often it is written, because nothing is added
to a closed tray.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from notifications.paper.print_letter import BUCKET, LETTERS
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.runtime.clients import client
from onestop.runtime.metrics import count
from onestop.runtime.settings import setting
from onestop.runtime.spreadsheets import as_csv
from onestop.storage.letters.paper_trays import Laid, Trays, close_tray, letters_in, load_trays, note_handed_over

BATCHES = "to-print/batches/"
MOST, HOUR = 200, "16:00"  # letters and hour, unless the jurisdiction sets them
COLUMNS = ("name", "file", "pages", "sha256")


def hand_over_due(catalogue: Catalogue, at: datetime) -> int:
    """Hands over what is due; returns how many letters that were."""
    trays = load_trays()
    handed = 0
    if trays.done < trays.open - 1:
        handed, left = hand_over(trays, catalogue)
        if left is None:
            return handed
        trays = left
    if not is_due(letters_in(trays.open), catalogue, at):
        return handed
    closed = close_tray(trays, at)
    if closed is None:  # another run has just done it
        return handed
    more, _ = hand_over(closed, catalogue)
    return handed + more


def hand_over(trays: Trays, catalogue: Catalogue) -> tuple[int, Trays | None]:
    """Writes the manifest of the tray that was closed last, and notes it as handed over. The CSV is written before the
    JSON, so that a reader who waits for the JSON finds both."""
    letters, batch, ours = letters_in(trays.open - 1), f"{trays.open - 1:06}", catalogue.jurisdiction.get("paper")
    lines = [dict(zip(COLUMNS, line_of(letter), strict=True)) for letter in letters]
    manifest = {
        "batch": batch,
        "closed_at": trays.closed_at,
        "paper": ours["size"] if ours else "a4",
        "letters": lines,
    }
    put(f"{batch}.csv", as_csv(COLUMNS, lines).encode(), "text/csv; charset=utf-8")
    put(f"{batch}.json", msgspec.json.encode(manifest), "application/json")
    done = note_handed_over(trays)
    count("PapersHandedOver", len(letters) if done else 0)
    return len(letters), done


def is_due(waiting: list[Laid], catalogue: Catalogue, at: datetime) -> bool:
    """Tells whether a tray is full, or its oldest letter has waited for the set hour."""
    ours = catalogue.jurisdiction.get("paper")
    if not waiting or ours is None:
        return False
    if len(waiting) >= ours.get("batch_letters", MOST):
        return True
    hour, zone = time.fromisoformat(ours.get("batch_hour", HOUR)), ZoneInfo(catalogue.jurisdiction["time_zone"])
    return min(letter.at for letter in waiting) < last_at(hour, at.astimezone(zone))


def last_at(hour: time, local: datetime) -> datetime:
    """The last time that the clock showed an hour."""
    today = datetime.combine(local.date(), hour, local.tzinfo)
    return today if today <= local else datetime.combine(local.date() - timedelta(days=1), hour, local.tzinfo)


def line_of(letter: Laid) -> tuple[str, str, int, str]:
    return letter.name, f"{LETTERS}{letter.name}.pdf", letter.pages, letter.digest


def put(name: str, data: bytes, kind: str) -> None:
    client("s3").put_object(Bucket=setting(BUCKET), Key=f"{BATCHES}{name}", Body=data, ContentType=kind)
