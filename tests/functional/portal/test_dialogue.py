"""What the page of a case says of what we need, what was said, how it ended, and what the resident can do."""

from __future__ import annotations

import re
from typing import Any

import pytest

from onestop.domain.cases.lifecycle import Status
from onestop.runtime import links
from tests.aws_in_memory import Calls
from tests.functional.dialogue import BUSINESS, ask, merge, opened, resolve, staff_act, time_passes
from tests.functional.portal.reading import get, language_of
from tests.functional.stories import CONTACT, case_file, in_progress

LANGUAGES = ("en", "zh-Hans", "es")
QUESTION = "Which side? <b>left</b>\n路的哪一边？ مرحبا"
NEEDED = {"en": "We need something from you", "zh-Hans": "需要您提供信息或配合", "es": "Necesitamos algo de usted"}


def page_of(reference: str, **query: str) -> dict[str, Any]:
    return get(f"/track/{reference}", secret=links.secret_of(links.TRACK, reference), **query)


def links_in(answer: dict[str, Any]) -> set[str]:
    """The forms that the page leads to."""
    return set(re.findall(r'href="/(tell|part|withdraw|reopen)/', answer["body"]))


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_we_need_comes_before_all_else(language: str) -> None:
    reference = in_progress()["reference"]
    ask(reference, QUESTION)
    body = page_of(reference, lang=language)["body"]
    assert NEEDED[language] in body
    assert body.index(NEEDED[language]) < body.index('<dl class="facts">')
    assert "Which side? &lt;b&gt;left&lt;/b&gt;\n路的哪一边？ مرحبا" in body
    assert f"/tell/{reference}?secret=" in body


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize(
    ("language", "part"),
    [("en", "Send the floor plan"), ("zh-Hans", "提交平面图"), ("es", "Enviar el plano del local")],
)
def test_a_part_that_is_theirs_is_named_and_leads_to_its_form(language: str, part: str) -> None:
    reference = opened(**BUSINESS)["reference"]
    body = page_of(reference, lang=language)["body"]
    task = next(task for task in case_file(reference).open_tasks() if task.waits_for == "resident")
    assert part in body
    assert f"/part/{reference}/{task.id}?secret=" in body


@pytest.mark.usefixtures("aws")
def test_the_page_says_until_when_we_wait() -> None:
    reference = in_progress()["reference"]
    ask(reference, QUESTION)
    assert re.search(r"We wait until \d+ \w+ \d{4}\.", page_of(reference, lang="en")["body"])


@pytest.mark.usefixtures("aws")
def test_no_date_is_promised_while_the_clock_stands_still() -> None:
    reference = in_progress()["reference"]
    assert "once we have heard from you" not in page_of(reference, lang="en")["body"]
    ask(reference, QUESTION)
    assert "We can say so once we have heard from you" in page_of(reference, lang="en")["body"]


@pytest.mark.usefixtures("aws")
def test_what_was_said_is_shown_as_it_was_written_by_whom_and_in_order() -> None:
    reference = in_progress()["reference"]
    staff_act(reference, "notes", text="We come <i>soon</i>.", public=True)
    staff_act(reference, "notes", text="Mind the dog.")
    ask(reference, QUESTION)
    body = page_of(reference, lang="en")["body"]
    talk = body[body.index('class="plain talk"') :]
    assert talk.index("We come &lt;i&gt;soon&lt;/i&gt;.") < talk.index("Which side?")
    assert talk.count('<p class="said" dir="auto">') == 2
    assert talk.count("<strong>We wrote</strong>") == 2
    assert "Mind the dog" not in body


@pytest.mark.usefixtures("aws")
def test_the_page_offers_only_what_can_be_done_now() -> None:
    under_way, done, withdrawn, joined, other = (in_progress()["reference"] for _ in range(5))
    resolve(done)
    staff_act(withdrawn, "withdrawal", reason="no need")
    merge(joined, other)
    assert links_in(page_of(under_way)) == {"tell", "withdraw"}
    assert links_in(page_of(done)) == {"tell", "reopen"}
    assert links_in(page_of(withdrawn)) == {"reopen"}
    assert links_in(page_of(joined)) == set()


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_withdrawn_case_says_so_and_until_when_it_can_be_reopened(language: str) -> None:
    reference = in_progress()["reference"]
    staff_act(reference, "withdrawal", reason="SECRET REASON")
    body = page_of(reference, lang=language)["body"]
    words = {"en": "The request was withdrawn.", "zh-Hans": "诉求已撤回。", "es": "La solicitud fue retirada."}
    assert words[language] in body
    assert "SECRET REASON" not in body


@pytest.mark.usefixtures("aws")
def test_a_case_closed_without_an_answer_says_so_kindly() -> None:
    reference = in_progress()["reference"]
    ask(reference, QUESTION)
    for days in (8, 15, 29):
        time_passes(reference, days)
    body = page_of(reference, lang="en")["body"]
    assert "did not hear from you" in body
    assert 'id="needed"' not in body
    assert links_in(page_of(reference)) == {"reopen"}


def test_a_joined_case_says_where_the_other_one_stands_and_nothing_else_of_it(calls: Calls) -> None:
    mine, other, last = (in_progress()["reference"] for _ in range(3))
    merge(mine, other)
    merge(other, last)
    ask(last, "PRIVATE QUESTION")
    page_of(last)  # the lines of the map are read once a process
    calls.forget()
    body = page_of(mine, lang="en")["body"]
    assert calls.names == ["Query"] * 4  # its own, one for each joining, and the letters about it
    assert "Others have told us about the same thing" in body
    assert "In progress" in body
    assert "PRIVATE QUESTION" not in body
    assert last not in body
    resolve_at_last(last)
    assert "Done" in page_of(mine, lang="en")["body"]


def resolve_at_last(reference: str) -> None:
    task = next(task for task in case_file(reference).open_tasks() if task.waits_for)
    staff_act(reference, "resumption", task.id)
    resolve(reference)
    assert case_file(reference).case.status is Status.RESOLVED


@pytest.mark.usefixtures("aws")
def test_what_was_just_done_is_confirmed_and_nothing_else_is() -> None:
    reference = in_progress()["reference"]
    assert 'role="status"' in page_of(reference, done="messages")["body"]
    for nonsense in ("", "nonsense", "<script>"):
        assert 'role="status"' not in page_of(reference, done=nonsense)["body"]


@pytest.mark.usefixtures("aws")
def test_a_page_brings_its_own_icon() -> None:
    answer = get("/")
    assert re.search('<link rel="icon" href="data:image/svg', answer["body"])
    assert "img-src data:" in answer["headers"]["Content-Security-Policy"]


@pytest.mark.usefixtures("aws")
def test_the_page_speaks_the_language_of_the_case() -> None:
    reference = in_progress(service_code="information", language="zh-Hans", contact=CONTACT)["reference"]
    ask(reference, QUESTION)
    answer = page_of(reference)
    assert language_of(answer) == "zh-Hans"
    assert NEEDED["zh-Hans"] in answer["body"]
