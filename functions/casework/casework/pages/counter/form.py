"""The form of a new case: what was filled in, as intake takes it, and the mistakes that intake finds, in words at
their fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from casework.pages.counter.answer_fields import name_of_field, read_answers
from casework.pages.counter.texts import TEXTS
from casework.pages.desk_request import DeskVisit
from casework.pages.form_fields import SentFields
from onestop.domain.errors import Fault
from onestop.domain.letters.postal_address import read_post

# field in contracts and rules -> field of the form, in the form's order
FIELDS: Mapping[str, str] = {
    "channel": "channel",
    "service_code": "service",
    "description": "description",
    "place": "address",
    "place.address": "address",
    "place.lat": "address",
    "contact.name": "name",
    "contact.email": "email",
    "contact.phone": "phone",
    "contact.post": "post",
    "language": "language",
    "contact.language": "language",
    "consent": "consent",
}
ANSWERS = "answers."
ANSWER = "answer"  # the key of the message about any answer


def read_entry(form: SentFields, visit: DeskVisit) -> dict[str, Any]:
    """Reads what was filled in; empty fields are left out."""
    service = visit.offer.services.get(form.text("service"))
    contact = {name: form.text(name) for name in ("name", "email", "phone") if form.text(name)}
    post = read_post(form.text("post").splitlines())
    told: dict[str, Any] = {**contact, "post": list(post)} if post else {**contact}
    address = form.text("address")
    sent: dict[str, Any] = {
        "service_code": form.text("service"),
        "description": form.text("description"),
        "place": {"address": address} if address else None,
        "contact": told or None,
        "channel": form.text("channel"),
        "language": form.text("language"),
        "answers": read_answers(service, form) or None,
        "consent": form.text("consent"),
    }
    return {name: value for name, value in sent.items() if value not in ("", None)}


def say_faults(faults: Iterable[Fault], form: SentFields, visit: DeskVisit) -> list[tuple[str, str]]:
    """Returns what is wrong, each field once, in the order of the form; mistakes without a field are shown at the
    description."""
    fields = (fault.field for fault in faults)
    wrong = list(dict.fromkeys("contact.post" if name.startswith("contact.post") else name for name in fields))
    answers = [name for name in wrong if name.startswith(ANSWERS)]
    named = [field for name, field in FIELDS.items() if name in wrong]
    if any(name not in FIELDS and name not in answers for name in wrong):
        named.append("description")
    said = [(field, visit.say(TEXTS[words_for(form, field)])) for field in dict.fromkeys(named)]
    for name in answers:
        field = name_of_field(name.removeprefix(ANSWERS).partition("[")[0])
        said.append((field, visit.say(TEXTS[f"{'wrong' if form.text(field) else 'missing'}_{ANSWER}"])))
    return said


def words_for(form: SentFields, field: str) -> str:
    """Returns the phrase that says what is wrong with a field: that it is empty, or that its value is not valid."""
    missing = f"missing_{field}"
    return missing if not form.text(field) and missing in TEXTS else f"wrong_{field}"
