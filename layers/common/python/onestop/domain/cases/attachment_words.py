"""The words about attachments, in each language we ship: what became of one, and what staff should know about one."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.cases.attachments import AttachmentStatus
from onestop.domain.translation import N_, Phrase

STATUS_WORDS: Mapping[AttachmentStatus, Phrase] = {
    AttachmentStatus.EXPECTED: N_("Not here yet"),
    AttachmentStatus.KEPT: N_("Added"),
    AttachmentStatus.REFUSED: N_("Not added"),
}

KIND_WORDS: Mapping[str, Phrase] = {
    "photo": N_("Photo"),
    "document": N_("Document"),
    "text": N_("Text"),
    "file": N_("File"),
}

REFUSALS: Mapping[str, Phrase] = {
    "empty": N_("The file is empty."),
    "too_large": N_("The file is larger than 20 MB. Please make it smaller, or send it in parts."),
    "too_many_pixels": N_("The picture has more pixels than we can take. Please save it smaller."),
    "too_many_pages": N_("The scan has more than 30 pages. Please save it as PDF."),
    "kind": N_("We cannot take this kind of file. Photos, PDF and plain text are fine."),
    "office": N_("We cannot take office documents because they may carry programs. Please save it as PDF."),
    "broken": N_("The file is broken or not complete. Please try to add it again."),
    "starts_programs": N_("The document tries to start a program. Please print it to a new PDF."),
    "too_many": N_("The case has as many files as it can take."),
    "missing": N_("The file did not arrive. Please add it again."),
    "reaches_out": N_("The document opens other documents, or sends what is filled in. Please print it to a new PDF."),
    "malware": N_("A virus scanner warns of this file, so we did not keep it. Please have your device checked."),
}

# for staff, before they open it
WARNINGS: Mapping[str, Phrase] = {
    "script": N_("This document contains scripts. Open it in a browser, not in an editor."),
    "files": N_("This document carries other files inside, which nobody has looked at."),
    "unseen": N_("This document is locked or packed so that nobody could look at all of it."),
    "more_frames": N_("Only the first picture of an animation was kept."),
}
