"""When a component of form.io is shown, as one of our conditions. Conditions written in JavaScript are not
converted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from onestop.domain.forms.logic import FormRule

FormioPart = Mapping[str, Any]
NAME = re.compile(r"[^A-Za-z0-9_-]")
BOXES, NUMBERS = ("selectboxes",), ("number", "currency")
COMPARED = {
    "lessThan": "<",
    "lessThanOrEqual": "<=",
    "greaterThan": ">",
    "greaterThanOrEqual": ">=",
}


def path_of_key(key: str) -> str:
    """Returns the path of the answer to a component, by its key."""
    return ".".join(NAME.sub("-", step) for step in key.split("."))


def condition_of(each: FormioPart, known: Mapping[str, FormioPart], around: str = "") -> tuple[FormRule, str]:
    """Returns when a component is shown, and what of that is left to do by hand. `known` are all components by their
    keys; `around` is the key of the list whose entries contain it."""
    given = each.get("conditional") or {}
    left = "when it is shown is a script, and is written anew, as when" if each.get("customConditional") else ""
    if not isinstance(given, Mapping):
        return None, left
    if given.get("json"):
        return strict(given["json"], around), left
    if isinstance(given.get("conditions"), list) and given["conditions"]:
        rule, strange = _several(given, known, around)
        return rule, left or strange
    if not given.get("when") or given.get("show") in (None, ""):
        return None, left
    same = _holds(str(given["when"]), "isEqual", given.get("eq"), known, around)
    return (same if is_shown(given) else {"!": same}), left


def is_shown(given: FormioPart) -> bool:
    return str(given.get("show", True)).lower() != "false"


def _several(given: FormioPart, known: Mapping[str, FormioPart], around: str) -> tuple[FormRule, str]:
    """The conditions of newer versions: some or all of a list."""
    rules = []
    for one in given["conditions"]:
        rule = _holds(str(one.get("component", "")), str(one.get("operator")), one.get("value"), known, around)
        if rule is None:
            return None, f"what {one.get('operator')} means is written anew, as when"
        rules.append(rule)
    joined = rules[0] if len(rules) == 1 else {"or" if given.get("conjunction") == "any" else "and": rules}
    return (joined if is_shown(given) else {"!": joined}), ""


def _holds(key: str, operator: str, value: Any, known: Mapping[str, FormioPart], around: str) -> FormRule:
    component = known.get(key) or known.get(key.rpartition(".")[2]) or {}
    var = {"var": name_in(key, around)}
    meant = value_of(value, component)
    several = component.get("type") in BOXES or (component.get("multiple") and component.get("type") == "select")
    equal = {"in": [meant, var]} if several else {"===": [var, meant]}
    rules: Mapping[str, Callable[[], FormRule]] = {
        "isEqual": lambda: equal,
        "isNotEqual": lambda: {"!": equal},
        "isEmpty": lambda: {"===": [var, None]},  # 0 and "no" are answers
        "isNotEmpty": lambda: {"!==": [var, None]},
        "includes": lambda: {"in": [meant, var]},
        "notIncludes": lambda: {"!": {"in": [meant, var]}},
    }
    if operator in COMPARED:
        return {COMPARED[operator]: [var, meant]}
    return rules[operator]() if operator in rules else None


def name_in(key: str, around: str) -> str:
    """Returns how a condition names an answer: as `item` if it is in the same entry."""
    key = key.removeprefix("data.")
    if around and (key.startswith(f"{around}.") or key.startswith("row.")):
        return f"item.{path_of_key(key.removeprefix('row.').removeprefix(f'{around}.'))}"
    return path_of_key(key)


def value_of(value: Any, component: FormioPart) -> Any:
    """A value as the answers have it: they write all of them as text."""
    if component.get("type") == "checkbox" or str(value).lower() in ("true", "false"):
        return {"true": True, "false": False}.get(str(value).lower(), value)
    if component.get("type") in NUMBERS and isinstance(value, str):
        try:
            return int(value) if value.lstrip("-").isdecimal() else float(value)
        except ValueError:
            return value
    offered = [one.get("value") for one in component.get("values") or [] if isinstance(one, Mapping)]
    return next((each for each in offered if str(each) == str(value)), value)


def strict(rule: Any, around: str = "") -> Any:
    """Rules of others with == in them, which turns kinds into one another, as rules of ours."""
    if isinstance(rule, list):
        return [strict(each, around) for each in rule]
    if not isinstance(rule, dict):
        return rule
    if isinstance(rule.get("var"), str):
        return {"var": name_in(rule["var"], around)} if rule["var"] else rule
    return {{"==": "===", "!=": "!=="}.get(name, name): strict(part, around) for name, part in rule.items()}


def both(one: FormRule, other: FormRule) -> FormRule:
    """Returns a condition that holds if both do; an absent one is left out."""
    if one is None or other is None:
        return other if one is None else one
    return {"and": [one, other]}


def drop_what_comes_later(pages: Iterable[dict[str, Any]], tell: Callable[[FormioPart, str], None]) -> None:
    """Takes away conditions that look at what is asked after them, or never: here what is asked is known by then."""
    asked: set[str] = set()

    def check(place: dict[str, Any], inside: Iterable[str] = ()) -> None:
        names = {each.split(".")[0] for each in names_in_rule(place.get("when"))}
        if not names <= {*asked, *inside}:
            del place["when"]
            name = {"key": place.get("at", place.get("code"))}
            tell(name, "its condition looks at what is asked later: write when anew")

    for page in pages:
        check(page)
        for each in page["fields"]:
            check(each)
            for inner in each.get("fields", ()):
                check(inner, ("item",))
            asked.add(each["at"].split(".")[0])


def names_in_rule(rule: Any) -> Iterator[str]:
    if isinstance(rule, list):
        for each in rule:
            yield from names_in_rule(each)
    elif isinstance(rule, Mapping):
        if isinstance(rule.get("var"), str) and rule["var"]:
            yield rule["var"]
        for each in rule.values():
            yield from names_in_rule(each)
