"""A clerk fills in what somebody has begun at home, or begins it for them: on the same pages, and it says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote, urlencode

import pytest

from applications.staff_help import make_pass, way_in
from intake.applications.paper_forms import take_paper
from intake.incoming import Enclosure, Incoming
from onestop.domain.applications.filled_in_by_staff import Assisted, assisted
from onestop.domain.forms.form import Form
from onestop.runtime import links
from onestop.runtime.paper.form import make_paper
from onestop.storage.applications.application_rows import keep_application, load_application
from onestop.storage.catalogue.forms import form_in_force
from onestop.storage.catalogue.releases import current
from onestop.storage.staff.desk_sessions import end_all_sessions
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW
from tests.functional.applications.applying import SERVICE, Browser, heading, reference_of
from tests.functional.applications.errands import errands
from tests.functional.applications.sent import a_draft, send_now
from tests.functional.desk.desking import Browser as Clerk
from tests.functional.desk.desking import signed_in
from tests.functional.portal.walking import carried
from tests.unit.forms.test_paper import fill

__all__ = ["errands"]
CLERK = "staff:clerk-1"
PATH = "/desk/applications"
KEPT = (links.ASSIST, links.APPLY)


def at_desk(role: str = "clerk") -> Clerk:
    return signed_in(role=role, at=datetime.now(UTC))


def open_at_desk(reference: str, code: str, channel: str = "counter") -> dict[str, Any]:
    typed = [("reference", reference), ("opens", code), ("open_channel", channel), ("open_consent", "spoken")]
    return at_desk().submit(f"{PATH}/open", typed, seen=PATH)


def begin_at_desk(key: str = "k" * 24, **typed: str) -> dict[str, Any]:
    given = {"name": "Ana Ruiz", "service": SERVICE, "language": "es", "key": key, "begin_channel": "phone"}
    fields = given | {"begin_consent": "spoken"} | typed
    return at_desk().submit(f"{PATH}/begin", list(fields.items()), seen=PATH)


def begun_at_home() -> tuple[str, str]:
    browser = Browser(language="es")
    reference = reference_of(browser.send(browser.begin(), {"a-date": "2090-06-05"}, to="later"))
    return reference, links.code_of(reference)


def test_what_was_begun_at_home_goes_on_at_the_counter_and_each_answer_says_who_gave_it(
    aws: Aws, errands: list[str]
) -> None:
    reference, code = begun_at_home()
    answer = open_at_desk(reference.lower(), code)
    assert (answer["statusCode"], errands) == (303, ["list papers", "help with"])
    there = answer["headers"]["Location"]
    clerk = Browser(language="es")
    page = clerk.get(there)
    assert heading(page) == "Cuándo"
    assert "pass=" not in clerk.at
    assert "Usted rellena esto para alguien, que está aquí." in page["body"]
    clerk.send(page, {"a-date": "2090-06-05", "a-starts": "14:00", "a-ends": "18:00"})
    kept = load_application(reference)
    assert {name: stamp.by for name, stamp in kept.stamps.items()} == {
        "kind": "applicant",
        "name": "applicant",
        "date": "applicant",
        "starts": CLERK,
        "ends": CLERK,
    }
    assert [(each.by, each.channel, each.consent) for each in kept.assisted] == [(CLERK, "counter", "spoken")]


def test_whoever_sent_one_for_somebody_at_the_counter_finds_the_way_back_to_the_desk(aws: Aws) -> None:
    draft = a_draft()
    reference = draft.application.reference
    note = Assisted(at=NOW, by=CLERK, channel="counter", consent="spoken")
    send_now(replace(draft, application=keep_application(assisted(draft.application, note))))
    here = f"/apply/sent/{reference}?secret={links.secret_of(links.APPLY, reference)}"
    clerk = Browser()
    clerk.get(way_in(reference, CLERK, datetime.now(UTC)))
    assert f"{PATH}?" in clerk.get(here)["body"]
    assert PATH not in Browser().get(here)["body"]


@pytest.mark.parametrize("taken_away", [True, False])
def test_whoever_is_placed_anew_or_disabled_writes_nothing_any_more_from_that_moment(
    aws: Aws, calls: Calls, errands: list[str], taken_away: bool
) -> None:
    reference, code = begun_at_home()
    clerk = Browser(language="es")
    page = clerk.get(open_at_desk(reference, code)["headers"]["Location"])
    later = clerk.get(f"/apply/later/{reference}")
    end_all_sessions("clerk-1" if taken_away else "clerk-2", datetime.now(UTC) + timedelta(seconds=1))
    before = calls.names.count("GetItem")
    answer = clerk.send(page, {"a-starts": "14:00"}, to="later")
    assert calls.names.count("GetItem") == before + 1
    assert answer["statusCode"] == (403 if taken_away else 200)
    assert ("starts" in load_application(reference).answers) is not taken_away
    check = clerk.ask("POST", f"/apply/send/{reference}", {}, urlencode({"secret": carried(later)["secret"]}))
    assert (check["statusCode"] == 403) is taken_away
    if taken_away:  # nor with what the desk gave them before
        assert clerk.send(later, {"email": "ana@resident.example"})["statusCode"] == 403


def test_what_the_browser_of_a_clerk_keeps_ends_with_it(aws: Aws, errands: list[str]) -> None:
    reference, code = begun_at_home()
    path, _, shown = open_at_desk(reference, code)["headers"]["Location"].partition("?pass=")
    answer = Browser().ask("GET", path, {"pass": unquote(shown)}, None)
    kept = answer["multiValueHeaders"]["Set-Cookie"]
    assert {line.partition("=")[0].rpartition("Host-")[2] for line in kept} == {f"{name}-{reference}" for name in KEPT}
    assert not any("Max-Age" in line for line in kept)


def test_somebody_on_the_telephone_has_one_begun_for_them_once_however_often_it_is_sent(
    aws: Aws, errands: list[str]
) -> None:
    first, again = begin_at_desk(), begin_at_desk()
    assert first["headers"]["Location"].partition("?")[0] == again["headers"]["Location"].partition("?")[0]
    page = Browser(language="es").get(first["headers"]["Location"])
    assert "Usted rellena esto para Ana Ruiz, que está al teléfono." in page["body"]
    kept = load_application(reference_of(page))
    assert (kept.channel, kept.language, [each.name for each in kept.assisted]) == ("phone", "es", ["Ana Ruiz"])


def test_a_wrong_code_opens_nothing_and_what_is_missing_is_said(aws: Aws, errands: list[str]) -> None:
    reference, _ = begun_at_home()
    wrong = open_at_desk(reference, "AAAA-BBBB-CCCC")
    assert wrong["statusCode"] == 404
    assert "Check both." in wrong["body"]
    missing = begin_at_desk(name="", service="pothole", begin_consent="")
    assert missing["statusCode"] == 400
    assert 'id="begin_consent-wrong"' in missing["body"]
    assert load_application(reference).assisted == ()


def test_only_who_may_take_what_people_bring_may_do_this(aws: Aws, errands: list[str]) -> None:
    reference, code = begun_at_home()
    assert at_desk("auditor").get(PATH)["statusCode"] == 403
    assert at_desk("reception").get(PATH)["statusCode"] == 200
    assert (open_at_desk(reference, code)["statusCode"], errands[-1]) == (303, "help with")


@pytest.mark.parametrize("spoiled", ["other draft", "other clerk", "too late", "not ours", "nothing"])
def test_a_pass_lets_in_whom_it_names_into_what_it_names_for_as_long_as_it_says(aws: Aws, spoiled: str) -> None:
    reference, _ = begun_at_home()
    other, _ = begun_at_home()
    at = datetime.now(UTC)
    until = at - timedelta(seconds=1) if spoiled == "too late" else at + timedelta(minutes=2)
    shown = make_pass(other if spoiled == "other draft" else reference, CLERK, until)
    if spoiled == "other clerk":
        shown = shown.replace("clerk-1", "clerk-2")
    elif spoiled == "not ours":
        shown = f"{shown[:-3]}xyz"
    browser = Browser()
    answer = browser.get(f"/apply/assist/{reference}?pass={'' if spoiled == 'nothing' else shown}")
    assert answer["statusCode"] == 404
    assert browser.cookies == {}


def test_what_came_on_paper_is_listed_without_a_word_of_it_and_completed_by_a_clerk(
    aws: Aws, errands: list[str]
) -> None:
    form = form_in_force(SERVICE, current())
    came = Incoming(channel="email", key="<1@resident.example>", name="Ana Ruiz", enclosures=(paper_of(form),))
    received = take_paper(came, current(), datetime.now(UTC))
    assert received is not None
    reference = received.reference or ""
    desk = at_desk().get(PATH)
    assert reference in desk["body"]
    assert "Olmo" not in desk["body"]
    answer = at_desk().submit(f"{PATH}/paper", [("paper", reference)], seen=PATH)
    page = Browser().get(answer["headers"]["Location"])
    assert "Compare it with the original, and complete it." in page["body"]
    assert load_application(reference).answers["name"] == "Fiesta de la calle Olmo"
    assert reference not in at_desk().get(PATH)["body"]
    again = at_desk().submit(f"{PATH}/paper", [("paper", begun_at_home()[0])], seen=PATH)
    assert again["statusCode"] == 404


def paper_of(form: Form) -> Enclosure:
    filled = fill(make_paper(form, "es", current().saying("es")), {"kind": "0", "name": "Fiesta de la calle Olmo"})
    return Enclosure(name="form.pdf", media_type="application/pdf", data=filled)
