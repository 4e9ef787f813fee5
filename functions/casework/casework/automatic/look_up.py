"""A task that looks something up in a register. What the register does not answer in time is left to the agency, with a
note that says so."""

from __future__ import annotations

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile, Task
from onestop.domain.cases.change import Change
from onestop.domain.cases.conversation import add_note
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.domain.cases.tasks.task_end import end_task
from onestop.domain.catalogue.plans import PlannedTask
from onestop.domain.catalogue.results import read_filled
from onestop.domain.errors import NotFound, NotValid
from onestop.domain.forms.logic import names_of
from onestop.domain.forms.paths import get
from onestop.domain.translation import N_, Phrase
from onestop.runtime.log import error_fields, logger
from onestop.runtime.outside.registers import RegisterSilent, ask_register
from onestop.storage.cases.first_answers import answers_of
from onestop.storage.cases.open_and_change import Decide

NOT_FOUND: Phrase = N_("The register {register} did not answer: look it up and fill in what you find.")


def look_up(file: CaseFile, task: Task, planned: PlannedTask, act: Act) -> Decide:
    """Returns what becomes of the task, from the register's answer."""
    known = {each["code"]: each for each in act.catalogue.jurisdiction.get("registers", ())}
    register = known.get(planned.register or "")
    if register is None:
        raise NotFound(f"There is no register {planned.register}.")
    answers = answers_of(file).answers
    asked = {name: get(answers, names_of(answer)) for name, answer in planned.asks.items()}
    try:
        told = ask_register(register, asked)
        results = read_filled(
            {field.code: told.get(field.code) for field in planned.results}, planned.results, "results"
        )
    except (RegisterSilent, NotValid) as error:
        logger.warning("a register did not answer", register=register["code"], **error_fields(error))
        language = act.catalogue.jurisdiction["default_language"]
        name = act.catalogue.say(register["name"], language)
        words = act.catalogue.say(NOT_FOUND, language).format(register=name)

        def leave(now: CaseFile) -> Change | None:
            return add_note(now, act, words, task.id)

        return leave

    def found(now: CaseFile) -> Change | None:
        return end_task(now, act, task.id, TaskStatus.DONE, results=results)

    return found
