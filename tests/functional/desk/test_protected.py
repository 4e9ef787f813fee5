"""A protected person: who must not be found by whoever looks for them is shown nowhere, found by no search, and seen by
nobody of their home. The pages are walked as they are declared, so that a new one is walked by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from casework import handler as casework
from casework.pages.declare_page import ACTS
from onestop.domain.cases.case import Link, LinkKind
from onestop.domain.staff.permissions import ALLOWED
from onestop.runtime.clients import client
from onestop.storage.cases.case_rows import case_row, request_row
from onestop.storage.people.contact_details import load_person
from onestop.storage.staff.deeds import deeds_of
from onestop.storage.tables import CaseRow, PersonRow
from portal import handler as portal
from tests.aws_in_memory import Aws
from tests.builders import NOW, a_clerk, an_api_event
from tests.depth import in_turn
from tests.functional.casework.test_matrix import ON_CASES, call
from tests.functional.desk.desking import hidden_in, signed_in
from tests.functional.desk.test_desk_matrix import ENDS, PARTS, part_names
from tests.functional.intake.open311.georeport import get as open311
from tests.functional.portal.signing_in import signed_in as resident
from tests.functional.stories import PLACE, case_file, in_progress, open_by_partner, route

EMAIL, PHONE = "ana@hidden.example", "+19025550177"
WORDS = ("ana@hidden", "9025550177", "555-0177", "555 0177")
CONTACT = {"name": "Ana Rivas", "email": EMAIL, "phone": PHONE}
NEED = {"place": PLACE, "contact": CONTACT, "description": "It is broken."}
STREETS, CARTS = "streets", "greenhaul"  # a department, and a contractor whose tasks see the telephone number
# Whoever may not see it, and where they work: of the contractor not even its supervisor.
WALKERS = (
    *(("clerk", STREETS), ("contractor", CARTS), ("supervisor", CARTS), ("system", CARTS)),
    *(("reception", "contact-centre"), ("clerk", "contact-centre"), ("auditor", "contact-centre")),
)
FOUND_BY = (("clerk", STREETS), ("contractor", CARTS), ("reception", "contact-centre"))  # before it is protected


PAGES = [
    (method, path)
    for method, path in sorted(ACTS)
    if path not in ENDS and not path.endswith("/protection") and "{task}" not in path
]


def my_cases(aws: Aws) -> str:
    """What whoever reads the mailbox sees."""
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")
    return str(resident(aws, EMAIL).get("/my")["body"])


def cases_of_ana() -> dict[str, str]:
    """A case that each of the two agencies works on."""
    return {
        STREETS: str(in_progress(service_code="pothole", **NEED)["reference"]),
        CARTS: str(in_progress(service_code="waste-cart", **NEED)["reference"]),
    }


def walked(
    cases: dict[str, str], role: str, agency: str, pages: Sequence[tuple[str, str]] = PAGES
) -> Iterator[tuple[str, str]]:
    """Every page and call by which somebody looks, with what it answers."""
    reference = cases.get(agency, cases[STREETS])
    browser = signed_in(agency=agency, role=role, sub=f"{role}-of-{agency}")
    mark = hidden_in(browser.get("/desk")["body"])["form"]
    for method, path in pages:
        parts = {name: PARTS.get(name, "none") for name in part_names(path)} | {"reference": reference}
        address = path.format(**{name: parts[name] for name in part_names(path)})
        if method == "GET":
            yield f"GET {path}", browser.get(address)["body"]
            continue
        for person, purpose in ((EMAIL, "caller"), (PHONE, "A reason that is long enough.")):
            reason = purpose if "{reference}" in path else "caller"
            asked = [("form", mark), ("person", person), ("purpose", reason), ("what", "person"), ("of", person)]
            yield f"POST {path}", browser.post(address, asked)["body"]
    claims = a_clerk(agency=agency, role=role, sub=f"{role}-of-{agency}")
    for (method, path), act in ON_CASES.items():
        if method == "GET" or act == "disclose" or path.endswith("disclosure"):
            yield f"{method} {path}", str(call(method, path, act or "", claims, reference)["body"])
    for person in (EMAIL, PHONE):
        query = {"person": person, "purpose": "caller"}
        yield (
            "GET /api/staff/cases",
            casework.handle(an_api_event("GET", "/api/staff/cases", query=query, claims=claims), None)["body"],
        )


def leaks(cases: dict[str, str], role: str, agency: str, pages: Sequence[tuple[str, str]] = PAGES) -> set[str]:
    """Where an address is shown that was not just typed there, or a search by it finds a case."""
    found = set()
    for where, body in walked(cases, role, agency, pages):
        typed = where.startswith(("POST", "GET /api/staff/cases")) and "{reference}" not in where
        words = tuple(cases.values()) if typed else WORDS
        if any(word in body for word in words):
            found.add(where)
    return found


def protect(reference: str, *own: str, agency: str = STREETS) -> dict[str, Any]:
    path = f"/desk/cases/{reference}/protection"
    fields = [("protected", "yes"), *(("own", way) for way in own)]
    return signed_in(agency=agency, role="clerk").submit(path, fields, seen=path)


def test_how_to_reach_a_protected_person_is_shown_nowhere_and_no_search_finds_them(aws: Aws) -> None:
    cases = cases_of_ana()
    before = {who: leaks(cases, *who) for who in FOUND_BY}
    assert "POST /desk/cases/{reference}/disclosure" in before["clerk", STREETS]
    assert {"GET /desk/cases/{reference}", "GET /api/staff/cases/{reference}"} <= before["contractor", CARTS]
    assert {"POST /desk/people", "POST /desk/people/one"} <= before["reception", "contact-centre"]
    assert "GET /api/staff/cases" in before["reception", "contact-centre"]

    assert protect(cases[STREETS])["statusCode"] == 303
    later = str(in_progress(service_code="pothole", **NEED)["reference"])
    for known in ({**cases}, {STREETS: later, CARTS: cases[CARTS]}):
        pages = {who: in_turn(PAGES, number, 3) for number, who in enumerate(WALKERS)}
        assert {who: found for who in WALKERS if (found := leaks(known, *who, pages[who]))} == {}
    assert all(case_file(each).case.protected for each in (*cases.values(), later))

    supervisor = signed_in(agency=STREETS, role="supervisor", sub="chief")
    path, why = f"/desk/cases/{later}/disclosure", [("purpose", "She asks for her appointment.")]
    assert EMAIL in supervisor.submit(path, why, seen=f"/desk/cases/{later}")["body"]
    assert "resident is protected" in supervisor.get(f"/desk/cases/{later}")["body"]
    events = [row for row in CaseRow.scan() if row.sk.startswith("EVENT#")]
    assert not [row.sk for row in events if any(word in (row.body or "") for word in WORDS)]
    assert [deed.kind for deed in deeds_of(f"{NOW:%Y-%m}", 1)] == ["protected_person"]


def nearby() -> str:
    where = {"lat": str(PLACE["lat"]), "long": str(PLACE["long"])}
    return str(portal.handle(an_api_event("GET", "/api/nearby", query=where), None)["body"])


def public(reference: str) -> str:
    """What anybody may read of what was brought."""
    return "".join([open311(f"/open311/v2/{path}.json").text for path in ("requests", f"requests/{reference}")])


def test_nobody_of_their_home_and_nobody_of_the_public_sees_their_cases(aws: Aws) -> None:
    ben = {"name": "Ben Rivas", "email": EMAIL}
    bens = str(in_progress(service_code="pothole", **NEED | {"contact": ben})["reference"])
    hers = str(open_by_partner(service_code="pothole", channel="open311", **NEED)["reference"])
    assert str(PLACE["address"]) in public(hers)
    assert hers in nearby()
    protect(bens, agency=STREETS)  # it is he who is protected: she stays as she is
    assert hers in public(hers)
    supervisor = signed_in(agency=STREETS, role="supervisor", sub="chief")
    path = f"/desk/cases/{bens}/protection"
    assert supervisor.submit(path, [("protected", "no")], seen=path)["statusCode"] == 303
    route(hers)
    assert protect(hers)["statusCode"] == 303
    assert str(PLACE["address"]) not in public(hers)
    assert hers not in open311("/open311/v2/requests.json").text
    assert hers not in nearby()
    own = my_cases(aws)
    assert (bens in own, hers in own) == (True, False)


def test_who_alone_reads_an_address_sees_their_cases_by_it_and_all_is_as_before_when_the_mark_is_taken(
    aws: Aws,
) -> None:
    cases = cases_of_ana()
    rows = {(row.pk, row.sk): row.body for row in PersonRow.scan() if not row.pk.startswith("STAFF#")}
    protect(cases[STREETS], "email")
    page = my_cases(aws)
    assert [each in page for each in cases.values()] == [True, True]
    path = f"/desk/cases/{cases[STREETS]}/protection"
    clerk = signed_in(agency=STREETS, role="clerk")
    assert clerk.submit(path, [("protected", "no")], seen=path)["statusCode"] == 403
    supervisor = signed_in(agency=STREETS, role="supervisor", sub="chief")
    assert supervisor.submit(path, [("protected", "no")], seen=path)["statusCode"] == 303
    kept = ("STAFF#", "MY#", "CODE#", "PROVEN#")
    assert {(row.pk, row.sk): row.body for row in PersonRow.scan() if not row.pk.startswith(kept)} == rows
    assert not case_file(cases[CARTS]).case.protected
    assert load_person(str(case_file(cases[CARTS]).case.person)).protected_at is None
    assert ALLOWED["see_protected"] < ALLOWED["protect"]


def test_the_cases_that_do_parts_of_theirs_are_hidden_with_it_and_shown_again(aws: Aws) -> None:
    hers = str(in_progress(service_code="pothole", **NEED)["reference"])
    part = "PART-0000-0000-0"
    whole = case_file(hers)
    below = Link(reference=part, kind=LinkKind.CHILD, task="01")
    case_row(replace(whole.case, links=(below,))).save()
    above = Link(reference=hers, kind=LinkKind.PARENT, task="01")
    case_row(replace(whole.case, reference=part, person=None, links=(above,))).save()
    request_row(part, whole.request, NOW).save()
    assert part in open311("/open311/v2/requests.json").text
    protect(hers)
    assert case_file(part).case.protected
    assert part not in open311("/open311/v2/requests.json").text
    path = f"/desk/cases/{hers}/protection"
    signed_in(agency=STREETS, role="supervisor", sub="chief").submit(path, [("protected", "no")], seen=path)
    assert not case_file(part).case.protected
