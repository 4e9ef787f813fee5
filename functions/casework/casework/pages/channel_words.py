"""The names of the channels by which needs come: as a name ("e-mail"), and as a phrase ("by e-mail")."""

from __future__ import annotations

from collections.abc import Mapping

from casework.pages.desk_request import DeskVisit
from onestop.domain.translation import N_, NC_, Phrase

# short names, in lists and next to messages; names in figures are in `onestop.runtime.channel_names`
CHANNEL_NAMES: Mapping[str, Phrase] = {
    "web": NC_("channel", "Web"),
    "mobile": NC_("channel", "App"),
    "phone": NC_("channel", "Telephone"),
    "email": NC_("channel", "Email"),
    "sms": NC_("channel", "Text message"),
    "letter": NC_("channel", "Letter"),
    "fax": NC_("channel", "Fax"),
    "counter": NC_("channel", "Counter"),
    "kiosk": NC_("channel", "Kiosk"),
    "television": NC_("channel", "Television"),
    "chat": NC_("channel", "Chat"),
    "partner": NC_("channel", "Partner"),
    "open311": NC_("channel", "Open311"),
}

# channels that staff choose when they enter a case for somebody, in the order in which they are offered
ENTERED: Mapping[str, Phrase] = {
    "phone": N_("By telephone"),
    "counter": N_("In person"),
    "letter": N_("By letter"),
    "fax": N_("By fax"),
    "email": N_("By e-mail"),
    "sms": N_("By text message"),
}
OTHERS: Mapping[str, Phrase] = {
    "web": N_("On our page"),
    "mobile": N_("By app"),
    "kiosk": N_("At a kiosk"),
    "television": N_("By television"),
    "chat": N_("By chat"),
    "partner": N_("Through a partner"),
    "open311": N_("Through Open311"),
}


def say_channel(channel: str, visit: DeskVisit) -> str:
    """Returns a channel in words; its code if there are none."""
    words = ENTERED.get(channel) or OTHERS.get(channel)
    return visit.say(words) if words else channel
