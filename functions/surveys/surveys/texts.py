"""The words of the survey pages; the questions themselves are in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.catalogue.catalogue import Texts

SURVEY: Mapping[str, Texts] = {
    "reference": {"en": "Your case: {reference}", "zh-Hans": "您的事项：{reference}", "es": "Su caso: {reference}"},
    "send": {"en": "Send my answers", "zh-Hans": "提交评价", "es": "Enviar mis respuestas"},
    "missing_scale": {"en": "Choose an answer.", "zh-Hans": "请选择一个答案。", "es": "Elija una respuesta."},
    "wrong_scale": {
        "en": "Choose one of the five answers.",
        "zh-Hans": "请从五个选项中选择一个。",
        "es": "Elija una de las cinco respuestas.",
    },
    "missing_text": {"en": "Write an answer.", "zh-Hans": "请填写此项。", "es": "Escriba una respuesta."},
    "wrong_text": {
        "en": "Shorten your answer to 4,000 characters or less.",
        "zh-Hans": "回答请不要超过 4000 个字。",
        "es": "Acorte su respuesta a 4000 caracteres o menos.",
    },
}

# what the page says when there is nothing to fill in: title and text
MESSAGES: Mapping[str, Mapping[str, Texts]] = {
    "thanks": {
        "title": {"en": "Thank you", "zh-Hans": "感谢您的评价", "es": "Gracias"},
        "text": {
            "en": "You may close this page now.",
            "zh-Hans": "您现在可以关闭本页面。",
            "es": "Ya puede cerrar esta página.",
        },
    },
    "answered": {
        "title": {
            "en": "You have answered this survey",
            "zh-Hans": "您已评价过",
            "es": "Ya respondió esta encuesta",
        },
        "text": {
            "en": "Each case is asked about once, and we have your answers. Thank you.",
            "zh-Hans": "每个事项只需评价一次，我们已收到您的评价，谢谢。",
            "es": "Preguntamos una sola vez por cada caso y ya tenemos sus respuestas. Gracias.",
        },
    },
    "early": {
        "title": {
            "en": "It is too early for this survey",
            "zh-Hans": "暂时还不能评价",
            "es": "Todavía es pronto para esta encuesta",
        },
        "text": {
            "en": "We are still working on your case, and ask you when the work is done.",
            "zh-Hans": "您的事项仍在办理中，办结后我们会邀请您评价。",
            "es": "Seguimos trabajando en su caso. Le preguntaremos cuando el trabajo esté hecho.",
        },
    },
    "closed": {
        "title": {"en": "This survey has closed", "zh-Hans": "评价已截止", "es": "Esta encuesta ya cerró"},
        "text": {
            "en": "The time to answer has passed. If something is still wrong, tell us what you need.",
            "zh-Hans": "评价时间已过。如果问题仍未解决，请重新提交诉求。",
            "es": "El plazo para responder ya pasó. Si algo sigue mal, díganos qué necesita.",
        },
    },
}
