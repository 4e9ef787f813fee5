"""The catalogue: published as a whole, cached in this process for a minute.

A release is written row by row under its own version and only then pointed to, so no function ever sees half of one,
and a case opened under an older release can still find it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from pynamodb.exceptions import PynamoDBException

from onestop.domain.catalogue.catalogue import Catalogue, version_of
from onestop.storage.catalogue.forms import save_forms
from onestop.storage.catalogue.map_layers import save_layers
from onestop.storage.catalogue.rule_tables import save_tables
from onestop.storage.tables import CatalogueRow

if TYPE_CHECKING:
    from onestop.domain.catalogue.release import Release

FRESH_SECONDS = 60.0
SINGLE = (
    *("jurisdiction", "groups", "agencies", "calendars", "rules", "urgency", "boundaries", "words", "map_digests"),
    *("classifier", "form_versions", "decision_versions", "answer_index"),
)
LISTED = ("services", "letters", "surveys")


class NoCatalogue(RuntimeError):
    """Nothing has been loaded into this installation yet.

    Not an OnestopError: no caller can fix it; they learn that it was our fault, and operators read the line in the log.
    """


@dataclass(slots=True)
class ReadCatalogue:
    catalogue: Catalogue
    read_at: float


_kept: dict[str, ReadCatalogue] = {}


def publish(release: Release, classifier: bytes | None = None, answer_index: bytes | None = None) -> str:
    """Publishes a checked release and returns its version; the functions follow within a minute. Its classifier and the
    index of its articles are kept apart under their own names: most functions never read them."""
    if classifier is not None:
        from onestop.storage.catalogue.classifiers import keep_classifier  # late: only publishing needs it

        keep_classifier(release["classifier"], classifier)
    version, sections = version_of(release), cast("dict[str, Any]", dict(release))
    layers = sections.pop("map_layers", {})
    if layers:
        save_layers(version, layers)
        sections["map_digests"] = {name: version_of(layer) for name, layer in layers.items()}
    forms = sections.pop("forms", {})
    if forms:
        save_forms(forms)
        sections["form_versions"] = {code: version_of(form) for code, form in forms.items()}
    tables = sections.pop("decisions", {})
    if tables:
        save_tables(tables)
        sections["decision_versions"] = {code: version_of(table) for code, table in tables.items()}
    articles = sections.pop("answers", {})
    if articles and answer_index is not None:
        from onestop.storage.catalogue.articles import save_answers  # late: only publishing needs it

        sections["answer_index"] = save_answers(articles, answer_index)
    published = datetime.now(UTC).isoformat()  # when it came into force: the changeset of Open311
    with CatalogueRow.batch_write() as batch:
        batch.save(CatalogueRow(f"RELEASE#{version}", "published", body=json.dumps(published)))
        for section in (section for section in SINGLE if section in sections):
            batch.save(CatalogueRow(f"RELEASE#{version}", section, body=json.dumps(sections[section])))
        for section in LISTED:
            for number, item in enumerate(sections[section]):
                batch.save(CatalogueRow(f"RELEASE#{version}", f"{section}#{number:04d}", body=json.dumps(item)))
    point_to(version, published)
    return version


def point_to(version: str, at: str, by: str = "") -> None:
    """Puts a completely written release in force, and notes that it was: two PutItems."""
    CatalogueRow("CURRENT", "CURRENT", body=version).save()
    CatalogueRow("RELEASES", f"{at}#{version}", body=by).save()


def put_in_force(version: str, at: datetime, by: str) -> None:
    """Puts an earlier release in force again. This process follows at once, the others within a minute."""
    point_to(version, at.isoformat(), by)
    forget()


@dataclass(frozen=True, slots=True)
class InForce:
    """When a release came into force, and who put it there; nobody is named for one that was loaded from a terminal."""

    at: datetime
    version: str
    by: str


def releases(most: int) -> list[InForce]:
    """Returns the releases that were put in force, the last one first: one Query."""
    rows = CatalogueRow.query("RELEASES", limit=most, page_size=most, scan_index_forward=False)
    parts = ((*row.sk.split("#"), row.body or "") for row in rows)
    return [InForce(datetime.fromisoformat(at), version, by) for at, version, by in parts]


def find_release(version: str) -> Catalogue | None:
    """Returns one release, or None if there is none of this version: one Query."""
    found = read_release(version)
    return found if found.release["services"] else None


def current(clock: Callable[[], float] = time.monotonic) -> Catalogue:
    """Returns the catalogue in force. Read again after a minute; the cached one stays while DynamoDB does not
    answer."""
    kept = _kept.get("current")
    if kept and clock() - kept.read_at < FRESH_SECONDS:
        return kept.catalogue
    try:
        catalogue = read_current(kept.catalogue if kept else None)
    except PynamoDBException:
        if kept is None:
            raise
        catalogue = kept.catalogue
    _kept["current"] = ReadCatalogue(catalogue, clock())
    return catalogue


def read_current(known: Catalogue | None = None) -> Catalogue:
    """Reads the catalogue in force, unless it is the cached one: one Query, or two."""
    pointer = list(CatalogueRow.query("CURRENT", consistent_read=True))
    if not pointer:
        raise NoCatalogue("The catalogue is empty. Load a jurisdiction first: onestop load FOLDER")
    version = pointer[0].body or ""
    return known if known and known.version == version else read_release(version)


def read_release(version: str) -> Catalogue:
    """Reads one release: one Query."""
    sections: dict[str, Any] = {section: [] for section in LISTED}
    for row in CatalogueRow.query(f"RELEASE#{version}", consistent_read=True):
        section, _, number = row.sk.partition("#")
        if number:
            sections[section].append(json.loads(row.body or ""))
        else:
            sections[section] = json.loads(row.body or "")
    return Catalogue(version, cast("Release", sections))


def warmed(event: Mapping[str, Any]) -> bool:
    """Answers a warm-up, {"warm": true}: does now what the first real call would wait for."""
    if not event.get("warm"):
        return False
    current()
    return True


def forget() -> None:
    """Clears the cached catalogue of this process."""
    _kept.clear()
