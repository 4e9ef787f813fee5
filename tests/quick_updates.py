"""moto's updates of rows without the work that nobody needs. It copies the tree of an update's expression and walks
through it ten times, for each row. Ours set fields to values, add to numbers and sets, and remove fields: that is done
at once. All else, and whatever may be wrong, is left to moto."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import moto.dynamodb.models as models
from moto.dynamodb.exceptions import ItemSizeTooLarge
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from moto.dynamodb.models.table import Table
from moto.dynamodb.parsing.expressions import UpdateExpressionParser

from tests.quick_rows import MOST_BYTES, size_of_fields

VALIDATOR, EXECUTOR = models.UpdateExpressionValidator, models.UpdateExpressionExecutor
PARSE = UpdateExpressionParser.make

NAME, VALUE = r"#?\w+", r":\w+"
SET, ADD = rf"{NAME}\s*=\s*{VALUE}", rf"{NAME}\s+{VALUE}"
PLAIN = re.compile(
    rf"\s*(?:SET\s+(?P<set>{SET}(?:\s*,\s*{SET})*)\s*)?"
    rf"(?:REMOVE\s+(?P<remove>{NAME}(?:\s*,\s*{NAME})*)\s*)?"
    rf"(?:ADD\s+(?P<add>{ADD}(?:\s*,\s*{ADD})*)\s*)?"
)
PAIR = re.compile(rf"({NAME})[\s=]+({VALUE})")

Action = tuple[str, str, str]  # set, remove or add; the name and the value, both as written in the expression


@dataclass(frozen=True, slots=True)
class Update:
    """The effect of an update on a row: what is removed from it, and what is put into it, worked out already."""

    removed: tuple[str, ...]
    put: Mapping[str, DynamoType]

    def validate(self) -> Update:
        return self

    def normalize(self) -> None:
        """There is no tree to be put in order."""


@dataclass(frozen=True, slots=True)
class Doing:
    """An update on its way to its row."""

    update: Update
    row: Item

    def execute(self) -> None:
        fields = {name: value for name, value in self.row.attrs.items() if name not in self.update.removed}
        fields.update(self.update.put)
        if size_of_fields(fields) > MOST_BYTES:  # moto adds up the whole row again with each field
            raise ItemSizeTooLarge
        self.row.attrs = LimitedSizeDict(fields)


def quicken_updates() -> None:
    """Lets moto take less time over updates."""
    UpdateExpressionParser.make = parse  # type: ignore[method-assign]
    models.UpdateExpressionValidator = understand  # type: ignore[assignment, misc]
    models.UpdateExpressionExecutor = carry_out  # type: ignore[assignment, misc]


@cache
def parse(expression: str) -> Any:
    """Expressions are few, and nobody changes their trees: moto copies them first."""
    tree = PARSE(expression)
    tree.plain = plain_actions(expression)
    return tree


def plain_actions(expression: str) -> tuple[Action, ...] | None:
    """Returns what an expression does, if it only sets, removes and adds."""
    found = PLAIN.fullmatch(expression)
    if not found or not any(found.groupdict().values()):
        return None
    pairs = [(verb, *pair) for verb in ("set", "add") for pair in PAIR.findall(found[verb] or "")]
    gone = [("remove", name, "") for name in re.findall(NAME, found["remove"] or "")]
    return (*pairs, *gone)


def understand(
    tree: Any, expression_attribute_names: Any, expression_attribute_values: Any, item: Item, table: Table
) -> Any:
    """The update that a tree means for a row; where it is not plain, or not surely right, moto looks at it."""
    names, values = expression_attribute_names or {}, expression_attribute_values or {}
    update = plain_update(tree.plain, names, values, item, table)
    return update or VALIDATOR(tree, expression_attribute_names, expression_attribute_values, item, table)


def carry_out(understood: Any, item: Item, expression_attribute_names: Any) -> Any:
    item.__dict__.pop("measured", None)  # a new row, which moto lays down before it fills it
    if isinstance(understood, Update):
        return Doing(understood, item)
    return EXECUTOR(understood, item, expression_attribute_names)


def plain_update(actions: tuple[Action, ...] | None, names: Any, values: Any, row: Item, table: Table) -> Update | None:
    """Returns the result of the actions, or None if one of them is not surely right."""
    if actions is None:
        return None
    keyed, removed, put = keyed_fields(table), [], {}
    for verb, token, placeholder in actions:
        name = names.get(token) if token.startswith("#") else token
        if name is None or name in put or name in removed or name in table.table_key_attrs:
            return None
        if verb == "remove":
            removed.append(name)
            continue
        said = values.get(placeholder)
        if said is None or (name in keyed and not said.get("S")):
            return None
        value = DynamoType(said) if verb == "set" else added(row.attrs.get(name), said)
        if value is None:
            return None
        put[name] = value
    return Update(tuple(removed), put)


def keyed_fields(table: Table) -> set[str]:
    """The fields that an index of a table is ordered by: they must be text, and not empty."""
    return {each["AttributeName"] for each in table.attr}


def added(before: DynamoType | None, said: dict[str, Any]) -> DynamoType | None:
    """A number or a set with more in it; None for what cannot be added to what is there."""
    ((kind, more),) = said.items()
    if kind not in ("N", "SS", "NS") or not more or (before is not None and before.type != kind):
        return None
    if kind == "N":
        return (before or DynamoType({"N": "0"})) + DynamoType(said)
    kept = before.value if before is not None else []
    return DynamoType({kind: [*kept, *dict.fromkeys(each for each in more if each not in kept)]})


def is_plain(table: Table, row: Item, wanted: Mapping[str, Any]) -> bool:
    """Returns whether an update puts new values into a row and changes none in place."""
    expression = wanted["update_expression"]
    names, values = wanted.get("expression_attribute_names") or {}, wanted.get("expression_attribute_values") or {}
    return bool(expression) and plain_update(parse(expression).plain, names, values, row, table) is not None


def renewed(row: Item) -> Item:
    """A row with the same values in it, for new ones to be laid into."""
    copied = Item.__new__(Item)
    copied.hash_key, copied.range_key, copied.attrs = row.hash_key, row.range_key, LimitedSizeDict(row.attrs)
    return copied
