"""The case on one screen: what it shows to whom, in which words, and what is near it or goes on paper."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from urllib.parse import urlsplit

import pytest
import segno

from onestop.domain.cases.attachments import WHOLE_MESSAGE
from tests.aws_in_memory import PUBLIC_URL, Aws, Calls
from tests.builders import NOW, a_reference
from tests.functional.attachments.arrivals import an_attachment, arrive, keep_row
from tests.functional.casework.test_acts import CHIEF, act
from tests.functional.desk.accounts import a_pool, make
from tests.functional.desk.desking import hidden_in, signed_in
from tests.functional.desk.test_case_acts import CLOCK, Forms, a_case_that, done, page_of, send
from tests.functional.stories import CONTACT, case_file, in_progress, opened_with, route
from tests.unit.attachments.pictures import HALIFAX, a_photo

TREE = {"service_code": "fallen-tree", "description": "It lies across the path."}


def words(page: dict[str, str]) -> str:
    return unescape(page["body"])


def test_a_deadline_is_said_as_one_says_it_with_the_hours_that_are_left(aws: Aws) -> None:
    reference = a_case_that("open")
    act(
        f"{reference}/extension",
        {"due_at": "2026-11-24T20:00:00Z", "reason": "It is urgent."},
        claims=CHIEF,
        X_Clock=NOW.isoformat(),
    )
    page = words(page_of(signed_in(), reference))
    assert "tomorrow 4:00 pm" in page
    assert "working hours left" in page
    late = signed_in(sub="later", at=NOW + timedelta(days=3))
    assert "working hours late" in words(page_of(late, reference))


def test_when_and_why_the_clock_stood_still_is_said(aws: Aws) -> None:
    browser, reference = signed_in(), a_case_that("asked")
    assert "The clock has stood still since" in words(page_of(browser, reference))
    later = replace(browser, at=NOW + timedelta(minutes=20))
    done(send(later, page_of(later, reference), "resume"))
    assert "it waited for the resident" in words(page_of(later, reference))
    assert "The clock stood still from" in words(page_of(later, reference))


def test_what_was_said_in_another_language_is_marked_so(aws: Aws) -> None:
    reference = a_case_that(contact={"language": "es"})
    assert "Written in: Español." in words(page_of(signed_in(), reference))


def test_danger_stands_on_top(aws: Aws) -> None:
    reference = a_case_that(description="I smell gas and there is a hole.")
    page = words(page_of(signed_in(role="administrator", agency="contact-centre"), reference))
    assert page.index("Danger was named") < page.index("<h1>")


def test_the_person_is_masked_until_disclosed_for_a_purpose(aws: Aws) -> None:
    browser, reference = signed_in(), a_case_that("open")
    page = page_of(browser, reference)
    assert "Ana Rivas" not in page["body"]
    path, mark = f"/desk/cases/{reference}/disclosure", ("form", hidden_in(page["body"])["form"])
    short = browser.post(path, [mark, ("purpose", "because")])
    assert (short["statusCode"], "Ana Rivas" in short["body"]) == (400, False)
    shown = browser.post(path, [mark, ("purpose", "The crew stands before a locked gate.")])
    assert shown["statusCode"] == 200
    assert "Ana Rivas" in shown["body"]
    assert "Ana Rivas" not in page_of(browser, reference)["body"]


@pytest.mark.parametrize("role", ["clerk", "contractor"])
def test_who_guesses_references_finds_nothing(aws: Aws, role: str) -> None:
    browser, reference = signed_in(agency="water", role=role), a_case_that("open")
    for below in ("", "/beat", "/nearby", "/print", "/attachments/none", "/upload"):
        statuses = {browser.get(f"/desk/cases/{each}{below}")["statusCode"] for each in (reference, a_reference(77))}
        assert len(statuses) == 1
        assert statuses <= {403, 404}  # a contractor's role allows some pages to nobody


def test_a_name_in_a_note_stands_out_and_nothing_written_is_markup(aws: Aws) -> None:
    browser, reference = signed_in(), a_case_that("open")
    done(send(browser, page_of(browser, reference), "note", text="@bo <b>mind</b> the dog"))
    body = page_of(browser, reference)["body"]
    assert '<strong class="at">@bo</strong> &lt;b&gt;mind&lt;/b&gt; the dog' in body


def test_a_second_report_of_the_same_hole_is_found_nearby_and_joined_from_there(aws: Aws, calls: Calls) -> None:
    browser, first, second = signed_in(), a_case_that("open"), a_case_that("open")
    calls.forget()
    page = browser.get(f"/desk/cases/{second}/nearby")
    assert calls.names == ["GetItem", "Query", "Query", "PutItem", "Query"]  # the last: what it may be the same as
    assert first in page["body"]
    assert "77 % likely the same. It is at the same spot. It was told us within a day." in words(page)
    assert "Perhaps told before" in words(page_of(browser, second))
    fields = [("form", hidden_in(page["body"])["form"]), ("how", "merge"), ("into", first), ("reason", "The same.")]
    done(browser.post(f"/desk/cases/{second}/merging", fields))
    assert f"It continues in {first}." in words(page_of(browser, second))


def test_a_case_that_was_joined_and_a_link_have_a_button_that_takes_them_back(aws: Aws) -> None:
    browser, first, second = signed_in(), a_case_that("open"), a_case_that("open")
    done(send(browser, page_of(browser, second), "link", reference=first))
    done(send(browser, page_of(browser, second), "merge", into=first, reason="The same."))
    joined = page_of(browser, second)
    assert f'aria-label="Undo: {first}"' in joined["body"]
    done(send(browser, joined, "unmerge"))
    again = page_of(browser, second, done="unmerge")
    assert "The case continues on its own, as it was before." in words(again)
    assert f"It was unmerged from {first} and continues on its own." in words(again)
    assert case_file(second).case.status == "in_progress"
    fields = [("form", hidden_in(again["body"])["form"]), ("how", "unlink"), ("reference", first)]
    done(browser.post(f"/desk/cases/{second}/unlinking", fields))
    assert case_file(first).case.links == case_file(second).case.links == ()
    assert "Undo" not in words(page_of(browser, second))


def test_a_work_order_has_the_place_the_map_and_room_to_write(aws: Aws) -> None:
    page = words(signed_in().get(f"/desk/cases/{a_case_that('open')}/print"))
    for part in ("Work order", "3 Elm Lane", "<svg", "A deep hole.", "What was done"):
        assert part in page
    assert "Ana Rivas" not in page


def test_a_work_order_names_a_place_without_an_address_by_its_coordinates_as_far_as_they_help(aws: Aws) -> None:
    reference = a_case_that("open", place={"lat": 44.669999999999995, "long": -63.6})
    page = signed_in().get(f"/desk/cases/{reference}/print")["body"]
    assert re.search(r"<dt>Place</dt><dd[^>]*>\s*44\.67000, -63\.60000</dd>", page)
    assert "<dt></dt>" not in page
    assert "44.669999" not in page


def test_where_only_the_beginning_of_a_message_fits_the_page_leads_to_the_file_with_all_of_it(aws: Aws) -> None:
    browser, reference = signed_in(), a_case_that("open", description="word " * 799 + "[…]")
    assert "whole-message" not in page_of(browser, reference)["body"]
    keep_row(reference, an_attachment(name=WHOLE_MESSAGE, status="kept", media_type="text/plain", size=110_000))
    page = page_of(browser, reference)["body"]
    assert '<a href="#files">What is longer than fits here is all in the file “whole-message”.</a>' in page
    assert re.search(r'<a href="[^"]+/attachments/\w+[^"]*">whole-message</a>', page)


@pytest.mark.parametrize("language", ["es", "zh-Hans"])
def test_nothing_that_staff_read_is_left_in_english(aws: Aws, language: str) -> None:
    page = words(page_of(signed_in(language=language, sub="other"), a_case_that()))
    english = ("Take it", "Pass it on", "Where it stands", "working hour", "What the resident said", "Prepared texts")
    assert not [each for each in english if each in page]


def test_the_plan_is_a_picture_of_what_is_under_way_and_what_is_to_come(aws: Aws) -> None:
    page = words(page_of(signed_in(agency="parks"), a_case_that(**TREE)))
    assert page.index('aria-current="step"') < page.index("Cut up and remove the tree") < page.index("stage next")
    assert page.index("stage next") < page.index("Repair the sidewalk and street")


def test_what_a_task_asks_for_is_filled_in_where_it_is_ended(aws: Aws) -> None:
    browser, reference = signed_in(agency="parks"), a_case_that(**TREE)
    page = page_of(browser, reference)
    assert "Is the street damaged?" in page["body"]
    wrong = send(browser, page, "done", **{"results.yesno.damage": "perhaps"})
    assert wrong["statusCode"] == 400
    assert "Choose one of the answers shown." in words(wrong)
    done(send(browser, page, "done", **{"results.yesno.damage": "yes"}))
    assert case_file(reference).tasks[0].results == {"damage": True}


def test_a_task_that_the_plan_leaves_to_staff_is_opened_with_its_deadline_said_before(aws: Aws) -> None:
    browser, reference = signed_in(agency="parks"), a_case_that(**TREE)
    page = page_of(browser, reference)
    assert re.search(r"Block the path until then – due 2\d November, ", words(page))
    done(send(browser, page, "subtask", code="block-path"))
    assert case_file(reference).tasks[-1].agency == "streets"


def test_photos_are_shown_from_the_bucket_to_which_our_addresses_lead(aws: Aws) -> None:
    reference = str(in_progress(service_code="business-complaint", description="Rats.")["reference"])
    keep_row(reference, an_attachment(name="the kitchen"))
    arrive(reference, a_photo(place=HALIFAX))
    browser = signed_in(agency="licensing")
    page = page_of(browser, reference)
    address = page["body"].partition('<img loading="lazy"')[2].partition('src="')[2].partition('"')[0]
    leads_to = browser.get(address)
    assert leads_to["statusCode"] == 302
    bucket = urlsplit(leads_to["headers"]["Location"])
    assert f"img-src 'self' {bucket.scheme}://{bucket.netloc}" in page["headers"]["Content-Security-Policy"]
    assert "amazonaws" not in page_of(signed_in(), a_case_that())["headers"]["Content-Security-Policy"]


def test_a_file_is_added_by_a_form_that_goes_to_the_bucket_and_comes_back(aws: Aws) -> None:
    browser, reference = signed_in(), a_case_that()
    where = done(browser.submit(f"/desk/cases/{reference}/attachments", [("public", "yes")]))
    path, _, query = where.partition("?")
    page = browser.get(path, attachment=query.partition("=")[2])
    assert 'enctype="multipart/form-data"' in page["body"]
    assert "done=attach" in words(page)
    assert signed_in(sub="bo").get(path, attachment=query.partition("=")[2])["statusCode"] == 404


def test_a_contractor_sees_their_task_with_what_it_asks_for_and_no_more(aws: Aws) -> None:
    bulky = {"service_code": "bulky-waste", "description": "A sofa.", "answers": {"items": ["cold"], "count": 2}}
    reference, browser = a_case_that(**bulky), signed_in(agency="greenhaul", role="contractor")
    page = words(page_of(browser, reference))
    assert "Was everything there?" in page
    assert "Refrigerator or freezer" in page
    assert "Ana Rivas" not in page
    assert "resident.example" not in page
    assert browser.get(f"/desk/cases/{reference}/print")["statusCode"] == 200
    path = f"/desk/cases/{reference}/tasks/01/completion"
    fields = next(found for where, found in Forms(page_of(browser, reference)["body"]).forms if where == path)
    done(browser.post(path, [*fields, ("results.yesno.collected", "yes")]))
    assert "Large items pick-up" in words(page_of(browser, reference))


def test_the_triage_desk_chooses_a_service_where_it_ends_its_task(aws: Aws) -> None:
    opened = opened_with(CLOCK, {"description": "It is not as it should be.", "contact": CONTACT})
    route(opened["reference"])
    browser = signed_in(agency="contact-centre")
    page = page_of(browser, opened["reference"])
    assert "Service that this is" in page["body"]
    done(send(browser, page, "done", service_code="pothole"))
    assert case_file(opened["reference"]).tasks[0].decided_service == "pothole"


def test_a_task_is_given_to_a_colleague_by_name(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_pool(monkeypatch) as pool:
        bo = make(pool, "bo@port-ellery.example", "agency:streets", "role:clerk")
        make(pool, "chief", "agency:streets", "role:supervisor")
        chief, reference = signed_in(role="supervisor", sub="chief"), a_case_that()
        assert f'<option value="{bo}">bo</option>' in words(page_of(chief, reference))
        done(send(chief, page_of(chief, reference), "give", assignee=bo))
        assert case_file(reference).tasks[0].assignee == bo
        assert "colleague bo has it" in words(page_of(chief, reference))


def test_a_work_order_has_a_qr_code_that_leads_back_to_the_case(aws: Aws) -> None:
    reference = a_case_that("open")
    for language, named in (("en", "QR code with the address"), ("es", "Código QR"), ("zh-Hans", "二维码")):
        page = signed_in(sub=f"clerk-{language}", language=language).get(f"/desk/cases/{reference}/print")["body"]
        drawn = re.search(r'<svg role="img" aria-label="([^"]+)" viewBox="0 0 (\d+) \2"[^>]*><path d="([^"]+)"', page)
        assert drawn, language
        assert named in drawn[1]
        address = f"{PUBLIC_URL}/desk/cases/{reference}"
        assert f'<figcaption class="quiet">{address}</figcaption>' in page
        code = segno.make_qr(address, error="m")
        side = int(drawn[2])
        dark = {
            (int(x) + step, int(y))
            for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", drawn[3])
            for step in range(int(run))
        }
        there = [[(x, y) in dark for x in range(side)] for y in range(side)]
        assert there == [[bool(module) for module in row] for row in code.matrix_iter(border=4)]
