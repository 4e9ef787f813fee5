"""The amount of a fee, and that it was paid: errands of the function that shows the pages and is called by the
provider."""

from __future__ import annotations

from typing import Any

from onestop.domain.cases.act import Act
from onestop.domain.cases.lifecycle import PaymentStatus
from onestop.domain.cases.tasks.resident_part import task_name
from onestop.domain.decisions.fee_payment import amount_due, settle_payment
from onestop.runtime.errands import Errand
from onestop.storage.cases.open_and_change import change_case
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current
from onestop.storage.once import Once


def show_due(errand: Errand) -> dict[str, Any]:
    """What has to be paid for a task. Raises NotFound, NotPossible."""
    file, task, catalogue = load_file(errand.fields["reference"]), errand.fields["task"], current()
    amount, language = amount_due(file, task), file.case.language
    code = next(each.code for each in file.tasks if each.id == task)
    return {"amount": amount, "language": language, "name": task_name(catalogue, file.case.service, code, language)}


def note_payment(errand: Errand) -> dict[str, Any]:
    """Notes the result of a payment, once however often the provider reports it."""
    fields, act = errand.fields, Act(current(), errand.at)
    payment, status = fields["payment"], PaymentStatus(fields["status"])
    file = change_case(
        fields["reference"],
        lambda file: settle_payment(file, act, fields["task"], payment, status, fields["amount"], fields["currency"]),
        lambda _: Once(key=f"payment:{payment}:{status}"),
    )
    return {"version": file.case.version}
