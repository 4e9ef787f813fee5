"""The pages on which a resident adds photos and documents: without a script, in every language, led back to us."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from intake import handler as intake
from onestop.domain.cases.attachments import LIMITS, MOST_BYTES
from onestop.runtime import links
from onestop.storage.cases.attachments import attachments_of
from onestop.storage.cases.uploads import incoming_key
from tests.aws_in_memory import PUBLIC_URL, Aws
from tests.builders import an_api_event
from tests.functional.attachments.arrivals import an_attachment, arrive, keep_row, tell
from tests.functional.attachments.uploading import conditions_of, upload
from tests.functional.dialogue import ask, staff_act
from tests.functional.portal.reading import FORM, get, language_of, title_of, wrong_in
from tests.functional.stories import in_progress
from tests.unit.attachments.pictures import a_pdf, a_photo

LANGUAGES = ("en", "zh-Hans", "es")


@pytest.fixture
def case(aws: Aws) -> str:
    return str(in_progress()["reference"])


def secret_of(reference: str) -> str:
    return links.secret_of(links.TRACK, reference)


def page(reference: str, secret: str | None = None, **query: str) -> dict[str, Any]:
    query = {"secret": secret or secret_of(reference), "cookie": "checked", **query}  # no cookie was kept
    answer: dict[str, Any] = intake.handle(an_api_event("GET", f"/attach/{reference}", query=query), None)
    return answer


def begin(reference: str, **fields: str) -> dict[str, Any]:
    body = urlencode({"secret": secret_of(reference), **fields})
    event = an_api_event("POST", f"/attach/{reference}", body=body, headers=FORM, query={"lang": "es"})
    answer: dict[str, Any] = intake.handle(event, None)
    return answer


def went_to(answer: dict[str, Any]) -> dict[str, str]:
    assert answer["statusCode"] == 303, answer["body"]
    return {name: values[0] for name, values in parse_qs(urlsplit(answer["headers"]["Location"]).query).items()}


def form_in(answer: dict[str, Any]) -> dict[str, Any]:
    """The form of a page as the browser would send it."""
    form = re.search(r"<form .*?</form>", answer["body"], re.S)[0]  # type: ignore[index]
    fields = re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', form)
    return {
        "html": form,
        "url": unescape(re.search(r'action="(.*?)"', form)[1]),  # type: ignore[index]
        "fields": {name: unescape(value) for name, value in fields},
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_is_taken_and_how_many_more_in_the_language_of_the_visit(case: str, language: str) -> None:
    keep_row(case, an_attachment(name="Loch <b>"))
    arrive(case, a_pdf())
    answer = page(case, lang=language)
    assert answer["statusCode"] == 200
    assert language_of(answer) == language
    assert "20 MB" in answer["body"]
    assert str(LIMITS["resident"].kept - 1) in form_in(answer)["html"]
    assert "Loch &lt;b&gt;" in answer["body"]
    assert "<script" not in answer["body"]


def test_a_file_is_added_by_two_forms_and_the_browser_is_led_back(case: str) -> None:
    there = went_to(begin(case, name="Loch vor der Schule"))
    answer = page(case, **there)
    form = form_in(answer)
    [attachment] = attachments_of(case)
    assert there["upload"] == attachment.id
    assert form["fields"]["key"] == incoming_key(case, attachment.id)
    back = urlsplit(form["fields"]["success_action_redirect"])
    assert f"{back.scheme}://{back.netloc}" == PUBLIC_URL
    assert {"success_action_redirect": back.geturl()} in conditions_of(form["fields"])
    assert 'enctype="multipart/form-data"' in form["html"]
    assert form["html"].rindex("<input") == form["html"].index('<input id="file"')  # S3 reads nothing behind the file

    notice = upload(form, a_photo())
    query = {name: values[0] for name, values in parse_qs(back.query).items()}
    assert "lo estamos revisando" in page(case, **query)["body"]
    tell(notice)
    shown = page(case, **query)
    assert "Su archivo se añadió" in shown["body"]
    assert f"/api/cases/{case}/attachments/{attachment.id}?secret=" in shown["body"]
    assert "Loch vor der Schule</a>" in shown["body"]


def test_only_the_page_with_the_signed_form_may_send_one_elsewhere(case: str) -> None:
    upload_page = page(case, **went_to(begin(case)))
    action = urlsplit(form_in(upload_page)["url"])
    policy = upload_page["headers"]["Content-Security-Policy"]
    assert f"form-action 'self' {action.scheme}://{action.netloc};" in policy
    assert "form-action 'self';" in page(case)["headers"]["Content-Security-Policy"]


def test_a_refused_file_is_said_on_the_way_back(case: str) -> None:
    there = went_to(begin(case))
    tell(upload(form_in(page(case, **there)), b"PK\x03\x04 [Content_Types].xml"))
    answer = page(case, added=there["upload"], lang="en")
    assert "We could not add your file." in answer["body"]
    assert "Please save it as PDF." in answer["body"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"x" * (MOST_BYTES + 1), "The file is larger than 20 MB. Please make it smaller, or send it in parts."),
        (b"", "The file is empty."),
    ],
    ids=["too large", "empty"],
)
def test_a_file_of_a_wrong_size_is_told_on_a_page_of_ours_and_not_by_the_bucket(
    case: str, data: bytes, words: str
) -> None:
    there = went_to(begin(case))
    upload_page = page(case, **{**there, "lang": "en"})
    assert unescape(upload_page["body"]).count(words) == 1  # for the script, which tells it before anything is sent
    tell(upload(form_in(upload_page), data))
    answer = page(case, added=there["upload"], lang="en")
    assert ("We could not add your file." in answer["body"], words in unescape(answer["body"])) == (True, True)


def test_the_page_of_the_form_may_run_the_script_that_knows_the_limit(case: str) -> None:
    upload_page = page(case, **went_to(begin(case)))
    assert f'data-most="{MOST_BYTES}"' in upload_page["body"]
    assert "script-src 'self';" in upload_page["headers"]["Content-Security-Policy"]
    [script] = re.findall('<script src="(/view/upload-check.*?)"', upload_page["body"])
    served = get(script)
    assert (served["statusCode"], "file.size" in served["body"]) == (200, True)
    light = page(case, view="light", **went_to(begin(case)))
    assert "<script" not in light["body"]


def test_loading_the_form_again_holds_no_second_place_and_a_used_one_leads_to_the_list(case: str) -> None:
    there = went_to(begin(case))
    forms = [form_in(page(case, **there)) for _ in range(3)]
    assert len(attachments_of(case)) == 1
    tell(upload(forms[0], a_photo()))
    assert title_of(page(case, **there)) == title_of(page(case, lang="es"))


def test_looking_at_the_page_writes_nothing(case: str) -> None:
    page(case)
    page(case, upload="4f1d0c9a6be27853", added="nonsense")
    assert attachments_of(case) == []


def test_when_the_case_is_full_the_page_says_so(case: str) -> None:
    for _ in range(LIMITS["resident"].kept):
        begin(case)
    answer = begin(case)
    assert answer["statusCode"] == 409
    assert wrong_in(answer) == ["send"]
    assert 'id="send"' in answer["body"]


def test_a_closed_case_takes_nothing_more_but_shows_what_is_there(case: str) -> None:
    keep_row(case, an_attachment(name="before"))
    arrive(case, a_pdf())
    staff_act(case, "withdrawal", reason="They called.")
    answer = page(case)
    assert "before</a>" in answer["body"]
    assert "<form" not in answer["body"]
    assert begin(case)["statusCode"] == 409


def test_somebody_who_was_asked_is_told_that_a_file_is_no_answer(case: str) -> None:
    assert "/tell/" not in page(case)["body"]
    ask(case, "Which side?")
    assert f"/tell/{case}" in page(case)["body"]


def test_nobody_gets_in_without_the_secret_of_this_case(case: str) -> None:
    other = str(in_progress()["reference"])
    for secret in ("wrong", secret_of(other)):
        assert page(case, secret)["statusCode"] == 404
    assert begin(case, secret="wrong")["statusCode"] == 404
    assert attachments_of(case) == []
