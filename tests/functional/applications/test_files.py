"""Files that answer a question: sent without a script, looked at for what they are, kept with the draft, read back, and
attachments of the case exactly once."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest

from applications.drafts.expire_drafts import expire_drafts
from applications.drafts.store import load_draft
from applications.form_pages.files import offer_file
from applications.sending.send_application import send_waiting
from onestop.domain.applications.application import LASTS, ApplicationStatus
from onestop.domain.applications.files import DraftFile, file_fields
from onestop.domain.cases.attachments import AN_HOUR, MOST_BYTES, AttachmentStatus
from onestop.domain.errors import TooMany
from onestop.storage.applications.application_rows import load_application, note_day
from onestop.storage.applications.draft_files import files_of, owner_of, take_away
from onestop.storage.cases.attachments import attachments_of
from onestop.storage.cases.read_case import load_whole
from onestop.storage.cases.uploads import incoming_key, put_incoming
from onestop.storage.catalogue.releases import current
from onestop.storage.tables import connection
from tests.aws_in_memory import Aws, forget_connections
from tests.builders import NOW
from tests.functional.applications.applying import Browser, complaints, heading, reference_of
from tests.functional.applications.sent import a_draft, intake_answers, send_now
from tests.functional.attachments.arrivals import a_notice, tell
from tests.functional.attachments.uploading import upload
from tests.functional.faults.faulty_aws import Died, Fault, FaultyAws
from tests.functional.faults.small_city import keep_catalogue
from tests.functional.portal.walking import carried
from tests.unit.attachments.pictures import a_pdf, a_photo

QUESTION, FIELD = "site-plan", "a-site-plan"
OFFICE = b"PK\x03\x04" + b"\x00" * 26 + b"[Content_Types].xml" + b"\x00" * 200
WHEN = {"a-date": "2090-06-05", "a-starts": "14:00", "a-ends": "21:00"}


def objects(aws: Aws) -> set[str]:
    return {key for key in aws.objects("attachments") if not key.startswith("incoming/")}


def send_file(
    browser: Browser, page: dict[str, Any], data: bytes, typed: dict[str, str] | None = None, *, looked_at: bool = True
) -> dict[str, Any]:
    """Presses the button, sends the file by the form of the next page, and comes back."""
    asked = browser.send(page, typed, to=f"file.{QUESTION}")
    hidden = re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', asked["body"])
    fields = {name: unescape(value) for name, value in hidden}
    notice = upload({"fields": fields}, data)
    if looked_at:
        assert tell(notice) == []
    return browser.get(fields["success_action_redirect"].removeprefix("https://port-ellery.example"))


def listed(page: dict[str, Any]) -> list[str]:
    """The files of the question, each with what is said of it."""
    found = re.findall(r'<li>(.*?) <button class="button second" type="submit" name="to" value="drop', page["body"])
    return [unescape(re.sub(r"<.*?>", "", each)).strip() for each in found]


def at_place(browser: Browser) -> dict[str, Any]:
    """The page that asks for the file, of a new draft."""
    return browser.send(browser.begin(), WHEN)


def add(draft_of: str, data: bytes, name: str = "Plano del lugar") -> DraftFile:
    """A file of a draft that came and was looked at."""
    draft = load_draft(draft_of, current(), NOW)
    field = next(iter(file_fields(draft.form).values()))
    file = offer_file(draft, field, name, "resident", NOW)
    put_incoming(owner_of(draft_of), file.attachment.id, data)
    assert tell(a_notice(incoming_key(owner_of(draft_of), file.attachment.id))) == []
    return next(each for each in files_of(draft_of) if each.attachment.id == file.attachment.id)


def test_who_goes_back_without_a_file_is_let_in_again_however_often(aws: Aws) -> None:
    browser = Browser()
    browser.send(browser.begin(), WHEN)
    asked, shown = set(), browser.at
    for _ in range(12):
        page = browser.send(browser.get(shown), {"a-street": "Elm Street"}, to=f"file.{QUESTION}")
        assert heading(page) == "Choose a file"
        asked.add(re.findall(r'name="key" value="(.*?)"', page["body"])[0])
    assert (len(asked), len(files_of(reference_of(browser.get(shown))))) == (1, 1)


def test_a_file_that_is_too_large_or_empty_is_told_at_its_question(aws: Aws) -> None:
    browser = Browser()
    page = browser.send(browser.begin(), WHEN)
    for number, (data, words) in enumerate(((b"x" * (MOST_BYTES + 1), "larger than 20 MB"), (b"", "is empty"))):
        page = send_file(browser, page, data, {"a-street": "Elm Street"})
        assert (heading(page), words in page["body"]) == ("Where", True), number


def test_a_file_is_sent_without_a_script_kept_with_what_was_typed_read_back_and_taken_away_again(aws: Aws) -> None:
    browser = Browser(language="es")
    page = send_file(browser, at_place(browser), a_pdf(), {"a-street": "Calle Olmo"})
    assert (heading(page), carried(page)["a-street"]) == ("Dónde", "Calle Olmo")
    assert listed(page) == ["Plano del lugar.pdf"]
    known = reference_of(page)
    check = browser.get(f"/apply/check/{known}")
    assert re.search(r"Plano del lugar</dt>\s*<dd><bdi>Plano del lugar\.pdf", check["body"])
    [file] = files_of(known)
    assert objects(aws) == {f"drafts/{known}/{file.attachment.id}"}
    page = browser.send(browser.get(f"/apply/draft/{known}/place"), to=f"drop.{file.attachment.id}")
    assert (listed(page), objects(aws)) == ([], set())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Plan of the site: We cannot take office documents because they may carry programs."),
        ("es", "Plano del lugar: No podemos"),
        ("zh-Hans", "场地平面图: "),
    ],
)
def test_what_it_really_is_counts_and_is_said_beside_the_question_until_it_is_taken_away(
    aws: Aws, language: str, words: str
) -> None:
    browser = Browser(language=language)
    page = send_file(browser, at_place(browser), OFFICE)
    refused = browser.send(page, {"a-street": "Calle Olmo", "a-closes-street": "no"})
    assert complaints(refused)[FIELD].startswith(words)
    assert objects(aws) == set()
    [file] = files_of(reference_of(refused))
    there = browser.send(refused, to=f"drop.{file.attachment.id}")
    assert (heading(there), complaints(there)) == (heading(page), {})


def test_another_kind_than_the_question_takes_is_refused_and_so_is_what_no_page_of_ours_sent(aws: Aws) -> None:
    reference = a_draft().application.reference
    file = add(reference, b"only words")
    assert (file.attachment.status, file.attachment.reason) == (AttachmentStatus.REFUSED, "other_kind")
    forged = [{"id": "0123456789abcdef", "name": "forged.pdf", "kind": "document", "size": 1}]
    draft = a_draft(2, **{QUESTION: forged})
    assert QUESTION not in load_draft(draft.application.reference, current(), NOW).application.answers


def test_while_it_is_looked_at_pages_go_on_and_only_the_sending_waits(aws: Aws) -> None:
    browser = Browser()
    page = send_file(browser, at_place(browser), a_pdf(), looked_at=False)
    assert listed(page) == ["Plan of the site We are still looking at this file. Wait a minute, then go on."]
    after = browser.send(page, {"a-street": "Elm Street", "a-closes-street": "no", "a-neighbours-told": "yes"})
    assert heading(after) != heading(page)
    known = reference_of(after)
    draft = load_draft(known, current(), load_application(known).changed_at)
    assert [each.kind for each in draft.wrong] == ["file:waiting"]
    later = load_draft(known, current(), load_application(known).changed_at + LASTS / 2)
    assert [each.kind for each in later.wrong] == ["file:lost"]


def test_no_more_files_than_the_question_takes_and_no_more_within_an_hour_than_people_send(aws: Aws) -> None:
    browser = Browser()
    page = at_place(browser)
    for _ in range(3):
        page = send_file(browser, page, a_photo())
    assert len(listed(page)) == 3
    assert 'value="file.site-plan"' not in page["body"]
    reference = a_draft().application.reference
    for _ in range(AN_HOUR):
        take_away(reference, add(reference, b""))
    with pytest.raises(TooMany):
        add(reference, b"")


@pytest.mark.parametrize("fault", [Fault.DIES_BEFORE, Fault.DIES_AFTER])
def test_killed_at_every_step_each_file_is_an_attachment_of_its_case_exactly_once(aws: Aws, fault: Fault) -> None:
    forget_connections()  # clients of its own: what stands before them must not outlive this test
    keep_catalogue()
    faulty = FaultyAws(lambda _operation: None)
    faulty.stand_before(connection().client)
    with intake_answers():
        for step in range(100):
            reference = a_draft(step + 1).application.reference
            add(reference, a_pdf())
            draft = load_draft(reference, current(), NOW)
            calls, died = iter(range(1_000)), False
            faulty.plan = lambda _operation, calls=calls, step=step: fault if next(calls) == step else None
            try:
                send_now(draft)
            except Died:
                died = True
            faulty.plan = lambda _operation: None
            if load_application(reference).status is ApplicationStatus.DRAFT:  # they press the button again
                send_now(load_draft(reference, current(), NOW))
            send_waiting(current())
            case = str(load_application(reference).case)
            [kept] = attachments_of(case)
            assert (kept.status, kept.media_type, kept.by) == (AttachmentStatus.KEPT, "application/pdf", "resident")
            added = [each for each in load_whole(case).events if each.type == "attachment.added"]
            assert [each.data["attachment"] for each in added] == [kept.id], step
            assert {key for key in objects(aws) if reference in key} == set(), step
            assert f"kept/{case}/{kept.id}" in objects(aws)
            [sent] = load_application(reference).answers[QUESTION]
            assert (sent["id"], sent["name"]) == (kept.id, "Plano del lugar.pdf")
            if not died:
                break
    assert step >= 8
    forget_connections()


def test_with_the_draft_its_files_are_erased_also_those_that_were_taken_away(aws: Aws) -> None:
    reference = a_draft().application.reference
    add(reference, a_photo())
    take_away(reference, add(reference, a_pdf()))
    application = load_application(reference)
    note_day(replace(application, expires_at=NOW + LASTS))
    assert expire_drafts(NOW + LASTS)["erased"] == 1
    assert (files_of(reference), objects(aws)) == ([], set())


def test_who_takes_their_application_back_leaves_nothing_of_it_and_opens_it_no_more(aws: Aws) -> None:
    browser = Browser()
    page = send_file(browser, at_place(browser), a_photo())
    later = browser.send(page, {"a-street": "Elm Street"}, to="later")
    known = reference_of(later)
    path, typed = f"/apply/withdraw/{known}", {"secret": carried(later)["secret"]}
    unsure = browser.ask("POST", path, {}, urlencode(typed))
    assert (unsure["statusCode"], complaints(unsure).keys()) == (400, {"sure"})
    done = browser.ask("POST", path, {}, urlencode(typed | {"sure": "yes"}))
    assert heading(done) == "Your answers are erased"
    kept = load_application(known)
    assert (kept.status, kept.answers, kept.stamps, kept.case) == (ApplicationStatus.WITHDRAWN, {}, {}, None)
    assert (files_of(known), objects(aws)) == ([], set())
    assert browser.get(f"/apply/draft/{known}")["statusCode"] == 404
    assert browser.ask("POST", path, {}, urlencode(typed | {"sure": "yes"}))["statusCode"] == 404
