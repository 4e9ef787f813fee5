"""A form comes back on paper, by e-mail or as a scan: a draft that a clerk compares with it and completes."""

from __future__ import annotations

from base64 import encodebytes
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from moto.textract.models import TextractBackend

from intake.email.take_in import take_in_mail
from intake.incoming import Received
from intake.scans.textract import read_pages
from onestop.domain.forms.form import Form
from onestop.domain.forms.paper import mark_of, read_paper
from onestop.domain.forms.read_scan import read_scan
from onestop.runtime.paper.form import make_paper
from onestop.storage.applications.application_rows import load_application, papers
from onestop.storage.cases.read_case import load_whole
from onestop.storage.catalogue.forms import form_in_force
from onestop.storage.catalogue.releases import current
from tests.aws_in_memory import Aws
from tests.functional.intake.scans.scanned_paper import scan_of
from tests.functional.intake.scans.scanning import an_answer, column
from tests.functional.intake.scans.test_scans import BESIDE, PDF, drop, take
from tests.unit.forms.test_paper import fill
from tests.unit.intake.email.mails import a_multipart, as_ses_keeps

KEY = "scans/letter/2026/form.pdf"
FILLED = {"does": "1", "trade-name": "Café Núñez", "opens": "2090/1/5", "owners/0/name": "Ana Ruiz"}
ANSWERS = {"does": "restaurant", "trade-name": "Café Núñez", "opens": "2090-01-05", "owners": [{"name": "Ana Ruiz"}]}


def the_form(aws: Aws) -> Form:
    return form_in_force("business-licence", current())


def by_mail(pdf: bytes, key: str = "mail/1") -> Received:
    head = 'application/pdf; name="form.pdf"\r\nContent-Transfer-Encoding: base64'
    raw = a_multipart(("text/plain", "Here is the form."), (head, encodebytes(pdf)))
    received = take_in_mail(as_ses_keeps(raw, "pass"), key, datetime.now(UTC))
    assert received is not None
    return received


def scanned(form: Form, key: str = KEY) -> Received:
    lines = [
        "1.2 What exactly will you do there?",
        "I repair clocks.",
        "1.3 Under which name?",
        "Clocks by Li",
        f"Apply for a business licence · {mark_of(form)} · Page 1",
    ]
    drop(key + BESIDE, an_answer(column(lines)))
    return take(drop(key, PDF))


def test_a_form_that_was_filled_in_on_a_screen_is_a_draft_to_be_completed_once_however_often_it_comes(aws: Aws) -> None:
    pdf = fill(make_paper(the_form(aws), "es", current().saying("es")), FILLED)
    received = by_mail(pdf)
    assert received.what == "draft"
    kept = load_application(received.reference or "")
    assert (kept.service, kept.channel, kept.answers) == ("new-business", "email", ANSWERS)
    assert {stamp.by for stamp in kept.stamps.values()} == {"paper"}
    assert [(each.name, each.email) for each in kept.parties] == [("Ana Ruiz", "ana@resident.example")]
    assert by_mail(pdf).what == "again"
    assert [each.reference for each in papers(10, datetime.now(UTC))] == [kept.reference]


def test_a_scan_of_a_form_that_was_filled_in_by_hand_is_a_draft_with_what_could_be_read(aws: Aws) -> None:
    received = scanned(the_form(aws))
    kept = load_application(received.reference or "")
    assert (received.what, kept.channel) == ("draft", "letter")
    assert kept.answers == {"does-what": "I repair clocks.", "trade-name": "Clocks by Li"}
    assert [each.reference for each in papers(10, datetime.now(UTC))] == [kept.reference]


LICENCE = {
    "does": "3", "does-what": "I repair clocks\nand sell them", "opens": "1.5.2090", "form": "1", "premises": "1",
    "owners/0/name": "Ana Ruiz", "owners/0/share": "40", "owners/0/abroad": "no",
    "owners/1/name": "Li Wei", "owners/1/abroad": "yes", "owners/1/agent": "Ana Ruiz",
}  # fmt: skip
COVER = {
    "applicant/is": "0", "applicant/born": "1990-04-01", "helped": "no", "other-income/0": "yes", "true-answers": "yes",
    "children/0/first": "Leo", "children/1/first": "Mia", "children/1/here": "yes", "other-income/2": "yes",
}  # fmt: skip
PERMIT = {"kind": "1", "name": "Fiesta", "date": "2090-06-05", "structures/0": "yes", "music": "no"}


