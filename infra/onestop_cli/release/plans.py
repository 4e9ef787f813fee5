"""Plans as a whole: does every task have somebody who can do it, and do linked cases come to an end?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onestop_cli.release.automatic import check_automatic
from onestop_cli.release.conditions import judge_conditions
from onestop_cli.release.ends import judge_ends
from onestop_cli.release.faults import FileFault, find_places, name_choices, show_value
from onestop_cli.release.references import Documents, collect_names
from onestop_cli.release.schema import compare_with_schema

ServiceDocument = Mapping[str, Any]
CHOSEN = ("choice", "choices")


def check_plans(documents: Documents) -> Iterator[FileFault]:
    """Every task can happen and be done, and every case comes to an end at which somebody has done something."""
    kinds = _kinds_of_agencies(documents)
    districts = collect_names(documents, "district")
    services = dict(_sound_services(documents))
    yield from _check_rules(documents, services, kinds)
    yield from _check_circles(services)
    for file, service in services.items():
        yield from _check_choices(file, service)
        for pattern in ("plan[].tasks[]", "appeal.plan[].tasks[]"):
            for path, task in find_places(service, pattern):
                yield from _check_doer(file, path, task)
                yield from _check_agency(file, path, task, task["agency"], kinds)
        yield from check_automatic(file, service, documents)
        yield from judge_conditions(file, service, districts)
        yield from judge_ends(file, service, districts)


def _check_rules(
    documents: Documents, services: Mapping[str, ServiceDocument], kinds: Mapping[str, str]
) -> Iterator[FileFault]:
    # an agency that a rule puts in the place of another must be able to do the task just as the plan foresees it
    for path, rule in find_places(documents.get("routing.yaml"), "rules[]"):
        named = [f"services/{name}.yaml" for _, name in find_places(rule, "when.service[]")]
        for service in (services.get(file) for file in named or services):
            for _, task in find_places(service, "plan[].tasks[]"):
                for below, agency in find_places(rule, f"agency.{task['code']}"):
                    yield from _check_agency("routing.yaml", f"{path}.{below}", task, agency, kinds)


def check_penalties(documents: Documents) -> Iterator[FileFault]:
    """Only a contractor pays for being late."""
    for path, agency in find_places(documents.get("agencies.yaml"), "[]"):
        if isinstance(agency, dict) and "penalty" in agency and agency.get("kind") in ("department", "system"):
            wrong = f"a {agency['kind']} has no contract by which it could pay"
            yield FileFault("agencies.yaml", f"{path}.penalty", wrong, "a penalty for contractors only")


def _check_circles(services: Mapping[str, ServiceDocument]) -> Iterator[FileFault]:
    # no service opens itself again as a linked case, however many services are in between
    opened = {
        service["code"]: {code: path for path, code in find_places(service, "plan[].tasks[].service")}
        for service in services.values()
    }
    for code, links in opened.items():
        for other, path in links.items():
            way = _find_way(other, code, opened)
            if way:
                wrong = f"these services open one another in a circle: {' → '.join((code, *way))}"
                yield FileFault(f"services/{code}.yaml", path, wrong, "a service that does not lead back here")


def _find_way(start: str, end: str, opened: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    for way in ways:  # grows while it is read: the shortest way comes first
        if way[-1] == end:
            return way
        further = [code for code in opened.get(way[-1], {}) if code not in seen]
        seen.update(further)
        ways += [(*way, code) for code in further]
    return ()


def _check_choices(file: str, service: ServiceDocument) -> Iterator[FileFault]:
    for pattern in ("questions[]", "plan[].tasks[].results[]"):
        for path, field in find_places(service, pattern):
            if field["kind"] in CHOSEN and "choices" not in field:
                yield FileFault(file, f"{path}.choices", "it is missing", "what there is to choose from, at least two")
            if field["kind"] not in CHOSEN and "choices" in field:
                wrong = f"there is nothing to choose in a field of the kind {field['kind']}"
                yield FileFault(file, f"{path}.choices", wrong, "no choices, or the kind choice or choices")


def _check_doer(file: str, path: str, task: Mapping[str, Any]) -> Iterator[FileFault]:
    linked = task.get("done_by") == "service"
    if linked and "service" not in task:
        yield FileFault(
            file, f"{path}.service", "it is missing", "the service that is opened, as done_by: service says"
        )
    if not linked and "service" in task:
        yield FileFault(file, f"{path}.service", "no other service does this task", "no service, or done_by: service")
    if linked and task.get("results"):
        wrong = "nobody fills in the results of a linked case"
        yield FileFault(file, f"{path}.results", wrong, "no results, they are in the plan of that service")


def _check_agency(
    file: str, path: str, task: Mapping[str, Any], agency: Any, kinds: Mapping[str, str]
) -> Iterator[FileFault]:
    # `path` is the task in its plan, or the agency's place in a rule; the fault is where it can be put right
    kind, place = kinds.get(str(agency)), path if file == "routing.yaml" else f"{path}.agency"
    machine = task.get("done_by") == "machine"
    if kind and machine != (kind == "system"):
        wanted = [code for code, found in kinds.items() if (found == "system") == machine]
        who = "a machine does" if machine else "no machine does"
        wrong = f"{show_value(agency)} is a {kind}, but {who} the task {show_value(task['code'])}"
        yield FileFault(file, place, wrong, name_choices(agency, wanted))
    if kind == "contractor" and "sees" not in task:
        wrong = f"the task {show_value(task['code'])} does not say what the contractor {show_value(agency)} may see"
        right = "in the plan, a list of what the work needs, such as [description, place]"
        yield FileFault(file, place if file == "routing.yaml" else f"{path}.sees", wrong, right)


def _kinds_of_agencies(documents: Documents) -> dict[str, str]:
    agencies = [agency for _, agency in find_places(documents.get("agencies.yaml"), "[]") if isinstance(agency, dict)]
    return {str(agency.get("code")): str(agency.get("kind")) for agency in agencies}


def _sound_services(documents: Documents) -> Iterator[tuple[str, ServiceDocument]]:
    """The services of the right shape: what is wrong with the others, their schema has said so already."""
    for file in sorted(file for file in documents if file.startswith("services/")):
        document = documents[file]
        if document is not None and not compare_with_schema(file, document, "service", frozenset()):
            yield file, document
