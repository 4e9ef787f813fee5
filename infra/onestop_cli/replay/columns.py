"""A column map: which column of an export holds what, as a person may write it in a YAML file.

Cities rename their columns from year to year ("SRNumber", "srnumber", "SR Number"): names are compared by their letters
and digits only, so one map knows every style.
"""

from __future__ import annotations

from pathlib import Path

import msgspec  # reads YAML into a checked type and says which field is wrong; the suite has it anyway
import yaml

from onestop.contracts.api import NeedChannel
from onestop_cli.problems import CannotContinue


class ColumnMap(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which columns of an export hold what.

    ``address`` names columns in order of preference. ``channels`` translates the export's words for a channel into
    ours; any other word means ``otherwise``. If ``received_by`` and ``done_by`` name different departments, the first
    transferred the request to the second, which is one of our ``agencies``; ``parent`` is the request that it repeats.
    ``opened`` and ``closed`` are times.
    """

    name: str
    id: str
    type: str
    detail: str | None = None
    latitude: str | None = None
    longitude: str | None = None
    address: tuple[str, ...] = ()
    language: str | None = None
    channel: str | None = None
    channels: dict[str, NeedChannel] = {}
    otherwise: NeedChannel = "web"
    received_by: str | None = None
    done_by: str | None = None
    agencies: dict[str, str] = {}
    parent: str | None = None
    opened: str | None = None
    closed: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that are read."""
        place = (self.latitude, self.longitude, *self.address)
        hands = (self.received_by, self.done_by, self.parent, self.opened, self.closed)
        named = (self.id, self.type, self.detail, *place, self.language, self.channel, *hands)
        return tuple(column for column in named if column)


def fold(column: str) -> str:
    """Return a column's name in the form in which it is compared."""
    return "".join(letter for letter in column.casefold() if letter.isalnum())


def read_map(path: Path) -> ColumnMap:
    """Read a person's own map; one that cannot be right is refused with the field and what would be right."""
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        return msgspec.convert({"name": path.stem, **told} if isinstance(told, dict) else told, ColumnMap)
    except (OSError, UnicodeDecodeError) as problem:
        raise CannotContinue(f"The column map {path} cannot be read: {problem}.") from problem
    except yaml.YAMLError as problem:
        raise CannotContinue(f"The column map {path} is not valid YAML.", tuple(str(problem).splitlines())) from problem
    except msgspec.ValidationError as problem:
        raise CannotContinue(f"The column map {path} is not right: {problem}.", EXAMPLE) from problem


EXAMPLE = (
    "A column map is YAML such as:",
    "  id: case_no           # the column with the request's number",
    "  type: category        # what was asked for, in words",
    "  detail: subcategory   # this and all that follows may be left out",
    "  latitude: lat",
    "  longitude: lon",
    "  address: [street, crossing]",
    "  language: language",
    "  channel: source",
    "  channels: {Telephone: phone, App: mobile}",
    "  otherwise: web",
    "  received_by: first_department  # where it differs from done_by, the task is handed on",
    "  done_by: department",
    "  agencies: {Department of Roads: streets}  # which of our agencies a department is",
    "  parent: repeats       # the number of the request that this one repeats",
    "  # opened: created_at  # when it came, and closed: closed_at: only `onestop again try` needs them",
)
