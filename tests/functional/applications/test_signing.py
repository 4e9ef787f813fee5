"""Two partners apply together: the one who fills in has the other sign, and it is complete only with both."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, urlencode

import pytest

from applications.drafts.letters import LETTERS_A_DAY
from applications.drafts.store import Saving, begin_draft, load_draft, save_answers
from notifications.without_case.signatures import ask_to_sign
from onestop.domain.applications.application import ApplicationStatus
from onestop.domain.forms.paths import FormAnswers
from onestop.runtime import links
from onestop.runtime.clients import client
from onestop.runtime.clock import now
from onestop.storage.applications.application_rows import load_application
from onestop.storage.catalogue.releases import current
from tests.aws_in_memory import Aws
from tests.functional.applications.applying import Browser, Page, heading
from tests.functional.portal.walking import carried

SERVICE = "new-business"
OWNERS = [
    {"name": "Ana Ruiz", "born": "1990-04-01", "share": 50},
    {"name": "Li Wei", "born": "1988-02-29", "share": 50},
]
WHOLE: FormAnswers = {
    "does": "office",
    "trade-name": "Ruiz & Li Drawings",
    "opens": "2090-02-01",
    "form": "partners",
    "registered": False,
    "owners": OWNERS,
    "premises": "home",
    "street": "12 Elm Street",
    "home-visitors": 2,
    "rebuilding": False,
    "food": False,
    "staff": 1,
    "true-answers": True,
}


def change(reference: str, **answers: object) -> None:
    """Answers something, as the applicant."""
    draft = begin_draft(reference, SERVICE, "en", "web", current(), now())
    seen = draft.application.answers
    saving = Saving(seen=seen, by="applicant", catalogue=current(), at=now())
    save_answers(draft, tuple(draft.form.fields.values()), {**seen, **answers}, saving)


@pytest.fixture
def applied(aws: Aws) -> tuple[Browser, str]:
    """The applicant's browser, and an application in which everything is answered."""
    reference = links.reference_from("page:" + "k" * 24)
    change(reference, **WHOLE)
    browser = Browser()
    browser.get(f"/apply/check/{reference}?secret={links.secret_of(links.APPLY, reference)}")
    return browser, reference


def check(browser: Browser, reference: str) -> str:
    return unescape(str(browser.get(f"/apply/check/{reference}")["body"]))


def send(browser: Browser, page: Page, path: str, **typed: str) -> Page:
    """Sends the form of a page that has several to the path of one of them."""
    fields = {name: value for name, value in carried(page).items() if name in ("secret", "mark")} | typed
    return browser.follow(browser.ask("POST", path, {}, urlencode(fields)), path)


def link_of(reference: str, owner: str) -> str:
    return f"/apply/sign/{owner}/{reference}?secret={links.secret_of(links.signing_of(owner), reference)}"


def sign(reference: str, owner: str, name: str = "Li Wei", **typed: str) -> Page:
    """Somebody opens their own link, on a device of their own, and signs."""
    browser = Browser()
    page = browser.get(link_of(reference, owner))
    assert "secret=" not in browser.at
    fields = {"do": "sign", "agree": "yes", "name": name, "words": ""} | typed
    return send(browser, page, f"/apply/sign/{owner}/{reference}", **fields)


def test_an_application_can_be_sent_only_when_everybody_has_signed(applied: tuple[Browser, str]) -> None:
    browser, reference = applied
    before = check(browser, reference)
    assert before.count("Not signed yet") == 2
    for owner in ("owner-1", "owner-2"):  # whoever had their link could sign in their place
        assert links.secret_of(links.signing_of(owner), reference) not in before
    assert "It can be sent when everybody has signed." in before
    assert "/apply/send/" not in before
    seen = sign(reference, "owner-1", "Ana Ruiz")
    assert "<strong>Signed</strong>" in seen["body"]
    assert "12 Elm Street" in seen["body"]
    assert check(browser, reference).count("Not signed yet") == 1
    sign(reference, "owner-2")
    assert f"/apply/send/{reference}" in check(browser, reference)
    parties = {each.id: each.name for each in load_application(reference).parties}
    assert parties == {"owner-1": "Ana Ruiz", "owner-2": "Li Wei"}


