"""A report on pages that ask one thing each, without a script: nothing that was typed is ever lost."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest

from intake.web.report.places import spot_in_words
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile, Place
from onestop.domain.cases.lifecycle import CloseReason, Status
from onestop.domain.cases.photos import show_photo
from onestop.storage.cases.open_and_change import change_case
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue import releases as stored
from onestop.storage.catalogue.releases import current
from onestop.storage.once import Once
from onestop.storage.people.contact_details import load_person
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW
from tests.functional.portal.reading import follow, post, title_of, wrong_in
from tests.functional.portal.walking import Page, answers_of, ask, begin, carried, go_on, step_of
from tests.functional.stories import route, take_step

pytestmark = pytest.mark.usefixtures("aws")

HOLE = "There is a deep hole in the road"
HERE = {"lat": "44.6301", "long": "-63.5702"}
OUTSIDE = {"lat": "44.1", "long": "-63.9"}
MOST_STEPS = 5  # of Signals; FixMyStreet has seven (docs/residents.md)


def file_of(receipt_or_redirect: Page) -> CaseFile:
    return load_file(re.search("/reported/([^?]+)", receipt_or_redirect["headers"]["Location"])[1])


def to_contact(words: str = HOLE, service: str = "pothole", place: dict[str, str] | None = None) -> Page:
    """Walks to the page that asks how to reach them."""
    page = go_on(begin(), description=words, listed=service)
    assert step_of(page) == "where"
    return go_on(page, place or {"address": "3 Elm Lane"})


def test_a_pothole_is_reported_in_no_more_steps_than_elsewhere() -> None:
    page, steps = begin(), ["what"]
    typed: dict[str, dict[str, str]] = {
        "what": {"description": HOLE},
        "where": {"address": "3 Elm Lane"},
        "contact": {"email": "ana@resident.example"},
    }
    while (page := go_on(page, typed.get(steps[-1], {})))["statusCode"] == 200:
        steps.append(step_of(page))
    assert steps == ["what", "service", "where", "contact", "check"]
    assert len(steps) <= MOST_STEPS
    file = file_of(page)
    assert (file.case.service, file.request.description) == ("pothole", HOLE)
    assert file.request.place is not None
    assert file.request.place.address == "3 Elm Lane"
    assert load_person(file.case.person or "").email == "ana@resident.example"
    assert "/reported/" in page["headers"]["Location"]
    assert follow(page)["statusCode"] == 200


def test_with_a_script_that_proposes_and_takes_photos_there_are_as_few() -> None:
    page, steps = go_on(begin(), description=HOLE, choice="pothole", script="yes"), ["what"]
    while page["statusCode"] == 200:
        steps.append(step_of(page))
        page = go_on(page, {"address": "3 Elm Lane"} if steps[-1] == "where" else {})
    assert steps == ["what", "where", "photos", "contact", "check"]
    assert len(steps) <= MOST_STEPS


def test_words_are_answered_with_services_and_why_and_the_choice_may_be_left_to_us() -> None:
    page = go_on(begin(), description="Graffiti and rats near the hole in the road")
    assert step_of(page) == "service"
    assert re.findall('name="choice" value="(.*?)"', page["body"])[-1] == "unsure"
    assert "You wrote: hole in the road" in page["body"]
    assert 'value="pothole"' in page["body"]
    assert 'value="graffiti"' in page["body"]
    left = go_on(page, choice="unsure")
    assert step_of(left) == "where"
    sent = go_on(go_on(go_on(left)))
    assert file_of(sent).case.service is None


def test_words_that_fit_nothing_still_lead_on() -> None:
    page = go_on(begin(), description="Zzzz")
    assert step_of(page) == "service"
    assert "does not clearly match one of our services" in page["body"]
    assert wrong_in(go_on(page)) == ["choice"]
    assert step_of(go_on(page, listed="graffiti")) == "where"


def test_a_link_of_the_front_page_has_chosen_already_and_words_are_optional() -> None:
    page = begin(service="pothole", lang="es")
    assert "Bache en la calle" in page["body"]
    assert step_of(go_on(page)) == "where"


def test_nothing_at_all_is_asked_for_once_more_and_the_list_of_problems_takes_the_focus() -> None:
    page = go_on(begin())
    assert (page["statusCode"], step_of(page), wrong_in(page)) == (400, "what", ["description"])
    assert title_of(page).startswith("Error: ")
    assert 'class="summary" role="alert"' in page["body"]
    assert "autofocus" in page["body"]


def test_all_that_is_wrong_on_a_page_is_said_at_once_and_only_what_is_asked_there() -> None:
    page = go_on(to_contact(), email="ana@", phone="call me", name="x" * 201)
    assert (step_of(page), wrong_in(page)) == ("contact", ["name", "email", "phone"])
    assert carried(page)["email"] == "ana@"
    wrong_place = go_on(go_on(begin(service="pothole")))
    assert (step_of(wrong_place), wrong_in(wrong_place)) == ("where", ["address"])
    half = go_on(go_on(begin(service="pothole")), lat="44,6")
    assert wrong_in(half) == ["long"]
    assert wrong_in(go_on(half, long="far west")) == ["long"]


def test_the_way_back_and_another_language_keep_what_is_typed_unchecked() -> None:
    contact = to_contact()
    back = go_on(contact, email="half an addr", to="where")
    assert step_of(back) == "where"
    assert carried(back)["email"] == "half an addr"
    assert carried(back)["address"] == "3 Elm Lane"
    spanish = go_on(back, address="Calle Olmo 3", to="where", language="es")
    assert 'lang="es"' in spanish["body"][:60]
    assert carried(spanish)["address"] == "Calle Olmo 3"
    assert carried(spanish)["description"] == HOLE


def test_answers_are_read_back_and_each_is_changed_on_its_own_page_and_back() -> None:
    check = go_on(to_contact(), email="ana@resident.example")
    answers = answers_of(check)
    assert answers["Your words"] == HOLE
    assert answers["Where it is"] == "3 Elm Lane"
    assert answers["How to reach you"] == "ana@resident.example"
    assert "autofocus" not in check["body"]
    changing = go_on(check, to="where")
    again = go_on(changing, address="5 Elm Lane")
    assert step_of(again) == "check"
    assert answers_of(again)["Where it is"] == "5 Elm Lane"
    assert re.search('value="where" autofocus', again["body"])


def test_another_service_asks_its_own_questions_and_forgets_the_answers_to_the_old_ones() -> None:
    check = go_on(go_on(to_contact(service="fallen-tree"), {"answer-land": "private"}))
    assert answers_of(check)["Whose land is the tree on?"] == "Private land"
    other = go_on(go_on(check, to="what"), listed="bulky-waste")
    assert step_of(other) == "where"
    assert "answer-land" not in carried(other)
    questions = go_on(other)
    wrong = go_on(questions, {"answer-count": "many", "answer-items.cold": "yes"})
    assert (step_of(wrong), wrong_in(wrong)) == ("questions", ["answer-count"])
    sent = go_on(go_on(go_on(wrong, {"answer-count": "2"})))
    assert file_of(sent).request.answers == {"count": 2, "items": ["cold"]}


def test_a_question_that_must_be_answered_is_asked_wherever_one_comes_from(aws: Aws, release: dict[str, Any]) -> None:
    services = [
        each | ({"questions": [each["questions"][0] | {"required": True}]} if each["code"] == "fallen-tree" else {})
        for each in release["services"]
    ]
    aws.publish(release | {"services": services})
    page = go_on(go_on(begin(service="fallen-tree"), description="A tree"), address="Pier 3")
    assert step_of(page) == "questions"
    assert wrong_in(go_on(page)) == ["answer-land"]
    skipped = ask("POST", "/report/check", carried(page), lang="en")
    assert (step_of(skipped), wrong_in(skipped)) == ("questions", ["answer-land"])


FORM = "/apply/street-event-permit"


def test_a_service_with_a_form_is_applied_for_there_whether_a_link_a_list_or_words_choose_it() -> None:
    listed = go_on(begin(lang="es"), language="es", description="Una fiesta", listed="street-event-permit")
    proposed = go_on(go_on(begin(), description="Permit for a street event"), choice="street-event-permit")
    for page, language in ((begin(service="street-event-permit", lang="es"), "es"), (listed, "es"), (proposed, "en")):
        assert (page["statusCode"], page["headers"].get("Location")) == (303, f"{FORM}?lang={language}")


def test_a_place_beyond_the_border_is_said_to_be_not_ours_with_the_number_to_call() -> None:
    page = to_contact(place=OUTSIDE)
    assert step_of(page) == "border"
    assert "tel:+15550100" in page["body"]
    moved = go_on(page, to="where")
    assert step_of(moved) == "where"
    assert step_of(go_on(moved, HERE)) == "contact"
    assert step_of(go_on(page, outside="yes")) == "contact"


def test_a_district_from_the_list_stands_behind_the_address() -> None:
    page = to_contact(place={"district": "old-town"})
    file = file_of(go_on(go_on(page)))
    assert file.request.place is not None
    assert file.request.place.address == "Old Town"
    with_address = to_contact(place={"address": "3 Elm Lane", "district": "old-town"})
    assert answers_of(go_on(with_address))["Where it is"] == "3 Elm Lane, Old Town"


def reported_at(lat: str, long: str, words: str = HOLE, near: str = "another") -> Page:
    page = to_contact(words, place={"lat": lat, "long": long})
    page = go_on(page, near=near) if step_of(page) == "near" else page
    return go_on(go_on(page))


def test_the_same_problem_nearby_is_shown_and_followed_and_counted() -> None:
    first = file_of(reported_at(**HERE))
    page = to_contact("My own words", place={"lat": "44.6302", "long": "-63.5703"})
    assert step_of(page) == "near"
    assert "Pothole, about 50 m away" in page["body"]
    assert "1 person told us." in page["body"]
    assert HOLE not in page["body"]  # never the words of somebody else
    assert wrong_in(go_on(page)) == ["near"]
    check = go_on(go_on(page, near=first.case.reference), email="bo@resident.example")
    assert answers_of(check)["The same as an open report"] == "You follow it"
    sent = go_on(check)
    own = file_of(sent)
    assert (own.case.merged_into, own.case.because) == (first.case.reference, CloseReason.MERGED)
    assert "Your report follows the one that is open already" in follow(sent)["body"]
    assert file_of(go_on(check)).case.reference == own.case.reference  # sent twice
    assert route(own.case.reference)["tasks"] == []  # its workflow finds that there is nothing to do
    assert take_step("advance", own.case.reference)["next"] == "end"
    again = to_contact("Third", place=HERE)
    assert "2 people told us." in again["body"]


SIGNAL = "The arrow for turning left stays red though tram after tram goes by"
OTHER_SIGNAL = "A lorry bent the post, the glass hangs loose over the crossing"


def told(words: str) -> Page:
    """Somebody tells of a traffic signal at one place, and looks at what is near."""
    return go_on(go_on(begin(), description=words, listed="traffic-signal"), HERE)


def sent(page: Page) -> str:
    """A report is sent as it is, and not the same as any that is near."""
    page = go_on(page, near="another") if step_of(page) == "near" else page
    return file_of(go_on(go_on(page))).case.reference


def test_what_was_told_in_similar_words_comes_first_and_no_page_says_that_it_is_for_the_words() -> None:
    for words, reference in [(words, sent(told(words))) for words in (SIGNAL, OTHER_SIGNAL)]:
        page = told(f"{words} today")
        assert re.findall('name="near" value="([^"]+)"', page["body"])[0] == reference
        assert page["body"].count("This may be the same problem. It is about here. It was told us within a day.") == 2
        assert "The words are" not in page["body"]


def test_from_what_comes_first_no_word_of_somebody_else_can_be_guessed() -> None:
    for words in (SIGNAL, f"{OTHER_SIGNAL}, plate KLM 4711"):
        sent(told(words))
    guesses = ("tram goes", "lorry post", "lorry bent post glass", "plate KLM 4711", "plate KLM 4712", "zebra")
    shown = [re.findall('name="near" value="([^"]+)"', told(guess)["body"]) for guess in guesses]
    assert shown == [shown[-1]] * len(guesses)


def test_who_says_that_theirs_is_another_one_is_joined_by_no_rule() -> None:
    references = [sent(told(SIGNAL)) for _ in range(2)]
    for reference in references:
        route(reference)
    assert [load_file(reference).case.merged_into for reference in references] == [None, None]


def test_a_photo_nearby_is_led_to_once_staff_let_anybody_see_it() -> None:
    other = file_of(reported_at(**HERE)).case.reference
    assert "/around/photos/" not in to_contact(place=HERE)["body"]
    act = Act(current(), NOW, "staff:clerk-1")
    change_case(other, lambda file: show_photo(file, act, "0" * 16, "look"), lambda _: Once(key="photo"))
    assert f'href="/around/photos/{other}' in to_contact(place=HERE)["body"]


def test_a_street_that_is_typed_is_near_what_lies_on_it() -> None:
    where = go_on(begin(), description=HOLE, listed="pothole")
    assert '<option value="Harbour Street">' in where["body"]
    spot = spot_in_words("100 Harbour Street", current())
    assert spot is not None
    first = file_of(reported_at(str(spot[0]), str(spot[1])))
    page = go_on(where, address="100 Harbour Street")
    assert step_of(page) == "near"
    sent = go_on(go_on(go_on(page, near=first.case.reference)))
    assert file_of(sent).case.merged_into == first.case.reference
    assert file_of(sent).request.place == Place(address="100 Harbour Street")  # as it was said
    assert step_of(go_on(where, address="Nowhere Street")) == "contact"


def test_the_page_with_a_map_has_one_policy_and_sends_the_pin_to_the_two_fields() -> None:
    where = go_on(begin(), description=HOLE, listed="pothole")
    names = [part.split()[0] for part in where["headers"]["Content-Security-Policy"].split(";")]
    assert len(names) == len(set(names))
    assert "style-src 'self' 'sha256-" in where["headers"]["Content-Security-Policy"]
    assert re.search('data-map .*data-lat="lat" data-long="long" data-clears="district"', where["body"])


def test_our_messages_come_in_the_language_of_the_pages_unless_another_is_chosen() -> None:
    contact = go_on(go_on(begin(), description=HOLE, listed="pothole"), address="3 Elm Lane", language="zh-Hans")
    assert carried(contact)["language"] == "zh-Hans"
    spanish = go_on(contact, {"language": "es"})
    assert answers_of(spanish)["Language of our messages to you"] == "Español"
    assert file_of(go_on(spanish)).case.language == "es"


def test_somebody_elses_problem_nearby_does_not_keep_anybody_from_an_own_report() -> None:
    first, second = file_of(reported_at(**HERE)), file_of(reported_at(**HERE, near="another"))
    assert first.case.reference != second.case.reference
    assert second.case.merged_into is None
    assert second.case.status is Status.OPEN


def test_who_moves_away_from_an_open_report_does_not_follow_it_any_more() -> None:
    other = file_of(reported_at(**HERE)).case.reference
    check = go_on(go_on(to_contact(place=HERE), near=other))
    assert answers_of(check)["The same as an open report"] == "You follow it"
    moved = go_on(go_on(check, to="where"), lat="44.64")
    assert step_of(moved) == "check"
    assert "The same as an open report" not in answers_of(moved)
    back_again = go_on(go_on(moved, to="where"), HERE)
    assert step_of(back_again) == "near"


def test_a_service_that_there_is_not_is_asked_for_once_more() -> None:
    page = go_on(begin(), listed="no-such-service", description="x")
    assert (step_of(page), wrong_in(page)) == ("what", ["listed"])


@pytest.mark.parametrize(("service", "place"), [("graffiti", HERE), ("pothole", {"lat": "44.64", "long": "-63.5702"})])
def test_a_report_is_joined_only_with_one_of_its_kind_in_sight(service: str, place: dict[str, str]) -> None:
    other = file_of(reported_at(**HERE)).case.reference
    page = to_contact(service=service, place=place)
    assert step_of(page) != "near"  # it was not offered
    sent = ask("POST", "/report/check", carried(go_on(page)) | {"near": other}, lang="en")
    assert file_of(sent).case.merged_into is None


def test_a_report_sent_twice_is_one_and_other_words_are_another() -> None:
    check = go_on(to_contact())
    first, again = file_of(go_on(check)), file_of(go_on(check))
    assert first.case.reference == again.case.reference
    other = go_on(check, description="Another hole")
    assert (other["statusCode"], wrong_in(other)) == (409, ["send"])
    assert file_of(go_on(other)).case.reference != first.case.reference


def test_who_names_danger_reads_the_number_before_they_go_on() -> None:
    page = go_on(begin(), description="I smell gas in the hole in the road")
    assert step_of(page) == "what"
    assert 'href="tel:911"' in page["body"].partition("<h1>")[0]
    assert step_of(go_on(page)) == "service"


def test_a_form_from_another_site_is_shown_before_it_counts() -> None:
    fields = carried(go_on(to_contact()))
    event_headers = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "cross-site"}
    for path in ("/report/check", "/report"):
        answer = post(path, fields, headers=event_headers)
        assert (answer["statusCode"], wrong_in(answer)) == (403, ["send"])


def test_a_page_that_is_opened_by_its_address_leads_to_the_first_and_no_other_is_there() -> None:
    assert ask("GET", "/report/contact")["headers"]["Location"].startswith("/report?")
    assert ask("GET", "/report/nothing")["statusCode"] == 404
    assert ask("GET", "/report/a/b")["statusCode"] == 404
    assert ask("POST", "/report/nothing", {})["statusCode"] == 404
    assert ask("DELETE", "/report/what")["statusCode"] == 404


def test_a_kiosk_keeps_nothing_and_brings_its_own_channel() -> None:
    page = begin(kiosk="yes", service="information")
    assert page["headers"]["Cache-Control"] == "no-store"
    assert "data-kiosk" in page["body"]
    page = go_on(page, description="When is the library open?", script="yes")
    while step_of(page) != "check":
        assert step_of(page) != "photos"
        page = go_on(page)
    sent = go_on(page)
    assert file_of(sent).case.channel == "kiosk"
    receipt = follow(sent)["body"]
    assert "data-kiosk" in receipt
    assert re.search(r'href="/report\?kiosk=yes[^"]*" data-another', receipt)


def test_the_receipt_says_by_when_and_shows_a_code_and_leads_to_the_next_one_near_here() -> None:
    sent = go_on(go_on(to_contact(place=HERE | {"address": "3 Elm Lane"})))
    receipt = follow(sent)["body"]
    assert re.search("By when:</strong> .* at the latest", receipt)
    assert '<svg width="' in receipt
    assert 'role="img"' in receipt
    there = re.search(r'href="(/report\?[^"]*)" data-another', receipt)[1]
    assert "lat=44.6301" in there
    assert "address=3+Elm+Lane" in there
    assert "lang=en" in there
    query = dict(part.split("=") for part in urlsplit(unescape(there)).query.split("&"))
    next_one = begin(**{name: value.replace("+", " ") for name, value in query.items()})
    assert carried(next_one)["address"] == "3 Elm Lane"
    assert carried(next_one)["lat"] == "44.6301"


def test_only_our_own_script_runs_and_only_where_it_is_needed() -> None:
    page = begin()
    policy = page["headers"]["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    script = re.search(r'<script src="(/report/static/report-[0-9a-f]{16}\.js)" defer>', page["body"])[1]
    sent = ask("GET", script)
    assert sent["statusCode"] == 200
    assert sent["headers"]["Cache-Control"] == "public, max-age=31536000, immutable"
    assert ask("GET", "/report/static/report-0000000000000000.js")["statusCode"] == 404
    worker = ask("GET", "/report/worker.js")
    assert worker["headers"]["Service-Worker-Allowed"] == "/report"


def test_no_page_of_a_report_asks_a_table_but_the_one_for_reports_nearby_and_that_seven_times_at_most(
    aws: Aws, calls: Calls, release: dict[str, Any]
) -> None:
    aws.publish({name: part for name, part in release.items() if name != "classifier"})  # which is read once
    stored.forget()
    for number in range(5):
        reported_at("44.6301", str(-63.5702 + number / 10_000))
    page = begin()
    go_on(page, description=HOLE, listed="pothole")  # the streets are read for the first place, and once
    calls.forget()
    go_on(page, description=HOLE)
    where = go_on(page, description=HOLE, listed="pothole")
    assert [name for name in calls.names if name != "GetSecretValue"] == []
    calls.forget()
    near = go_on(where, HERE)
    assert step_of(near) == "near"
    assert len(re.findall('name="near" value="(?!another)', near["body"])) == 3
    assert len(calls.names) <= 7
    assert set(calls.names) == {"Query"}
    calls.forget()
    go_on(go_on(near, near="another"))
    assert calls.names == []


def test_proposals_are_answered_to_a_script_in_its_language() -> None:
    said: Any = ask("POST", "/report/proposals", {"description": "hay un bache"}, lang="es")
    [proposal] = json.loads(said["body"])["proposals"]
    assert (proposal["code"], proposal["name"]) == ("pothole", "Bache en la calle")
    assert "bache" in proposal["why"]
