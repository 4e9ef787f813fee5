"""The names of channels on pages that show figures."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import NC_, Phrase

CHANNELS: Mapping[str, Phrase] = {
    "web": NC_("figures", "Website"),
    "mobile": NC_("figures", "App"),
    "phone": NC_("figures", "Telephone"),
    "email": NC_("figures", "E-mail"),
    "sms": NC_("figures", "Text message"),
    "letter": NC_("figures", "Letter"),
    "fax": NC_("figures", "Fax"),
    "counter": NC_("figures", "Counter"),
    "kiosk": NC_("figures", "Kiosk"),
    "television": NC_("figures", "Television"),
    "chat": NC_("figures", "Chat"),
    "partner": NC_("figures", "Partners"),
    "open311": NC_("figures", "Open311"),
}
