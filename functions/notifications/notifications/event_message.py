"""An event of a case as it comes out of our queue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

EventMessage = Mapping[str, Any]  # what is in it: docs/events.md
