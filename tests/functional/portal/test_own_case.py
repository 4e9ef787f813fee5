"""The page of a case shows its resident what they brought, how far the work is, and whether we keep our promise."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.places.sketch import draw_place
from onestop.runtime import links
from onestop.storage.cases.read_case import load_whole
from onestop.storage.catalogue.map_layers import layer
from onestop.storage.catalogue.releases import current
from portal.case import resident_view
from portal.near_lines import LAYERS, lines_near
from tests.functional.attachments.arrivals import keep_photo
from tests.functional.dialogue import BUSINESS, ask, opened
from tests.functional.portal.reading import get, post, value_of
from tests.functional.stories import CONTACT, PLACE, POTHOLE, case_file, in_progress, open_case, resolved

WORDS = "A <b>deep</b> hole.\n\n  Mind the dog. 路面有坑"


def page_of(reference: str, **query: str) -> dict[str, Any]:
    return get(f"/track/{reference}", secret=links.secret_of(links.TRACK, reference), **query)


@pytest.mark.usefixtures("aws")
def test_residents_read_their_own_words_as_they_wrote_them() -> None:
    reference = open_case(description=WORDS, contact=CONTACT)["reference"]
    body = page_of(reference)["body"]
    assert "A &lt;b&gt;deep&lt;/b&gt; hole.\n\n  Mind the dog. 路面有坑" in body


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize(("language", "words"), [("en", "Map of the place"), ("es", "Mapa del lugar")])
def test_the_place_is_drawn_and_told_in_words(language: str, words: str) -> None:
    body = page_of(open_case(service_code="pothole", place=PLACE)["reference"], lang=language)["body"]
    drawn = re.search('<figure class="place">(.*?)</figure>', body, re.S)[1]
    assert re.search(f'<svg [^>]*role="img" aria-label="{words}', drawn)
    assert words in drawn[drawn.index("<figcaption>") :]
    assert "3 Elm Lane" in body


@pytest.mark.usefixtures("aws")
def test_an_address_alone_is_told_and_not_drawn() -> None:
    body = page_of(open_case(service_code="pothole", place={"address": "3 Elm <i>Lane"})["reference"])["body"]
    assert "3 Elm &lt;i&gt;Lane" in body
    assert '<figure class="place">' not in body


@pytest.mark.usefixtures("aws")
def test_every_department_is_named_with_how_far_it_is() -> None:
    body = page_of(opened(**BUSINESS)["reference"], lang="en")["body"]
    steps = re.findall(r'<li class="step-(\w+)"><strong dir="auto">', body)
    assert "waits" in steps
    assert f"Departments that have finished: 0 of {len(steps)}" in body
    assert body.count("<rect class=") == len(steps)
    done = page_of(resolved()["reference"], lang="en")["body"]
    assert "Departments that have finished: 1 of 1" in done
    assert "has finished</span>" in done


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize(
    ("language", "kept", "late"),
    [
        ("en", "and kept our promise.", "It is 2 days late."),
        ("es", "y cumplimos.", "Lleva 2 días de retraso."),
        ("zh-Hans", "并已兑现承诺。", "。已逾期 2 天。"),
    ],
)
def test_the_page_says_whether_we_keep_our_promise(language: str, kept: str, late: str, catalogue: Catalogue) -> None:
    reference = in_progress()["reference"]
    due = case_file(reference).case.due_at
    assert due is not None
    assert kept in page_of(resolved()["reference"], lang=language)["body"]
    whole = load_whole(reference)
    assert resident_view.promise_kept(whole, catalogue, language, due) is None
    assert late in str(resident_view.promise_kept(whole, catalogue, language, due + timedelta(days=2)))


@pytest.mark.usefixtures("aws")
def test_while_there_is_no_day_the_page_promises_no_message_that_may_have_no_address() -> None:
    body = page_of(open_case(description="Something is strange here.")["reference"], lang="en")["body"]
    assert "The day is shown here as soon as we know it" in body
    assert "We tell you" not in body


@pytest.mark.usefixtures("aws")
def test_a_question_is_answered_on_the_page_itself() -> None:
    reference = in_progress()["reference"]
    ask(reference, "Which side?")
    page = page_of(reference, lang="en")
    assert f'action="/tell/{reference}?lang=en"' in page["body"]
    fields = {name: value_of(page, name) for name in ("secret", "key")}
    answer = post(f"/tell/{reference}", fields | {"text": "The left one."}, lang="en")
    assert answer["statusCode"] == 303
    assert 'id="needed"' not in page_of(reference, lang="en")["body"]


@pytest.mark.usefixtures("aws")
def test_the_page_speaks_to_its_resident_and_not_of_them() -> None:
    body = page_of(in_progress()["reference"], lang="en")["body"]
    assert "You chose this service." in body
    assert "The resident" not in body


@pytest.mark.usefixtures("aws")
def test_photos_are_pictures_that_only_our_bucket_may_send_and_links_where_data_is_saved() -> None:
    reference = open_case(**POTHOLE)["reference"]
    assert "img-src data:" in page_of(reference)["headers"]["Content-Security-Policy"]
    photo = keep_photo(reference, name='street".jpg')
    page = page_of(reference, lang="en")
    shown = re.search('<img class="photo" src="(.*?)" alt="(.*?)"', page["body"])
    assert shown[1].startswith(f"/api/cases/{reference}/attachments/{photo.id}?")
    assert shown[2] == "Photo: street&#34;.jpg"
    policy = page["headers"]["Content-Security-Policy"]
    assert re.search(r"img-src 'self' https://[a-z0-9.-]*amazonaws\.com data:;", policy)
    secret = links.secret_of(links.TRACK, reference)
    saving = get(f"/track/{reference}", secret=secret, headers={"Save-Data": "on"})
    assert "<img" not in saving["body"]
    assert f"/attachments/{photo.id}?" in saving["body"]


@pytest.mark.usefixtures("aws")
def test_the_lines_near_a_place_draw_the_same_map_as_all_lines_do() -> None:
    catalogue = current()
    everything = {name: layer(catalogue, name) for name in LAYERS}
    assert len(everything["streets"]) > 50
    for lat, long in ((44.62, -63.62), (44.64, -63.6), (44.655, -63.585), (44.7, -63.7)):
        near = lines_near(lat, long, catalogue)
        assert sum(map(len, near.values())) < sum(map(len, everything.values())) / 2
        assert draw_place(lat, long, catalogue, near, "en") == draw_place(lat, long, catalogue, everything, "en")
