"""Files that each entry of a group is asked for: they stand at their entry whatever happens to those before it, go with
it when it is removed, and become attachments of the case."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any
from uuid import uuid4

from applications.drafts.store import begin_draft, load_draft
from onestop.domain.forms.form import ENTRY_FILES
from onestop.runtime import links
from onestop.storage.applications.application_rows import keep_application, load_application
from onestop.storage.applications.draft_files import files_of
from onestop.storage.cases.attachments import attachments_of
from onestop.storage.catalogue.releases import current
from onestop.storage.partners.partner_keys import Partner, forget_partners, keep_partner
from onestop_cli.forms.files import read_form_file
from tests.aws_in_memory import Aws
from tests.builders import NOW, a_reference
from tests.functional.applications.applying import Browser, Page, complaints
from tests.functional.applications.sent import send_now
from tests.functional.applications.test_files import OFFICE, objects
from tests.functional.applications.test_partners import KEY, ask_for_place, bring
from tests.functional.attachments.arrivals import tell
from tests.functional.attachments.uploading import upload
from tests.unit.attachments.pictures import a_pdf
from tests.unit.forms.test_paper import SAMPLE

SERVICE, PAGE = "child-health-cover", "jobs"
BAKERY = {"employer": "Harbour Bakery", "pay": 480, "every": "week", "offers-cover": False}
SCHOOL = {"employer": "Elm School", "pay": 900, "every": "month", "offers-cover": False}


def cover(**more: Any) -> dict[str, Any]:
    """The answers of the form's own first test, with two jobs."""
    first = read_form_file(SAMPLE / "forms" / f"{SERVICE}.yaml")["tests"][0]
    return {**first["answers"], "jobs": [BAKERY, SCHOOL], **more}


def a_draft(number: int = 1) -> str:
    draft = begin_draft(a_reference(number), SERVICE, "en", "web", current(), NOW)
    keep_application(replace(draft.application, answers=cover()))
    return draft.application.reference


def opened(reference: str) -> tuple[Browser, Page]:
    browser = Browser()
    secret = links.secret_of(links.APPLY, reference)
    browser.get(f"/apply/draft/{reference}?secret={secret}")
    return browser, browser.get(f"/apply/draft/{reference}/{PAGE}?secret={secret}")


def send_file(browser: Browser, page: Page, entry: int, data: bytes, **typed: str) -> Page:
    """Presses the button of an entry, sends the file, and comes back."""
    asked = browser.send(page, typed, to=f"file.jobs.{entry}.payslip")
    hidden = re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', asked["body"])
    fields = {name: unescape(value) for name, value in hidden}
    assert tell(upload({"fields": fields}, data)) == []
    return browser.get(fields["success_action_redirect"].removeprefix("https://port-ellery.example"))


def listed(page: Page) -> dict[str, int]:
    """How many files each entry lists."""
    counts = re.findall(r'name="a-jobs\.([0-9]+)\.payslip\.count" value="([0-9]+)"', page["body"])
    return {entry: int(count) for entry, count in counts}


def test_a_file_stands_at_its_entry_moves_with_it_goes_with_it_and_is_an_attachment_of_the_case(aws: Aws) -> None:
    known = a_draft()
    browser, page = opened(known)
    page = send_file(browser, page, 0, a_pdf())
    page = send_file(browser, page, 1, a_pdf(), **{"a-jobs.1.pay": "950"})
    assert listed(page) == {"0": 1, "1": 1}
    page = browser.send(page, act="remove.jobs.0")
    assert listed(page) == {"0": 1}
    [left] = [each for each in files_of(known) if not each.gone]
    assert objects(aws) == {f"drafts/{known}/{left.attachment.id}"}
    check = browser.get(f"/apply/check/{known}")
    assert re.search(r"payslip of the last two months.*?\(1\)</dt>\s*<dd><bdi>A payslip.*? 2\.pdf", check["body"])
    draft = load_draft(known, current(), NOW)
    [job] = draft.application.answers["jobs"]
    assert (job["employer"], job["pay"]) == ("Elm School", 950)
    case = send_now(draft).application.case
    assert [each.id for each in attachments_of(str(case))] == [left.attachment.id]
    [job] = load_application(known).answers["jobs"]
    assert ([each["id"] for each in job["payslip"]], ENTRY_FILES in job) == ([left.attachment.id], False)


