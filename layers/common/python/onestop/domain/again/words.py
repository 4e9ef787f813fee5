"""Why two needs may be one, in words: for staff, and if residents may know it, for them."""

from __future__ import annotations

from onestop.domain.translation import N_, Phrase

AGAIN: dict[str, Phrase] = {
    "again": N_("It was told us before, in {words}."),
    "again_same_spot": N_("It is at the same spot."),
    "again_about_here": N_("It is about here."),
    "again_near": N_("It is {words} m away."),
    "again_same_day": N_("It was told us within a day."),
    "again_long_ago": N_("The other one was told us long before."),
    "again_same_text": N_("The words are the same."),
    "again_same_words": N_("Most of the words that tell it from others are the same."),
    "again_some_words": N_("Some of the words that tell it from others are the same."),
    "again_other_words": N_("The words are others."),
    "again_same_name": N_("The words give the same number, such as that of a pole or a plate."),
    "again_other_name": N_("The words give another number, such as that of a pole or a plate."),
    "again_same_photo": N_("The photo is the same."),
    "again_close_photo": N_("The photos look alike."),
}
