"""The words of the frame of the page for developers; the calls themselves are described in English."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, Phrase

DEVELOPERS: Mapping[str, Phrase] = {
    "title": N_("For developers"),
    "lead": N_(
        "Everything that these pages do, other programs can do too. Here is each call with what it takes, "
        "what it answers and an example."
    ),
    "whole": N_("The whole as an OpenAPI 3.1 document"),
    "events": N_("The events that agencies get, as an AsyncAPI 3 document"),
    "groups": N_("What there is"),
    "callers": N_("Who may call"),
    "caller_public": N_("anybody"),
    "caller_link": N_("whoever has the secret of the case"),
    "caller_resident": N_("who proved an address or number, with a token in Authorization"),
    "caller_staff": N_("staff, with a token in Authorization"),
    "caller_machine": N_("partners, with a key in x-api-key"),
    "parameters": N_("Parameters"),
    "body": N_("Body"),
    "required": N_("(required)"),
    "example": N_("Example"),
    "answers": N_("Answers"),
}
