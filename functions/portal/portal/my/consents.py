"""What somebody agreed to: read, given and withdrawn by a resident who proved the address; and who saw their data, as a
table to download."""

from __future__ import annotations

from chalice.app import Response

from onestop.domain.errors import NotFound
from onestop.domain.people.actor import Actor
from onestop.domain.people.consents import ConsentSaid, allows, last_said, purposes_of
from onestop.domain.time.dates import say_date
from onestop.runtime.pages.frame import Visit, go_to, show
from onestop.runtime.read_request import query
from onestop.runtime.spreadsheets import as_csv
from onestop.storage.people.consents import keep_consent, load_consents
from portal.my.cases import own_cases
from portal.my.resident_session import Resident
from portal.my.signed_in_page import TEMPLATES, mark, moment_of, read_own_form
from portal.my.texts import CONSENTS, SEEN
from portal.my.who_saw import CASES, seen_by

PATH = "/my/consents"
BYTE_ORDER_MARK = "\ufeff"  # so that spreadsheets read UTF-8


def show_consents(visit: Visit, resident: Resident) -> Response:
    """Shows each purpose of the jurisdiction, and their answer to it: one Query for each form of the address."""
    said = load_consents(resident.identities(visit.offer))
    zone = visit.offer.jurisdiction["time_zone"]
    purposes = []
    for code, purpose in purposes_of(visit.offer).items():
        last = last_said(said, code)
        given = allows(said, code, visit.offer)
        when = say_date(last.at, zone, visit.language) if last else ""
        words = CONSENTS["given" if given else "withdrawn"] if last else CONSENTS["usual" if given else "not_asked"]
        purposes.append(
            {
                "code": code,
                "name": visit.say(purpose["name"]),
                "words": visit.say(purpose["words"]),
                "basis": visit.say(purpose["basis"]) if "basis" in purpose else "",
                "state": visit.say(words).format(when=when),
                "given": given,
            }
        )
    title = visit.say(CONSENTS["title"])
    saved = query(visit.request, "said") == "saved"
    return show(
        visit, TEMPLATES, "my_consents.html", title, PATH, CONSENTS, purposes=purposes, form=mark(resident), saved=saved
    )


def take_consent(visit: Visit, resident: Resident) -> Response:
    """Gives or withdraws a consent, from this moment on. Raises NotFound for a purpose that nobody asks about."""
    form = read_own_form(visit.request, resident)
    purpose = form.get("purpose", "")
    if purpose not in purposes_of(visit.offer):
        raise NotFound("Nobody asks for consent to this.", "purpose")
    at, given = moment_of(visit.request), form.get("given") == "yes"
    said = ConsentSaid(purpose=purpose, given=given, at=at, by=Actor.RESIDENT)
    keep_consent(resident.identities(visit.offer), said)
    return go_to(PATH, visit.language, said="saved")


def take_looks_along(visit: Visit, resident: Resident) -> Response:
    """Sends who saw their data as a table: the same as on the page, in the same language."""
    own = own_cases(resident, visit.offer)
    references = [case.reference for case in own.cases[:CASES]]
    heads = [visit.say(SEEN[name]) for name in ("when", "who", "what", "case", "purpose")]
    rows = [
        dict(
            zip(
                heads,
                (
                    each.at.isoformat(),
                    each.department or visit.say(SEEN["city"]),
                    each.what,
                    each.case or "",
                    each.purpose or "",
                ),
                strict=True,
            )
        )
        for each in seen_by(references, resident.identities(visit.offer), visit.offer, visit.language)
    ]
    headers: dict[str, str | list[str]] = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="who-saw-my-data.csv"',
        "Cache-Control": "no-store",
    }
    return Response(body=BYTE_ORDER_MARK + as_csv(heads, rows), headers=headers)
