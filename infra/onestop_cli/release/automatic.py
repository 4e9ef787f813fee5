"""Tasks that are done by themselves: has each what it needs for that, and can people do it where that fails?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onestop.domain.catalogue.plans import Does, DoneBy
from onestop_cli.release.faults import FileFault, find_places, name_choices, show_value
from onestop_cli.release.references import Documents

OUTCOMES = {"grant", "refuse"}
# of each kind, the fields that it needs
NEEDS: Mapping[str, tuple[str, ...]] = {"decide": ("table",), "lookup": ("register", "asks"), "payment": ("pays",)}
OF_SOME = {name for names in NEEDS.values() for name in names}


def check_automatic(file: str, service: Mapping[str, Any], documents: Documents) -> Iterator[FileFault]:
    """Everything that is wrong with the automatic tasks of a service."""
    codes = [task["code"] for _, task in find_places(service, "plan[].tasks[]")]
    for path, task in find_places(service, "appeal.plan[].tasks[]"):
        if task["code"] in codes:
            wrong = f"the plan has a task {show_value(task['code'])} already"
            yield FileFault(file, f"{path}.code", wrong, "another code: tasks of an objection are told apart from it")
    for path, task in find_places(service, "plan[].tasks[]"):
        does = task.get("does")
        for name in sorted(OF_SOME & set(task) - set(NEEDS.get(does or "", ()))):
            yield FileFault(
                file, f"{path}.{name}", "nothing is done with it here", f"without it, or another does: {does}"
            )
        for name in NEEDS.get(does or "", ()):
            if name not in task:
                yield FileFault(file, f"{path}.{name}", "it is missing", f"a task with does: {does} needs it")
        if does == Does.DECIDE:
            yield from _check_decide(file, path, task, service, documents)
        if does == Does.PAYMENT:
            yield from _check_payment(file, path, task, service)
        if does == Does.LOOKUP and task.get("register") and documents.get("jurisdiction.yaml") is not None:
            registers = [each["code"] for _, each in find_places(documents.get("jurisdiction.yaml"), "registers[]")]
            if task["register"] not in registers:
                wrong = f"there is no register {show_value(task['register'])}"
                yield FileFault(file, f"{path}.register", wrong, name_choices(task["register"], registers))


def _check_decide(
    file: str, path: str, task: Mapping[str, Any], service: Mapping[str, Any], documents: Documents
) -> Iterator[FileFault]:
    tables = [name.removeprefix("decisions/").removesuffix(".yaml") for name in documents if name[:10] == "decisions/"]
    if "table" in task and task["table"] not in tables:
        wrong = f"there is no rule table {show_value(task['table'])}"
        yield FileFault(file, f"{path}.table", wrong, name_choices(task["table"], tables))
    results = {result["code"]: result for result in task.get("results", ())}
    outcome = results.get("outcome", {})
    if {choice["code"] for choice in outcome.get("choices", ())} != OUTCOMES or not outcome.get("required"):
        right = "a required result outcome with the choices grant and refuse: a person must be able to decide"
        yield FileFault(file, f"{path}.results", "it cannot be decided by a person", right)
    if results.get("reason", {}).get("kind") != "text":
        right = "a result reason of the kind text: who refuses says why"
        yield FileFault(file, f"{path}.results", "a person cannot say why", right)
    if "appeal" not in service:
        yield FileFault(file, "appeal", "it is missing", "how somebody objects to the decision, and for how many days")


def _check_payment(file: str, path: str, task: Mapping[str, Any], service: Mapping[str, Any]) -> Iterator[FileFault]:
    deciding = [each["code"] for _, each in find_places(service, "plan[].tasks[]") if each.get("does") == Does.DECIDE]
    if "pays" in task and task["pays"] not in deciding:
        wrong = f"no task {show_value(task['pays'])} decides about a fee"
        yield FileFault(file, f"{path}.pays", wrong, name_choices(task["pays"], deciding))
    if task.get("done_by") != DoneBy.RESIDENT:
        yield FileFault(file, f"{path}.done_by", "nobody pays here", "done_by: resident")
