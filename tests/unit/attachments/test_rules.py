"""How many attachments a case takes, what they are called, who sees them; each word is there in each language."""

from __future__ import annotations

import unicodedata
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.cases.attachments import (
    KINDS,
    LIMITS,
    NAME_LENGTH,
    PLACE_HELD,
    Attachment,
    AttachmentStatus,
    added,
    for_resident,
    is_awaited,
    places_left,
    proposed_place,
    safe_name,
)
from onestop.domain.cases.case import Place
from onestop.domain.cases.events import AttachmentAdded
from onestop.domain.languages import say_size
from tests.builders import NOW, a_file, a_request


def an_attachment(number: int = 1, **fields: object) -> Attachment:
    return Attachment(**({"id": f"{number:016x}", "at": NOW, "by": "resident"} | fields))  # type: ignore[arg-type]


def kept(number: int = 1, **fields: object) -> Attachment:
    return an_attachment(number, status=AttachmentStatus.KEPT, media_type="image/jpeg", **fields)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("IMG_1234.HEIC", "IMG_1234"),
        ("C:\\Users\\ana\\hole.jpg", "hole"),
        ("../../etc/passwd", "passwd"),
        ("photo.jpg.exe", "photo.jpg"),
        ("  Loch  vor\tder Schule.png ", "Loch vor der Schule"),
        ("exe.\u202egpj.scr", "exe. gpj"),
        ('a"b<c>d|e?.pdf', "a b c d e"),
        ("照片 1.jpeg", "照片 1"),
        ("\x00\r\nSet-Cookie: x", "Set-Cookie x"),
        ("...", ""),
        (".txt", ""),
        ("", ""),
        ("x" * 300 + ".pdf", "x" * NAME_LENGTH),
    ],
)
def test_a_name_is_made_fit_to_be_shown_and_saved(said: str, name: str) -> None:
    assert safe_name(said) == name


@given(st.text())
def test_no_name_leads_out_of_its_folder_or_turns_the_writing_round(said: str) -> None:
    name = safe_name(said)
    assert len(name) <= NAME_LENGTH
    assert name == name.strip()
    assert not set(name) & set('/\\<>:"|?*')
    assert not {unicodedata.category(letter) for letter in name} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_a_file_is_called_by_what_it_is() -> None:
    assert kept(name="photo.exe").file_name == "photo.exe.jpg"
    assert kept(7).file_name == "attachment-0000000000000007.jpg"


def test_a_case_takes_so_many_and_those_under_way_count_for_an_hour() -> None:
    limit = LIMITS["resident"].kept
    there = [kept(number) for number in range(limit - 2)]
    under_way, given_up = an_attachment(90), an_attachment(91, at=NOW - PLACE_HELD)
    assert places_left([*there, under_way, given_up], "resident", NOW) == 1
    assert places_left([*there, under_way], "resident", NOW + PLACE_HELD) == 2
    assert (is_awaited(under_way, NOW), is_awaited(given_up, NOW)) == (True, False)
    assert not is_awaited(kept(), NOW)


def test_what_was_refused_leaves_its_place_but_nobody_tries_for_ever() -> None:
    refused = [an_attachment(number, status=AttachmentStatus.REFUSED, reason="kind") for number in range(39)]
    assert places_left(refused[:12], "resident", NOW) == LIMITS["resident"].kept
    assert places_left(refused, "resident", NOW) == 1
    assert places_left([*refused, refused[0]], "resident", NOW) == 0


def test_staff_and_residents_do_not_take_each_others_places() -> None:
    full = [kept(number) for number in range(LIMITS["resident"].kept)]
    assert places_left(full, "resident", NOW) == 0
    assert places_left(full, "staff:7", NOW) == LIMITS["staff"].kept


def test_the_resident_sees_their_own_and_what_staff_show_them() -> None:
    own, internal, shown = kept(1), kept(2, by="staff:7", public=False), kept(3, by="staff:7", public=True)
    assert for_resident([own, internal, shown]) == [own, shown]


def test_a_photo_proposes_a_place_only_where_the_case_has_none() -> None:
    with_place, without = kept(2, lat=44.6, long=-63.5), kept(1)
    refused = an_attachment(3, status=AttachmentStatus.REFUSED, lat=1.0, long=1.0)
    assert proposed_place(a_file(), [without, refused, with_place]) == with_place
    assert proposed_place(a_file(), [without]) is None
    for place in (Place(lat=0.0, long=0.0), Place(address="3 Elm Lane")):
        assert proposed_place(a_file(request=a_request(place=place)), [with_place]) is None


@pytest.mark.parametrize("media_type", KINDS)
def test_adding_is_one_event_by_whoever_added_it_and_changes_nothing_else(media_type: str) -> None:
    file = a_file()
    change = added(
        file, kept(by="staff:7") if media_type == "image/jpeg" else an_attachment(media_type=media_type), NOW
    )
    assert change.events == (AttachmentAdded(attachment=f"{1:016x}", kind=KINDS[media_type].name),)
    assert change.by == ("staff:7" if media_type == "image/jpeg" else "resident")
    assert (change.case.version, change.case.status) == (file.case.version + 1, file.case.status)
    assert change.tasks == ()


@pytest.mark.parametrize(
    ("size", "said"),
    [(None, ""), (1, "1 kB"), (48_200, "48 kB"), (999_499, "999 kB"), (2_340_000, "2.3 MB"), (20_971_520, "21.0 MB")],
)
def test_a_size_is_said_as_people_say_it(size: int | None, said: str) -> None:
    assert say_size(size, "en") == said
    assert say_size(size, "es") == said.replace(".", ",")


def test_an_upload_counts_no_longer_than_its_form_may_be_used_and_opened_again() -> None:
    assert timedelta(minutes=15) < PLACE_HELD
