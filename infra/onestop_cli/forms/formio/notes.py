"""What a form of form.io does that ours does not: noted for the person who converts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onestop_cli.forms.formio.conditions import FormioPart


@dataclass(slots=True)
class Notes:
    """What is left to do by hand, and what a component may need to know about the others."""

    known: Mapping[str, FormioPart] = field(default_factory=dict)  # all components by their keys
    said: list[str] = field(default_factory=list)

    def tell(self, each: FormioPart, words: str) -> None:
        note = f"{each.get('key') or each.get('label')}: {words}"
        if note not in self.said:
            self.said.append(note)
