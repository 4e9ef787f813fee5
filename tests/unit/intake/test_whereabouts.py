"""Where a need is, as people and their telephones write it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.place_in_words import Whereabouts, find_place

HERE = Whereabouts(lat=44.6488, long=-63.5752)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A hole. geo:44.6488,-63.5752;u=35", HERE),
        ("I am here: https://maps.example/maps?q=44.6488,-63.5752", HERE),
        ("https://maps.example/?ll=44.6488%2C-63.5752&z=17", HERE),
        ("https://maps.example/maps/@44.6488,-63.5752,17z", HERE),
        ("https://osm.example/#map=18/44.6488/-63.5752", HERE),
        ("https://osm.example/?mlat=44.6488&mlon=-63.5752", HERE),
        ("It is at\n44.6488, -63.5752\nbehind the school", HERE),
        ("A deep hole.\nAddress: 3 Elm Lane", Whereabouts(address="3 Elm Lane")),
        ("Un bache.\nDirección:  3 Elm Lane  ", Whereabouts(address="3 Elm Lane")),
        ("路上有坑。\n地址：榆树巷3号", Whereabouts(address="榆树巷3号")),
        ("Where: 3 Elm Lane\n44.6488,-63.5752", Whereabouts(lat=44.6488, long=-63.5752, address="3 Elm Lane")),
        ("geo:44.6,-63.5", Whereabouts(lat=44.6, long=-63.5)),
        ("geo:45,-64?z=17", Whereabouts(lat=45, long=-64)),
        ("https://maps.example/maps?q=44.6488%2C%20-63.5752", HERE),
        ("https://maps.example/?q=44.6488,+-63.5752", HERE),
        ("https://maps.example/maps?cp=44.6488~-63.5752&lvl=17", HERE),
        ("Lat: 44.6488, Long: -63.5752", HERE),
        ("It is at latitude 44.6488 longitude -63.5752 (my telephone says)", HERE),
        ("The bridge, 44.6488° N, 63.5752° W, is blocked", HERE),
        ("44°38'55.68\"N 63°34'30.72\"W", HERE),
        ("44° 38′ 55.68″ N, 63° 34′ 30.72″ O", HERE),
        ("- Address: 3 Elm Lane", Whereabouts(address="3 Elm Lane")),
        ("**Where:** 3 Elm Lane", Whereabouts(address="3 Elm Lane")),
        ("*Address*: 3 Elm Lane", Whereabouts(address="3 Elm Lane")),
        # what is not a place
        ("It was 30° N of nothing, 12° W", Whereabouts()),
        ("We were at 44° N, 63° W", Whereabouts()),
        ("latest 12.345 longest 13.456", Whereabouts()),
        ("", Whereabouts()),
        ("The lamp by the church, number 44", Whereabouts()),
        ("It cost 44.65, 63.58 last time", Whereabouts()),
        ("geo:0.000,0.000", Whereabouts()),
        ("geo:97.123,200.456", Whereabouts()),
        ("from 44.6488,-63.5752 no line of its own", Whereabouts()),
        ("geo:44.6488,-63.5752 geo:44.7000,-63.6000", Whereabouts()),
        ("Address: 3 Elm Lane\nAddress: 4 Oak Street", Whereabouts()),
        ("Where are you?", Whereabouts()),
    ],
)
def test_only_what_is_written_as_a_place_is_one(text: str, place: Whereabouts) -> None:
    assert find_place(text) == place


@given(st.text(max_size=300) | st.from_regex(r"(geo:|q=|Address: )[-\d., \n]{0,40}"))
def test_whatever_the_text_a_place_is_whole_or_not_there(text: str) -> None:
    place = find_place(text)
    assert (place.lat is None) == (place.long is None)
    assert place.lat is None or (abs(place.lat) <= 90 and abs(place.long or 0) <= 180)
    assert place.address is None or 0 < len(place.address) <= 200


@pytest.mark.parametrize(
    "piece", [" ", "http://", "https://a/?q=", "address: ", "1.2345,", "\n", "geo:1.234", "a ", "1°", "lat 1.234 ", "-"]
)
def test_no_text_takes_long_however_it_was_made_up(piece: str) -> None:
    begun = time.process_time()
    find_place("address: " + piece * (100_000 // len(piece)) + "!")
    assert time.process_time() - begun < 3  # what grows with the square of the length takes minutes
