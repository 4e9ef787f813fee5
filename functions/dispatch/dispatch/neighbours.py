"""The neighbouring governments: where the catalogue says that they take requests, and the keys they gave us."""

from __future__ import annotations

import json
from collections.abc import Mapping

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.runtime.clients import client
from onestop.runtime.outside.open311_out import Open311Server
from onestop.runtime.settings import setting
from onestop.storage.catalogue.zones import neighbour


def endpoint_of(code: str, catalogue: Catalogue) -> Open311Server | None:
    """Where a neighbour takes requests; None if the catalogue in force names no such neighbour or endpoint."""
    row = neighbour(catalogue, code)
    if row is None or "open311" not in row:
        return None
    return Open311Server(row["open311"], row.get("jurisdiction_id"), keys().get(code))


def keys() -> Mapping[str, str]:
    """The keys that neighbours gave us, by their codes: JSON in a secret, read each time because they change."""
    told = client("secretsmanager").get_secret_value(SecretId=setting("HANDOVER_KEYS_ARN"))["SecretString"]
    read: Mapping[str, str] = json.loads(told)
    return read
