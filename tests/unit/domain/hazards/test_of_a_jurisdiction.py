"""A jurisdiction says the numbers, and adds words of its own to those that everybody looks for."""

from __future__ import annotations

from typing import Any

import pytest

from onestop.domain.hazards.jurisdiction import Hazards, read_hazards
from onestop_cli.project import find_project
from onestop_cli.release.read_folder import read_release


def hazards(phone: str = "+1 555 0100", **emergency: Any) -> Hazards:
    return read_hazards({"phone": phone, "emergency": emergency} if emergency else {"phone": phone})


@pytest.mark.parametrize(
    ("phone", "number"),
    [("+1 555 0100", "911"), ("+44 20 7946 0000", "999"), ("+52 55 0000", "911"), ("+31 20 555", "112")],
)
def test_where_nothing_is_said_the_number_is_that_of_the_country(phone: str, number: str) -> None:
    assert hazards(phone).number_of("gas") == number
    assert hazards(phone).find("I smell gas") is not None


def test_its_own_words_are_added_and_may_have_a_number_of_their_own() -> None:
    own = hazards(
        number="112",
        hazards=[
            {"code": "avalanche", "number": "140", "name": {"en": "avalanche"}, "words": {"en": ["avalanche"]}},
            {"code": "fire", "harmless": {"en": ["fire mill lane"]}},
        ],
    )
    found = own.find("an avalanche is coming down")
    assert found is not None
    assert (found.code, own.number_of(found.code), own.name_of(found.code)) == ("avalanche", "140", {"en": "avalanche"})
    assert own.number_of("gas") == "112"
    assert own.find("the bench in Fire Mill Lane is broken") is None
    assert own.find("the bench in Fire Mill Lane is on fire") is not None


@pytest.mark.parametrize("cry", ["911", " 9-1-1!!! ", "SOS", "s.o.s.", "🆘 please", "140"])
def test_who_writes_only_the_number_to_call_believes_that_they_have_called_it(cry: str) -> None:
    found = hazards(hazards=[{"code": "avalanche", "number": "140", "words": {"en": ["avalanche"]}}]).find_cry(cry)
    assert found is not None
    assert (found.code, found.language) == ("emergency", "")


@pytest.mark.parametrize("text", ["9", "91", "112", "9110", "911 Elm Lane", "sos vos", ""])
def test_a_number_beside_other_words_is_a_number(text: str) -> None:
    assert hazards().find_cry(text) is None


def test_it_may_look_for_its_own_words_only() -> None:
    own = hazards(usual=False, hazards=[{"code": "avalanche", "words": {"en": ["avalanche"]}}])
    assert own.find("I smell gas") is None
    assert own.find("avalanche!") is not None


def test_the_name_of_no_service_is_danger() -> None:
    """A caller who presses its key has said nothing else."""
    release = read_release(find_project().sample_jurisdiction)
    ours = read_hazards(release["jurisdiction"])
    names = [name for service in release["services"] for name in service["name"].values()]
    assert [name for name in names if ours.find(name)] == []
