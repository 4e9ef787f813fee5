"""A resident fills in a long form: kept from the first answer on, opened again elsewhere, and nothing is lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from markupsafe import escape
from moto.backends import get_backend

from applications.drafts.letters import counter_of
from applications.drafts.limits import PER_ADDRESS
from applications.drafts.store import Saving, load_draft, save_page
from onestop.domain.applications.application import ApplicationStatus
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.storage.applications.application_rows import load_application
from onestop.storage.catalogue.releases import current
from onestop.storage.tables import CaseRow
from tests.aws_in_memory import ACCOUNT, REGION, Aws
from tests.functional.applications.applying import (
    EVENT,
    SERVICE,
    Browser,
    complaints,
    heading,
    reference_of,
)
from tests.functional.applications.sent import a_draft, send_now


def kept_rows() -> list[str]:
    return list(get_backend("dynamodb")[ACCOUNT][REGION].tables["ApplicationsTable"].items)


def test_a_draft_begins_with_the_first_page_and_not_before(aws: Aws) -> None:
    browser = Browser()
    start = browser.get(f"/apply/{SERVICE}")
    assert (start["statusCode"], heading(start)) == (200, "Apply for a street event")
    first = browser.get(f"/apply/{SERVICE}/begin")
    assert not kept_rows()
    second = browser.send(first, EVENT)
    assert heading(second) == "When"
    kept = load_application(reference_of(second))
    assert (kept.answers, kept.status) == (
        {"kind": "block-party", "name": "Fiesta de la calle Olmo"},
        ApplicationStatus.DRAFT,
    )
    assert browser.cookies.keys() == {f"__Host-{mark}-{kept.reference}" for mark in ("apply", "begun")}
    assert "secret=" not in browser.at


def test_the_words_of_a_page_leave_those_around_it_as_they_are(aws: Aws) -> None:
    page = Browser().begin()["body"]
    assert "Would you rather talk to a person? Call us: <a" in page
    assert "{name}" not in page


def test_the_first_page_sent_twice_begins_one_draft(aws: Aws) -> None:
    browser = Browser()
    first = browser.get(f"/apply/{SERVICE}/begin")
    assert reference_of(browser.send(first, EVENT)) == reference_of(browser.send(first, EVENT))


@pytest.mark.parametrize("keeps", [True, False])
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept_all_the_same(aws: Aws, keeps: bool) -> None:
    browser = Browser(keeps=keeps, language="es")
    page = browser.send(browser.begin(), {"a-date": "mañana", "a-starts": "14:00"})
    assert page["statusCode"] == 400
    assert {"a-date", "a-ends"} <= complaints(page).keys()
    assert 'href="#a-date"' in page["body"]
    assert load_application(reference_of(page)).answers["date"] == "mañana"
    assert 'value="mañana"' in page["body"]


def test_a_draft_goes_on_elsewhere_with_its_reference_and_code_where_it_was_left(aws: Aws) -> None:
    one, other = Browser(), Browser(language="es")
    left = one.send(one.begin(), {"a-date": "2090-06-05"}, to="later")
    reference = reference_of(left)
    code = links.code_of(reference)
    assert code in left["body"]
    wrong = other.send(other.get("/apply/go-on"), {"reference": reference, "opens": "AAAA-BBBB-CCCC"})
    assert (wrong["statusCode"], complaints(wrong).keys()) == (404, {"opens"})
    wide = str.maketrans({number: number + 0xFEE0 for number in range(0x21, 0x7F)})  # of a Chinese keyboard
    for typed in ((reference.lower(), code.replace("-", " ")), (reference.translate(wide), code.translate(wide))):
        page = other.send(other.get("/apply/go-on"), dict(zip(("reference", "opens"), typed, strict=True)))
        assert heading(page) == "Cuándo"
    assert 'value="2090-06-05"' in page["body"]


def test_what_is_missing_of_several_entries_is_told_with_their_numbers(aws: Aws) -> None:
    streets = [
        {"street": "Elm Street", "from": "Main Street", "to": "Quay Road"},
        {"street": "Oak Lane"},
        {"to": "Elm"},
    ]
    reference = a_draft(**{"closes-street": True, "closures": streets}).application.reference
    page = Browser().get(f"/apply/check/{reference}?secret={links.secret_of(links.APPLY, reference)}")
    found = re.search('id="missing".*?</ul>', page["body"], re.S)
    assert found
    told = re.findall(r'#(a-.*?)">(.*?)</a>', found[0])
    assert told == [
        ("a-closures.1.from", "From the corner of (2): Write an answer here."),
        ("a-closures.1.to", "To the corner of (2): Write an answer here."),
        ("a-closures.2.street", "Street (3): Write an answer here."),
        ("a-closures.2.from", "From the corner of (3): Write an answer here."),
    ]


@pytest.mark.parametrize("name", ["مهرجان الميناء", "\u202egnitteg", "Festa <b>d'Öl</b>"])
def test_an_answer_from_right_to_left_turns_nothing_round_that_stands_beside_it(aws: Aws, name: str) -> None:
    draft = a_draft(name=name)
    reference = draft.application.reference
    browser, secret = Browser(), links.secret_of(links.APPLY, reference)
    before = browser.get(f"/apply/check/{reference}?secret={secret}")
    send_now(draft)
    for page in (before, browser.get(f"/apply/sent/{reference}")):
        assert f"<dd><bdi>{escape(name)}</bdi>" in page["body"]


def test_nobody_opens_a_draft_without_its_secret(aws: Aws) -> None:
    reference = reference_of(Browser().begin())
    stranger = Browser()
    for path in (f"/apply/draft/{reference}", f"/apply/draft/{reference}/time", f"/apply/check/{reference}"):
        assert stranger.get(path)["statusCode"] == 404
    sent = stranger.ask("POST", f"/apply/draft/{reference}/time", {}, "a-date=2090-01-01&secret=x")
    assert sent["statusCode"] == 404


def test_two_who_change_different_answers_of_one_page_lose_none(aws: Aws) -> None:
    one, other = Browser(), Browser()
    page = one.begin()
    other.cookies = dict(one.cookies)
    seen = other.get(one.at)
    one.send(page, {"a-date": "2090-06-05"}, to="later")
    after = other.send(seen, {"a-starts": "14:00", "a-ends": "15:00"})
    answers = load_application(reference_of(page)).answers
    assert (answers["date"], answers["starts"]) == ("2090-06-05", "14:00")
    assert "Somebody else fills this in at the same time" in after["body"]
    assert "Somebody else" not in other.send(after, {"a-street": "Elm Lane"})["body"]


def test_two_who_save_at_the_very_same_moment_are_both_kept(aws: Aws) -> None:
    reference, at, offer = reference_of(Browser().begin()), now(), current()
    drafts = [load_draft(reference, offer, at) for _ in range(2)]  # both have read the same version
    sent = ({"a-date": "2090-06-05"}, {"a-starts": "14:00"})
    for draft, posted in zip(drafts, sent, strict=True):
        page = draft.form.page("time")
        assert page is not None
        save_page(draft, page, posted, Saving(seen={}, by="applicant", catalogue=offer, at=at))
    kept = load_application(reference)
    assert (kept.answers["date"], kept.answers["starts"], kept.disputed) == ("2090-06-05", "14:00", ())


def test_where_two_answered_otherwise_both_are_shown_until_somebody_chooses(aws: Aws) -> None:
    one, other = Browser(), Browser()
    page = one.begin()
    other.cookies = dict(one.cookies)
    seen = other.get(one.at)
    one.send(page, {"a-date": "2090-06-05"}, to="later")
    shown = other.send(seen, {"a-date": "2090-07-01", "a-starts": "14:00", "a-ends": "15:00"})
    assert shown["statusCode"] == 400
    assert "5 June 2090" in shown["body"]
    assert "1 July 2090" in shown["body"]
    assert load_application(reference_of(page)).answers["date"] == "2090-06-05"
    other_one = re.search(r'name="pick-date" value="([0-9a-f]{12})"', shown["body"])
    assert other_one
    after = other.send(shown, {"pick-date": other_one[1]})
    kept = load_application(reference_of(page))
    assert (kept.answers["date"], kept.disputed, heading(after)) == ("2090-07-01", (), "Where")


def test_of_three_who_answered_otherwise_none_is_lost_and_only_what_was_shown_is_settled(aws: Aws) -> None:
    browsers = [Browser() for _ in range(3)]
    page = browsers[0].begin()
    reference = reference_of(page)
    for each in browsers[1:]:
        each.cookies = dict(browsers[0].cookies)
    seen = [each.get(f"/apply/draft/{reference}/time") for each in browsers]
    browsers[0].send(seen[0], {"a-date": "2090-06-05"}, to="later")
    shown = browsers[1].send(seen[1], {"a-date": "2090-07-01"})
    browsers[2].send(seen[2], {"a-date": "2090-08-01"}, to="later")
    browsers[1].send(shown, {"pick-date": "kept"}, to="later")
    kept = load_application(reference)
    assert kept.answers["date"] == "2090-06-05"
    assert [(each.path, each.value) for each in kept.disputed] == [("date", "2090-08-01")]


def test_more_rivals_than_a_row_takes_are_refused_until_somebody_chooses(aws: Aws) -> None:
    browser = Browser()
    page = browser.begin()
    reference = reference_of(page)
    event = browser.get(f"/apply/draft/{reference}/event")
    statuses = [
        browser.send(event, {"a-name": f"{number}" + "漢" * 12_000}, via=f"page-{number}", to="leave")["statusCode"]
        for number in range(9)
    ]
    assert statuses == [204] * 3 + [400] * 6  # the first one counts: nobody had changed it
    assert len(load_application(reference).disputed) == 2


def test_one_page_sent_twice_with_other_answers_is_no_dispute_with_oneself(aws: Aws) -> None:
    browser = Browser()
    page = browser.begin()
    browser.send(page, {"a-date": "2090-06-05"}, to="leave")
    browser.send(page, {"a-date": "2090-06-06"}, to="later")
    kept = load_application(reference_of(page))
    assert (kept.answers["date"], kept.disputed) == ("2090-06-06", ())


def test_an_answer_that_is_not_asked_just_now_is_kept_for_whoever_comes_back(aws: Aws) -> None:
    browser = Browser()
    page = browser.begin(**{"a-kind": "2"})  # a parade
    place = browser.send(page, {"a-date": "2090-06-05", "a-starts": "14:00", "a-ends": "15:00"})
    typed = {"a-street": "Elm Lane", "a-route": "From the harbour to the hill.", "a-closes-street": "no"}
    after = browser.send(place, typed)
    reference = reference_of(after)
    event = browser.get(f"/apply/draft/{reference}/event")
    browser.send(event, {"a-kind": "1"})
    again = browser.get(f"/apply/draft/{reference}/place")
    browser.send(again, {"a-street": "Elm Street"})
    kept = load_application(reference).answers
    assert (kept["kind"], kept["street"], kept["route"]) == ("market", "Elm Street", "From the harbour to the hill.")


def test_an_entry_is_added_and_taken_away_without_a_script(aws: Aws) -> None:
    browser = Browser()
    place = browser.send(browser.begin(), {"a-date": "2090-06-05", "a-starts": "14:00", "a-ends": "15:00"})
    closures = browser.send(place, {"a-street": "Elm Lane", "a-closes-street": "yes", "a-neighbours-told": "yes"})
    assert heading(closures) == "Closed streets"
    page = browser.send(closures, act="add.closures")
    page = browser.send(page, {"a-closures.0.street": "Elm Lane"}, act="add.closures")
    page = browser.send(page, act="remove.closures.1")
    assert load_application(reference_of(page)).answers["closures"] == [{"street": "Elm Lane"}]


FORGED: dict[str, dict[str, str]] = {
    "seen is no JSON": {"seen": "{"},
    "seen is a list": {"seen": "[1]"},
    "seen is nested": {"seen": '{"a":' * 3000 + "1" + "}" * 3000},
    "seen has half of a letter": {"seen": '{"closures": [{"street": "\\ud83d"}]}'},
    "seen has a number without an end": {"seen": '{"closures": [{"street": 1e999}]}'},
    "an answer is long": {"a-name": "x" * 30_000},
    "another version": {"form": "nothing"},
}


@pytest.mark.parametrize("what", sorted(FORGED))
def test_what_no_page_of_ours_sends_is_refused(aws: Aws, what: str) -> None:
    browser = Browser()
    page = browser.begin()
    answer = browser.send(page, FORGED[what])
    assert answer["statusCode"] in (400, 404)


def test_answers_are_read_back_each_with_the_way_to_change_it_and_back(aws: Aws) -> None:
    browser = Browser()
    reference = reference_of(browser.begin())
    check = browser.get(f"/apply/check/{reference}")
    assert heading(check) == "Check all your answers"
    assert "Fiesta de la calle Olmo" in check["body"]
    assert "/apply/send/" not in check["body"]  # nothing is sent that is not complete
    assert f'/apply/draft/{reference}/time?back=check&amp;lang=en#a-date">On which day? ' in check["body"]
    there = re.search(r'href="([^"]*/event\?[^"]*)"', check["body"])
    assert there
    page = browser.get(there[1].replace("&amp;", "&").partition("#")[0])
    assert heading(page) == "The event"


def test_each_line_of_what_is_missing_names_its_question(aws: Aws) -> None:
    """The organiser is an object of answers: nobody is asked for it, but for who they are, name and telephone."""
    browser = Browser()
    check = browser.get(f"/apply/check/{reference_of(browser.begin())}")
    lines = re.findall(r'<a href="[^"]*/organiser\?[^"]*#(.*?)">(.*?)</a>', check["body"])
    assert ("a-organiser.is", "Who holds the event? Choose one of the answers.") in lines
    assert not [line for _, line in lines if line == "Write an answer here."]


def test_what_an_answer_opens_is_shown_to_whoever_has_no_script_before_the_next_page(aws: Aws) -> None:
    browser = Browser()
    place = browser.send(browser.begin(), {"a-date": "2090-06-05", "a-starts": "14:00", "a-ends": "15:00"})
    closures = browser.send(place, {"a-street": "Elm Lane", "a-closes-street": "yes", "a-neighbours-told": "yes"})
    page = browser.send(closures, act="add.closures")
    entry = {f"a-closures.0.{name}": "Elm Lane" for name in ("street", "from", "to")}
    people = browser.send(page, entry)
    shown = browser.send(people, {"a-guests": "80", "a-music": "yes", "a-food": "no"})
    assert (heading(shown), complaints(shown).keys()) == ("Who comes", {"a-music-until"})


def test_no_more_drafts_are_begun_from_one_network_than_people_there_begin(aws: Aws) -> None:
    browser, at = Browser(), now()
    browser.network = "8.8.4.4"
    begun = browser.begin()
    for moment in (at, at + timedelta(hours=1)):  # the hour may end just now
        counter = counter_of(f"begun-of:{browser.network}")
        CaseRow(f"LIMIT#{counter}", f"{moment:%Y-%m-%dT%H}", kind="limit", amount=PER_ADDRESS).save()
    refused = browser.begin()
    assert refused["statusCode"] == 429
    assert 0 < int(refused["headers"]["Retry-After"]) <= 3600
    assert len([key for key in kept_rows() if "APPLICATION#" in str(key)]) == 1
    assert heading(browser.send(begun, {"a-date": "2090-06-05", "a-starts": "14:00", "a-ends": "15:00"})) == "Where"
    browser.network = "8.8.8.8"
    assert heading(browser.begin()) == "When"


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "When does it begin? "), ("es", "¿A qué hora empieza? "), ("zh-Hans", "开始时间：")],
)
def test_the_list_of_what_is_wrong_names_each_question(aws: Aws, language: str, said: str) -> None:
    browser = Browser(language=language)
    page = browser.send(browser.begin(), {"a-date": "2090-06-05", "a-starts": "early", "a-ends": "15:00"})
    [line] = re.findall(r'<a href="#a-starts">(.*?)</a>', page["body"])
    assert line == said + complaints(page)["a-starts"]


def test_who_pastes_a_whole_book_into_one_answer_is_told_to_shorten_it(aws: Aws) -> None:
    browser = Browser()
    page = browser.send(
        browser.begin(**{"a-kind": "2"}), {"a-date": "2090-06-05", "a-starts": "14:00", "a-ends": "15:00"}
    )
    told = browser.send(page, {"a-street": "Elm Lane", "a-route": "Elm Lane. " * 2001, "a-closes-street": "no"})
    assert (told["statusCode"], heading(told)) == (413, "That is more than we can take at once")
    assert "Go back and shorten what you wrote." in told["body"]


def test_a_question_for_a_telephone_number_says_before_that_its_area_code_is_needed(aws: Aws) -> None:
    browser = Browser(language="es")
    reference = reference_of(browser.begin())
    page = browser.get(f"/apply/draft/{reference}/organiser")
    hint = '<p class="hint" id="a-organiser.phone-hint">Con su prefijo de área, por ejemplo +1 902 555 0123</p>'
    assert hint in page["body"]
    told = browser.send(page, {"a-organiser.is": "0", "a-organiser.name": "O", "a-organiser.phone": "555 0100"})
    assert complaints(told) == {
        "a-organiser.phone": "Escriba un número de teléfono con su prefijo de área, por ejemplo +1 902 555 0123."
    }