def test_a_request_of_ones_own_making_sends_nothing_before_everybody_has_signed(
    applied: tuple[Browser, str],
) -> None:
    browser, reference = applied
    sign(reference, "owner-1", "Ana Ruiz")
    answer = browser.ask(
        "POST", f"/apply/send/{reference}", {}, urlencode({"secret": links.secret_of(links.APPLY, reference)})
    )
    assert "Not signed yet" in answer["body"]
    assert load_application(reference).status is ApplicationStatus.DRAFT


def test_whoever_changes_an_answer_needs_the_signatures_again(applied: tuple[Browser, str]) -> None:
    browser, reference = applied
    sign(reference, "owner-1", "Ana Ruiz")
    sign(reference, "owner-2")
    change(reference, staff=40)
    after = check(browser, reference)
    assert after.count("To be signed again: answers have changed") == 2
    assert "/apply/send/" not in after


def test_what_is_signed_is_what_was_read(applied: tuple[Browser, str]) -> None:
    _, reference = applied
    browser = Browser()
    page = browser.get(link_of(reference, "owner-2"))
    change(reference, staff=40)
    answer = send(browser, page, f"/apply/sign/owner-2/{reference}", do="sign", agree="yes", name="Li Wei")
    assert answer["statusCode"] == 409
    assert "The answers have changed since you saw them." in answer["body"]
    assert load_application(reference).parties == ()


def test_who_does_not_agree_says_why_and_the_applicant_reads_it(applied: tuple[Browser, str]) -> None:
    browser, reference = applied
    refused = sign(reference, "owner-2", do="object", words="")
    assert (refused["statusCode"], "Write down what is wrong." in refused["body"]) == (400, True)
    sign(reference, "owner-2", do="object", words="I own a third, not a half.")
    after = check(browser, reference)
    assert "Not agreed" in after
    assert "I own a third, not a half." in after
    assert "/apply/send/" not in after
    sign(reference, "owner-2")
    assert "Not agreed" not in check(browser, reference)


@pytest.mark.parametrize("typed", [{"agree": ""}, {"name": " "}, {"name": "x" * 201}])
def test_nobody_signs_without_their_name_or_without_saying_that_it_is_right(
    applied: tuple[Browser, str], typed: dict[str, str]
) -> None:
    _, reference = applied
    assert sign(reference, "owner-2", **typed)["statusCode"] == 400
    assert all(each.signed_at is None for each in load_application(reference).parties)


THREE = [{**OWNERS[0], "share": 40}, {**OWNERS[1], "share": 30}, {"name": "Sam Poe", "born": "1979-11-11", "share": 30}]


def test_who_is_no_owner_any_more_signs_for_nobody_and_nobody_signs_for_those_after_them(
    applied: tuple[Browser, str],
) -> None:
    browser, reference = applied
    change(reference, owners=THREE)
    for owner in ("owner-2", "owner-3"):
        path = f"/apply/ask-signature/{owner}/{reference}"
        send(browser, browser.get(f"/apply/check/{reference}"), path, theirs=f"{owner}@resident.example")
    sign(reference, "owner-3", "Sam Poe")
    change(reference, owners=[{**THREE[0], "share": 70}, THREE[2]])  # Li Wei is out, and Sam Poe is the second
    assert heading(Browser().get(link_of(reference, "owner-2"))) == "There is nothing to sign any more"
    sign(reference, "owner-1", "Ana Ruiz")
    after = check(browser, reference)
    assert ("/apply/send/" in after, "To be signed again" in after) == (False, True)
    assert ("owner-3@resident.example" in after, "owner-2@resident.example" in after) == (True, False)
    sign(reference, "owner-3", "Sam Poe")  # by the link that Sam Poe has
    assert f"/apply/send/{reference}" in check(browser, reference)


