"""The answer to a contact flow: a flat map of strings, always complete."""

from __future__ import annotations

from collections.abc import Mapping

from intake.incoming import Received

VoiceAnswer = dict[str, str]
# What the flow may keep for the whole call, in addition to what is about the caller
SPOKEN = ("ask_time", "ask_number", "ask_opinion", "transfer")
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "lookup": (
        *("outcome", "language", "open_cases", "newest_reference", "newest_status"),
        *("main_menu", "service_menu", "ask_case", "ask_score", *SPOKEN),
    ),
    "open": ("outcome", "say", "reference", "speech", "article", "article_version"),
    "helped": ("outcome", "say", "reference"),
    "status": ("outcome", "say", "reference"),
    "callback": ("outcome", "say", "reference"),
    "score": ("outcome", "say", "reference"),
    "opinion": ("outcome", "say", "reference"),
}


def answer_of(step: str, outcome: str, say: str = "", received: Received | None = None) -> VoiceAnswer:
    """An answer with all its parts, because a missing part would be spoken as nothing at all."""
    reference = (received.reference if received else None) or ""
    return dict.fromkeys(ANSWERS[step], "") | {"outcome": outcome, "say": say, "reference": reference}