@pytest.mark.parametrize(
    ("code", "filled"),
    [("business-licence", LICENCE), ("child-health-cover", COVER), ("street-event-permit", PERMIT)],
)
def test_a_scan_has_the_ticks_and_the_entries_of_a_form_in_every_language_and_in_large_print(
    aws: Aws, code: str, filled: dict[str, str]
) -> None:
    form = form_in_force(code, current())
    for language, large in (("es", True), ("zh-Hans", False)):
        scan = read_pages(scan_of(make_paper(form, language, current().saying(language), large), filled))
        assert scan.ticks > 40
        assert read_scan(form, scan.text, current().say) == read_paper(form, filled), language


def test_two_ticks_where_one_is_asked_for_are_left_to_the_clerk_and_ticks_may_be_letters(aws: Aws) -> None:
    text = "1.1 What will it be?\n[x] A shop\n[x] An offlce\n1.3 Under which name?\n[ ] Clocks by Li"
    form = the_form(aws)
    assert read_scan(form, text, current().say) == {"trade-name": "Clocks by Li"}
    untick = text.replace("[x] A shop", "☐ A shop")
    assert read_scan(form, untick, current().say) == {"does": "office", "trade-name": "Clocks by Li"}
    assert read_scan(form, "1.1 What will it be?\nX A shop\nO An office", current().say) == {"does": "shop"}


def test_boxes_are_looked_for_in_a_form_of_ours_alone_and_without_them_it_is_a_draft_all_the_same(
    aws: Aws, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTRACT", "on")
    pdf = make_paper(the_form(aws), "en", current().saying("en"))
    monkeypatch.setattr(TextractBackend, "BLOCKS", scan_of(pdf, FILLED, ticks=False)["Blocks"])

    def look(**_: Any) -> None:
        TextractBackend.BLOCKS = scan_of(pdf, FILLED)["Blocks"]

    events = aws.watch("textract").meta.events
    events.register("before-call.*.StartDocumentAnalysis", look)
    with aws.failing("textract", "StartDocumentAnalysis", "BadDocumentException"):
        bare = load_application(take(drop("scans/letter/first.pdf", PDF)).reference or "")
    kept = load_application(take(drop("scans/letter/second.pdf", PDF)).reference or "")
    events.unregister("before-call.*.StartDocumentAnalysis", look)
    assert (bare.answers, kept.answers) == ({name: each for name, each in ANSWERS.items() if name != "does"}, ANSWERS)
    asked = len(aws.asked_for("StartDocumentAnalysis"))
    TextractBackend.BLOCKS = an_answer(column(["There is a pothole."]), job=True)["Blocks"]
    assert take(drop("scans/letter/third.pdf", PDF)).what == "opened"
    assert len(aws.asked_for("StartDocumentAnalysis")) == asked


@pytest.mark.parametrize("spoiled", ["not ours", "a version that nobody knows", "cut off", "nothing in it"])
def test_what_is_no_form_of_ours_is_a_case_as_ever(aws: Aws, spoiled: str) -> None:
    pdf = fill(make_paper(the_form(aws), "en", current().saying("en")), FILLED)
    others = make_paper(replace(the_form(aws), code="some-other-form"), "en", current().saying("en"))
    unknown = make_paper(replace(the_form(aws), given={"code": "business-licence"}), "en", current().saying("en"))
    pdf = {
        "not ours": others,
        "a version that nobody knows": unknown,
        "cut off": pdf[:3000],
        "nothing in it": PDF,
    }[spoiled]
    received = by_mail(pdf)
    assert received.what == "opened"
    assert load_whole(received.reference or "").file.request.description.endswith("Here is the form.")
    assert list(papers(10, datetime.now(UTC))) == []
