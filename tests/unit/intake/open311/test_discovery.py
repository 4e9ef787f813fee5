"""Where the endpoints are, and since when what they offer is as it is."""

from __future__ import annotations

import pytest

from intake.open311.discovery import discovery
from onestop.domain.catalogue.catalogue import Catalogue


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://port-ellery.example", "production"),
        ("https://port-ellery.example/", "production"),
        ("http://localhost:8080", "test"),
        ("http://127.0.0.1:8080", "test"),
    ],
)
def test_an_installation_on_one_machine_is_for_tests(catalogue: Catalogue, address: str, kind: str) -> None:
    told = discovery(catalogue, address, "en")
    assert {endpoint["type"] for endpoint in told["endpoints"]} == {kind}
    assert told["endpoints"][0]["url"] == f"{address.rstrip('/')}/open311/v2"


def test_the_changeset_is_when_the_catalogue_was_published(catalogue: Catalogue) -> None:
    told = Catalogue("1", {**catalogue.release, "published": "2026-11-23T11:00:00.123456-04:00"})
    assert discovery(told, "https://a.example", "en")["changeset"] == "2026-11-23T15:00:00Z"
    unknown = {name: value for name, value in catalogue.release.items() if name != "published"}
    assert discovery(Catalogue("1", unknown), "https://a.example", "en")["changeset"] == "2026-01-01T00:00:00Z"


def test_who_to_ask_is_named_in_the_language_asked_for(catalogue: Catalogue) -> None:
    assert discovery(catalogue, "https://a.example", "es")["contact"].startswith("Ciudad de Puerto Ellery: onestop@")
