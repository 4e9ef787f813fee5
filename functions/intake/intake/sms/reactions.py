"""What a telephone sends by itself: a reaction to a message of ours, which quotes it, and that its owner is driving. It
is nobody's words, and a case opened for it would have us answer, and the telephone again."""

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
AUTOMATIC = re.compile(
    r"\W*(?:auto(?:matic)?[- ]?(?:reply|response)|respuesta autom[aá]tica|自动回复|自動回覆)\W.*"
    r"|i['’]m driving (?:with (?:do not disturb while driving|(?:driving )?focus) turned on\b.*|right now\W*)"
    r"|\W*i['’]m not receiving notifications\. if this is urgent\b.*"
    r"|estoy (?:conduciendo|manejando)(?: en este momento)?\W*",
    re.I | re.S,
)


def is_reaction(text: str) -> bool:
    """Tells whether a text is only a reaction: "Liked “Your request is done.”"."""
    return REACTION.fullmatch(UNSEEN.sub("", text)) is not None


def is_automatic(text: str) -> bool:
    """Tells whether a telephone says by itself that nobody reads now."""
    return AUTOMATIC.fullmatch(text) is not None
