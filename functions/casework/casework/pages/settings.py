"""Settings of a member of staff for themselves: the language of this session."""

from __future__ import annotations

from dataclasses import replace

from chalice.app import Response

from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to, own_path
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import spoken
from casework.pages.sign_in.find_session import change_session
from onestop.domain.errors import Fault, NotValid


@page("POST", "/desk/language", None)
def change_language(visit: DeskVisit) -> Response:
    """Shows the desk in another language from now on."""
    wanted = visit.form.text("language")
    if wanted not in spoken(visit):
        raise NotValid(Fault("language", "this is not a language of the desk", ", ".join(spoken(visit))))
    if visit.signed_in:
        change_session(visit.signed_in, replace(visit.signed_in.session, language=wanted))
    path, _, query = own_path(visit.form.text("next")).partition("?")
    return go_to(f"{path}{f'?{query}' if query else ''}")
