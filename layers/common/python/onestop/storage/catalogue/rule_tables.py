"""The rule tables of a jurisdiction, each version in its own row of the Catalogue table: what was decided years
ago can be worked out again with the table of that day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from onestop.domain.catalogue.catalogue import Catalogue, version_of
from onestop.domain.errors import NotFound
from onestop.storage.tables import CatalogueRow

if TYPE_CHECKING:
    from onestop.domain.decisions.rule_table import RuleTable

KEPT = 64  # tables that this process caches

_kept: dict[tuple[str, str], RuleTable] = {}


def save_tables(tables: Mapping[str, Mapping[str, Any]]) -> None:
    """Writes tables before the release is pointed to; safe to repeat."""
    with CatalogueRow.batch_write() as batch:
        for code, table in tables.items():
            written = json.dumps(table, ensure_ascii=False)
            batch.save(CatalogueRow(f"DECISION#{code}", version_of(table), body=written))


def load_table(code: str, version: str) -> RuleTable:
    """Reads one version of a table: one Query the first time. Raises NotFound."""
    if (code, version) not in _kept:
        from onestop.domain.decisions.rule_table import read_table  # late: only needed by those who decide

        rows = CatalogueRow.query(f"DECISION#{code}", CatalogueRow.sk == version, consistent_read=True)
        written = next((row.body for row in rows), None)
        if not written:
            raise NotFound(f"There is no rule table {code} in version {version}.")
        while len(_kept) >= KEPT:
            del _kept[next(iter(_kept))]
        _kept[code, version] = read_table(json.loads(written))
    return _kept[code, version]


def find_table(code: str, version: str) -> RuleTable | None:
    """Returns one version of a table; None if it is no longer kept or no rules were applied."""
    try:
        return load_table(code, version)
    except NotFound:
        return None


def table_in_force(code: str, catalogue: Catalogue) -> RuleTable:
    """Returns a rule table as it is in force. Raises NotFound."""
    version = catalogue.release.get("decision_versions", {}).get(code)
    if not version:
        raise NotFound(f"There is no rule table {code}.")
    return load_table(code, version)
