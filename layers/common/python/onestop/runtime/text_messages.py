"""How SNS is to treat our text messages: its default is that of advertisements, which carriers deliver last, and some
not at all by night or to numbers that want none."""

from __future__ import annotations

from typing import Any

EXPECTED: dict[str, Any] = {"AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"}}
