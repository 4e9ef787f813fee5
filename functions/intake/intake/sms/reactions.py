"""Reactions of telephones to a message of ours, which arrive as a text that quotes it: no words of anybody."""

from __future__ import annotations

import re

QUOTED = r"[“\"«「『][^“”\"»」』]+[”\"»」』]"
SIGN = r"[\u2190-\u2bff\U0001f000-\U0001faff]"
LEADS = "|".join(
    (
        r"(?:liked|loved|disliked|laughed at|emphasi[sz]ed|questioned)",
        r"(?:reacted|replied) \S{1,12} to|reacted to|removed (?:a|an|the) [\w ]{3,20} (?:from|to)",
        r"(?:no )?(?:le|te) (?:gust[óo]|ha gustado|encant[óo]|ha encantado|dio risa|ha hecho gracia)(?: a)?",
        r"(?:enfatiz[óo]|destac[óo]|cuestion[óo]|reaccion[óo] con \S{1,12} (?:a|en))",
        r"(?:喜欢|不喜欢|爱|大笑|强调|疑问|赞|踩)了?",
        rf"{SIGN}{{1,12}}\s*\w{{0,3}}",  # an emoji, and a word such as "to" in any language
    )
)
REACTION = re.compile(rf"\s*(?:{LEADS})\s*(?:{QUOTED}|an image|a movie|an attachment|una imagen)\s*", re.I | re.S)
UNSEEN = re.compile(r"[\u200b-\u200f\u2060\ufeff\ufe0f]")


def is_reaction(text: str) -> bool:
    """Tells whether a text is only a reaction: "Liked “Your request is done.”"."""
    return REACTION.fullmatch(UNSEEN.sub("", text)) is not None
