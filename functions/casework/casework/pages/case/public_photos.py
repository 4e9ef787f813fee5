"""Staff publish a photo of a case in public lists, or take it back. The button is next to the picture, so that they
have looked at it."""

from __future__ import annotations

from collections.abc import Mapping

from chalice.app import Response

from casework.acts.attachments import seen_of, visible
from casework.acts.carry_out import check_may_act
from casework.pages.acts.offers import act_of
from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to
from casework.pages.desk_request import DeskVisit
from onestop.domain.cases.attachments import KINDS
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.change import Change
from onestop.domain.cases.photos import show_photo
from onestop.domain.errors import NotFound
from onestop.domain.translation import N_, Phrase
from onestop.storage.cases.open_and_change import change_case
from onestop.storage.once import Once

KEY_LENGTH = 64
SAID: Mapping[bool, Phrase] = {
    True: N_("Anybody may see this photo: {name}"),
    False: N_("The public does not see this photo any more: {name}"),
}


@page("POST", "/desk/cases/{reference}/attachments/{attachment}/public", "publish_photo")
def publish_photo(visit: DeskVisit, reference: str, attachment: str) -> Response:
    """Publishes a photo, or takes it back; a case shows one at most."""
    whole, sight = seen_of(visit.staff, reference, visit.offer, visit.at)
    check_may_act(sight)
    known = whole.file.case.reference
    photos = [each for each in visible(whole, visit.staff, sight) if each.kept and KINDS[each.media_type or ""].shown]
    photo = next((each for each in photos if each.id == attachment), None)
    if photo is None:
        raise NotFound("There is no such photo.", "attachment")
    shows = visit.form.text("public") == "yes"
    words = visit.say(SAID[shows]).format(name=photo.name or photo.id)

    def decide(file: CaseFile) -> Change | None:
        if not shows and file.case.photo != photo.id:
            return None
        return show_photo(file, act_of(visit), photo.id if shows else None, words)

    key = f"photo:{visit.staff.id}:{known}:{photo.id}:{visit.form.text('key')[:KEY_LENGTH]}"
    change_case(known, decide, lambda file: Once(key=f"{key}:{file.case.version}"))
    return go_to(f"/desk/cases/{known}", done="photo")
