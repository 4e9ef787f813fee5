"""The words around every page of the desk."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, NC_, Phrase

DESK_FRAME: Mapping[str, Phrase] = {
    "desk": N_("Staff desk"),
    "pages": N_("Pages of the desk"),
    "sign_out": N_("Sign out"),
    "to_inbox": N_("Go to where you began"),
    "standing_in": N_("You stand in for {name}: see the tasks"),
    "keys_name": N_("Keys"),
    "keys_title": N_("What keys do"),
    "keys_lead": N_("Keys work outside of fields. Nothing needs them."),
    "keys_off": N_("Switch keys off on this device"),
    "keys_on": N_("Switch keys on again"),
    "key_help": N_("Show this list"),
    "key_search": N_("Search"),
    "key_down": N_("The next in the list"),
    "key_up": N_("The one before"),
    "key_open": N_("Open what is chosen"),
    "key_go": N_("Go to: {page}"),
    "close": NC_("a window", "Close"),
    "send": NC_("a form", "Send"),
}
