"""The export of another city plays here without a person having to ask where each place is."""

from __future__ import annotations

from dataclasses import replace

from onestop.domain.catalogue.catalogue import Catalogue
from onestop_cli.replay.other_city import brought_here
from onestop_cli.replay.rows import RowNeed

NEED = RowNeed(row=1, id="1", description="Pothole", channel="phone")


def test_what_lies_in_another_city_is_said_in_words_and_what_lies_here_stays(catalogue: Catalogue) -> None:
    here = replace(NEED, lat=44.64, long=-63.57, address="1 Harbour Street")
    nowhere = replace(NEED, address="2 Harbour Street")
    chicago = replace(NEED, lat=41.88, long=-87.63)
    named = replace(chicago, address="3 State Street")
    assert list(brought_here(iter([here, nowhere, chicago, named]), catalogue.area)) == [
        here,
        nowhere,
        replace(NEED, address="41.88, -87.63"),
        replace(NEED, address="3 State Street"),
    ]
