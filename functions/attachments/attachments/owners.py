"""Who a file is for: a case, or a question of an application that has no case yet. Files of both are checked in the
same way; where the result is kept, and which other reasons refuse a file, differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from attachments.results import SeenFile
from onestop.domain.cases.attachments import KINDS, Attachment
from onestop.storage.cases.attachments import attachments_of, note_outcome
from onestop.storage.cases.objects import DRAFTS


@dataclass(frozen=True, slots=True)
class Owner:
    """`there` are its files so far, `note` keeps the result of one, `refuses` says why it does not take a file that is
    fine in itself: a code of `cases.attachment_words` or of `forms.mistake_words`."""

    there: list[Attachment]
    note: Callable[[Attachment, datetime], None]
    refuses: Callable[[SeenFile], str | None]


def owner_of(reference: str, slot: str) -> Owner:
    """Finds what has awaited a file at this place. `slot` is the id that its upload form was signed for."""
    if reference.startswith(DRAFTS):
        return draft(reference.removeprefix(DRAFTS), slot)
    return Owner(attachments_of(reference), lambda each, at: note_outcome(reference, each, at), lambda _: None)


def draft(reference: str, slot: str) -> Owner:
    """A question of an application."""
    from onestop.domain.applications.files import LARGER, OTHER_KIND, DraftFile  # late: most files are of cases
    from onestop.storage.applications.draft_files import files_of, keep_file

    files = {each.attachment.id: each for each in files_of(reference)}
    asked = files.get(slot)
    if asked is None or asked.gone:
        return Owner([], lambda *_: None, lambda _: None)

    def note(attachment: Attachment, _: datetime) -> None:
        known = files.get(attachment.id)
        kept = known or DraftFile(
            question=asked.question, attachment=attachment, takes=asked.takes, most=asked.most
        )  # another file sent by the form of the same place
        keep_file(reference, replace(kept, attachment=attachment, came=False, gone=False))

    def refuses(seen: SeenFile) -> str | None:
        if KINDS[seen.media_type].name not in asked.takes:
            return OTHER_KIND
        return LARGER if len(seen.data) > asked.most else None

    return Owner([each.attachment for each in files.values()], note, refuses)
