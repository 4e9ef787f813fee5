"""The default meaning of words of exports: of a status, a kept promise, a repeat, a channel."""

from __future__ import annotations

STATUSES = {
    "open": (
        "open", "new", "in progress", "in-progress", "pending", "assigned", "unassigned", "started", "submitted",
        "received", "acknowledged", "email sent", "on hold", "investigating", "scheduled", "reopened", "active",
        "in process", "forward", "ongoing", "open - dup", "unspecified", "draft", "under review", "dispatched",
    ),
    "closed": (
        "closed", "completed", "complete", "resolved", "done", "fixed", "archived", "finished", "referred out",
        "closed - testing", "referred", "closed - complete", "no action required", "transferred",
        "administratively closed",
    ),
    "cancelled": ("cancelled", "canceled", "withdrawn", "void", "voided", "invalid", "rejected", "cancel", "deleted"),
    "duplicate": (
        "duplicate", "duplicated", "closed - duplicate", "closed - dup", "duplicate (closed)", "closed (duplicate)",
        "completed - dup", "duplicate - closed", "merged", "completed - duplicate",
    ),
}  # fmt: skip
KEPT = {
    "kept": ("kept", "ontime", "on time", "on-time", "yes", "y", "true", "t", "1", "met", "within sla", "in time"),
    "missed": ("missed", "overdue", "late", "no", "n", "false", "f", "0", "breached", "past due", "outside sla"),
}
TRUE = {
    "yes": ("yes", "y", "true", "t", "1", "duplicate", "1.0", "x"),
    "no": ("no", "n", "false", "f", "0", "original", "0.0"),
}
CHANNELS = {
    "phone": ("phone", "phone call", "call", "constituent call", "voicemail", "telephone", "voice in", "call center"),
    "mobile": (
        "mobile", "mobile device", "mobile app", "citizens connect app", "city worker app", "app", "iphone", "android",
        "salesforce mobile app", "mobile/open311", "mobile application",
    ),
    "web": ("web", "internet", "self service", "online", "website", "web self service", "portal", "web form"),
    "email": ("email", "e-mail", "e mail"),
    "sms": ("sms", "text message", "text"),
    "letter": ("letter", "mail", "post"),
    "fax": ("fax",),
    "counter": (
        "counter", "walk-in", "walk in", "employee generated", "driver self report", "council's office", "mass entry",
        "in person", "staff",
    ),
    "chat": ("chat", "live chat"),
    "kiosk": ("kiosk",),
    "television": ("television",),
    "partner": ("partner", "other", "twitter", "social media", "facebook", "integrated agency", "other department"),
    "open311": ("open311", "spot-open311", "api"),
    "unknown": ("unknown", "unspecified"),
}  # fmt: skip


def by_word(table: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {word: ours for ours, words in table.items() for word in words}


# fields whose words must become one of ours; ours are words of themselves
MEANINGS = {
    "status": by_word(STATUSES),
    "on_time": by_word(KEPT),
    "duplicate": by_word(TRUE),
    "channel": by_word(CHANNELS),
}
