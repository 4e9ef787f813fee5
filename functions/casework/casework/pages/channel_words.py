"""How a need came, in words."""

from __future__ import annotations

from collections.abc import Mapping

from casework.pages.desk_request import DeskVisit
from onestop.domain.translation import N_, Phrase

# those that staff enter for somebody, in the order in which they are offered
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
    """A channel in words; its code where we have none."""
    words = ENTERED.get(channel) or OTHERS.get(channel)
    return visit.say(words) if words else channel
