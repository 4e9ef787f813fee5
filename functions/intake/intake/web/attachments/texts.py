"""The words of the pages on which a resident adds photos and documents."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.translation import N_, Phrase

KINDS_TAKEN: Phrase = N_("Photos, PDF or plain text, at most 20 MB each.")

ATTACH: Mapping[str, Phrase] = {
    "title": N_("Photos and documents of your case"),
    "lead": N_("A photo often tells more than words. Those who work on your case can see what you add."),
    "there": N_("What is there"),
    "nothing": N_("There is nothing yet."),
    "coming": N_("Thank you. We have your file and are looking at it. Load this page again in a minute to see it."),
    "kept": N_("Thank you. Your file was added."),
    "refused": N_("We could not add your file."),
    "asked": N_("We asked you something. A file alone does not answer it:"),
    "answer": N_("Answer us"),
    "add": N_("Add a photo or document"),
    "left": N_("You can add {left} more."),
    "taken": KINDS_TAKEN,
    "label": N_("What does it show?"),
    "hint": N_("A few words, such as “the hole in front of number 3”"),
    "send": N_("Go on and choose the file"),
    "full": N_("Your case has as many files as it can take, or you have tried very often. Please call us."),
    "closed": N_("This case is closed, so nothing can be added."),
}

UPLOAD: Mapping[str, Phrase] = {
    "title": N_("Choose a file"),
    "lead": N_(
        "We take out of a photo what the camera wrote into it. If it says where it was taken, "
        "we keep that for those who work on your case."
    ),
    "file": N_("Your file"),
    "taken": KINDS_TAKEN,
    "upload": N_("Send the file"),
    "minutes": N_(
        "You have 15 minutes. If you see a page of code, the file came too late or is larger than 100 MB: "
        "go back and try again."
    ),
    "cancel": N_("Back to the photos and documents"),
}