def test_what_was_refused_is_said_at_its_entry_alone_and_keeps_the_application_back(aws: Aws) -> None:
    known = a_draft()
    browser, page = opened(known)
    page = send_file(browser, page, 1, OFFICE)
    assert "office documents" in page["body"]
    refused = browser.send(page)
    assert list(complaints(refused)) == ["a-jobs.1.payslip"]
    assert [each.place for each in send_now(load_draft(known, current(), NOW)).mistakes] == ["jobs.1.payslip"]
    browser.send(refused, act="remove.jobs.1")
    assert send_now(load_draft(known, current(), NOW)).is_complete


def test_two_editors_one_of_whom_adds_a_file_lose_nothing(aws: Aws) -> None:
    known = a_draft()
    (ana, hers), (clerk, theirs) = opened(known), opened(known)
    send_file(ana, hers, 1, a_pdf())
    after = clerk.send(theirs, {"a-jobs.0.pay": "500"}, act="add.jobs")
    assert listed(after) == {"0": 0, "1": 1, "2": 0}
    answers = load_draft(known, current(), NOW).application.answers
    assert [len(each.get("payslip", [])) for each in answers["jobs"]] == [0, 1, 0]
    assert answers["jobs"][0]["pay"] == 500
    # who removes an entry meanwhile is asked which is right, and no file is gone before they say so
    ana.send(hers, act="remove.jobs.1")
    assert [each.path for each in load_application(known).disputed] == ["jobs"]
    assert [each.gone for each in files_of(known)] == [False]


def test_a_file_is_not_added_to_another_entry_that_came_to_stand_there_meanwhile(aws: Aws) -> None:
    known = a_draft()
    keep_application(replace(load_application(known), answers=cover(jobs=[BAKERY, SCHOOL, {**BAKERY, "pay": 90}])))
    (ana, hers), (clerk, theirs) = opened(known), opened(known)
    clerk.send(theirs, act="remove.jobs.0")
    shown = ana.send(hers, to="file.jobs.1.payslip")  # of the school, where another job stands now
    assert (files_of(known), listed(shown)) == ([], {"0": 0, "1": 0})
    assert ana.send(shown, to=f"file.jobs.{'9' * 5000}.payslip")["statusCode"] == 200  # no such entry: the next page
    shown = ana.send(send_file(ana, shown, 0, a_pdf()), act="add.jobs")
    assert listed(send_file(ana, shown, 2, a_pdf())) == {"0": 1, "1": 0, "2": 1}


def test_a_partner_names_files_in_entries_each_once_and_nobody_forges_what_an_entry_names(aws: Aws) -> None:
    keep_partner(KEY, Partner(id="chamber", name="Chamber of commerce", per_hour=5))
    forget_partners()
    once = str(uuid4())
    offered = ask_for_place(once, "jobs.1.payslip", service_code=SERVICE)
    assert offered["status"] == 201, offered
    assert tell(upload(offered["upload"], a_pdf())) == []
    slip = [{"id": offered["id"]}]
    forged = {**BAKERY, ENTRY_FILES: [offered["id"]]}
    answers = cover(jobs=[{**forged, "payslip": slip}, {**SCHOOL, "payslip": slip}])
    [twice] = bring(answers, once=once, service_code=SERVICE)["errors"]
    assert (twice["field"], twice["expected"]) == ("answers.jobs.1.payslip", "file:unknown")
    answers = cover(jobs=[forged, {**SCHOOL, "payslip": slip}])
    taken, again = (bring(answers, once=once, service_code=SERVICE) for _ in range(2))
    assert (taken["status"], again["case"]) == ("sent", taken["case"])
    assert [each.id for each in attachments_of(taken["case"])] == [offered["id"]]
    bakery, school = load_application(taken["reference"]).answers["jobs"]
    assert (bakery.get("payslip"), len(school["payslip"])) == (None, 1)