def test_who_takes_the_place_of_somebody_else_is_sent_a_link_of_their_own(applied: tuple[Browser, str]) -> None:
    browser, reference = applied
    ask = f"/apply/ask-signature/owner-2/{reference}"
    send(browser, browser.get(f"/apply/check/{reference}"), ask, theirs="li@resident.example")
    change(reference, owners=[OWNERS[0], {**OWNERS[1], "name": "Sam Poe"}])
    after = check(browser, reference)
    assert "li@resident.example" not in after
    [path] = set(re.findall(r'action="(/apply/ask-signature/(?!owner-1)[^"?]+)', after))
    assert path != ask
    asked = send(browser, browser.get(f"/apply/check/{reference}"), path, theirs="sam@resident.example")
    assert "We send them the link." in asked["body"]
    assert heading(Browser().get(link_of(reference, "owner-2"))) == "There is nothing to sign any more"
    change(reference, owners=[OWNERS[0], {**OWNERS[1], "name": "li  wei"}])  # the same person is asked as before
    assert "li@resident.example" in check(browser, reference)


def test_a_link_opens_one_signature_and_nothing_else(applied: tuple[Browser, str]) -> None:
    _, reference = applied
    secret = links.secret_of(links.signing_of("owner-2"), reference)
    stranger = Browser()
    for path in (f"/apply/sign/owner-1/{reference}", f"/apply/draft/{reference}", f"/apply/check/{reference}"):
        assert stranger.get(f"{path}?secret={secret}")["statusCode"] == 404
    assert stranger.get(f"/apply/sign/owner-2/{reference}")["statusCode"] == 404
    nobody = links.secret_of(links.signing_of("owner-9"), reference)
    gone = stranger.get(f"/apply/sign/owner-9/{reference}?secret={nobody}")
    assert heading(gone) == "There is nothing to sign any more"
    assert "Elm Street" not in gone["body"]


def test_the_link_goes_out_by_letter_three_times_at_most_and_names_nobody_in_the_queue(
    aws: Aws, applied: tuple[Browser, str]
) -> None:
    browser, reference = applied
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")
    path = f"/apply/ask-signature/owner-2/{reference}"
    answers = []
    for _ in range(4):
        page = browser.get(f"/apply/check/{reference}")
        answers.append(send(browser, page, path, theirs="li@resident.example")["body"])
    assert ["We send them the link." in each for each in answers] == [True, True, True, False]
    assert "They were sent the link three times." in answers[3]
    told = [each["body"] for each in aws.drain("Notifications")]
    assert len(told) == 3
    assert "li@" not in str(told)
    for message in [*told, told[0]]:
        ask_to_sign(message, now())
    sent = aws.emails()
    assert [each.destinations["ToAddresses"] for each in sent] == [["li@resident.example"]] * 3
    link = re.search(r"/apply/sign/owner-2/(\S+)\?(\S+)", sent[0].body)
    assert link
    assert dict(parse_qsl(link[2]))["secret"] == links.secret_of(links.signing_of("owner-2"), reference)
    wrong = send(browser, browser.get(f"/apply/check/{reference}"), path, theirs="li@")
    assert "Enter an e-mail address" in wrong["body"]


def test_nobody_has_an_address_flooded_by_beginning_one_draft_after_another(aws: Aws) -> None:
    browser, statuses = Browser(), []
    for number in range(3):
        reference = links.reference_from(f"page:{number}" + "k" * 24)
        change(reference, **WHOLE)
        fields = {"secret": links.secret_of(links.APPLY, reference), "theirs": "li@resident.example"}
        path = f"/apply/ask-signature/owner-2/{reference}"
        statuses += [browser.ask("POST", path, {}, urlencode(fields))["statusCode"] for _ in range(2)]
    assert statuses == [303] * LETTERS_A_DAY + [429]
    assert len(aws.drain("Notifications")) == LETTERS_A_DAY


def test_a_draft_that_wants_no_signature_is_sent_as_ever(aws: Aws) -> None:
    reference = links.reference_from("page:" + "z" * 24)
    alone = {"form": "alone", "owners": [OWNERS[0] | {"share": 100}]}
    change(reference, **(WHOLE | alone))
    browser = Browser()
    page = browser.get(f"/apply/check/{reference}?secret={links.secret_of(links.APPLY, reference)}")
    assert f"/apply/send/{reference}" in page["body"]
    assert "Who signs besides you" not in page["body"]
    assert load_draft(reference, current(), now()).application.parties == ()
