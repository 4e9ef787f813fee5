"""Paying a fee: the resident's part of a plan, done when the provider reports the payment. A failed payment can be
repeated; a double one is for a person to refund."""

from __future__ import annotations

from dataclasses import replace

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile, Task
from onestop.domain.cases.change import Change
from onestop.domain.cases.events import NoteAdded, PaymentSettled
from onestop.domain.cases.lifecycle import PaymentStatus, TaskStatus
from onestop.domain.cases.tasks.task_end import end_task, find_task, note_about
from onestop.domain.catalogue.plans import Does
from onestop.domain.errors import NotFound, NotPossible
from onestop.domain.time.targets import change_by
from onestop.domain.translation import N_, Phrase

TWICE: Phrase = N_("A fee was paid that was not due any more (payment {payment}, {amount}): pay it back.")
OTHERWISE: Phrase = N_("Another amount was paid than is due (payment {payment}, {amount}): look at it.")


def is_payment(file: CaseFile, task: Task) -> bool:
    """Says whether a task is a payment."""
    return file.planned(task).does is Does.PAYMENT


def amount_due(file: CaseFile, task_id: str) -> str:
    """Returns the amount to pay: the fee of the decision that the task names. Raises NotFound, NotPossible."""
    task = find_task(file, task_id)
    if not is_payment(file, task):
        raise NotFound(f"There is no task {task_id} to pay for.", "task")
    if task.ended:
        raise NotPossible("Nothing is to be paid any more.", "task")
    return fee_of(file, task)


def fee_of(file: CaseFile, task: Task) -> str:
    pays = file.planned(task).pays
    fees = [each.decision.rule.fee for each in file.tasks if each.code == pays and each.decision]
    if not fees:
        raise NotPossible("Nothing was decided yet about what is to be paid.", "task")
    return fees[-1]


def settle_payment(
    file: CaseFile, act: Act, task_id: str, payment: str, status: PaymentStatus, amount: str, currency: str
) -> Change:
    """Records the result of a payment. If paid, it ends the task; a payment that was not due is reported to
    colleagues."""
    task = find_task(file, task_id)
    if not is_payment(file, task):
        raise NotFound(f"There is no task {task_id} to pay for.", "task")
    event = PaymentSettled(task=task.id, code=task.code, agency=task.agency, status=status)
    if status is not PaymentStatus.PAID:
        return change_by(act, file, event)
    due = (fee_of(file, task), act.catalogue.jurisdiction["payments"]["currency"])
    if not task.ended and (amount, currency) == due:
        return end_task(file, act, task.id, TaskStatus.DONE, before=(event,))
    language = act.catalogue.jurisdiction["default_language"]
    words = act.catalogue.say(TWICE if task.ended else OTHERWISE, language).format(
        payment=payment, amount=f"{amount} {currency}"
    )
    note = note_about(file, act, "note", words, task.id)
    change = change_by(act, file, event, NoteAdded(note_id=note.id))
    return replace(change, note=note)
