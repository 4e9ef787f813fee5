"""An event of a case as it comes from our queue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

EventMessage = Mapping[str, Any]  # its fields: docs/events.md
