"""The words of the frame of the page for developers; the calls themselves are described in English."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.catalogue.catalogue import Texts

DEVELOPERS: Mapping[str, Texts] = {
    "title": {"en": "For developers", "zh-Hans": "开发者接口", "es": "Para programadores"},
    "lead": {
        "en": "Everything that these pages do, other programs can do too. Here is each call with what it takes, "
        "what it answers and an example.",
        "zh-Hans": "本网站的全部功能均可由其他程序调用。以下列出每个接口的参数、返回内容和示例（英文）。",
        "es": "Todo lo que hacen estas páginas también lo pueden hacer otros programas. Aquí está cada llamada, en "
        "inglés, con lo que recibe, lo que responde y un ejemplo.",
    },
    "whole": {
        "en": "The whole as an OpenAPI 3.1 document",
        "zh-Hans": "完整的 OpenAPI 3.1 文档",
        "es": "Todo en un documento OpenAPI 3.1",
    },
    "groups": {"en": "What there is", "zh-Hans": "接口分类", "es": "Qué hay"},
    "callers": {"en": "Who may call", "zh-Hans": "调用权限", "es": "Quién puede llamar"},
    "caller_public": {"en": "anybody", "zh-Hans": "任何人", "es": "cualquiera"},
    "caller_link": {
        "en": "whoever has the secret of the case",
        "zh-Hans": "持有该事项查询码的人",
        "es": "quien tenga el código secreto del caso",
    },
    "caller_staff": {
        "en": "staff, with a token in Authorization",
        "zh-Hans": "工作人员（在 Authorization 中携带令牌）",
        "es": "el personal, con un token en Authorization",
    },
    "caller_machine": {
        "en": "partners, with a key in x-api-key",
        "zh-Hans": "合作方（在 x-api-key 中携带密钥）",
        "es": "las organizaciones asociadas, con una clave en x-api-key",
    },
    "parameters": {"en": "Parameters", "zh-Hans": "参数", "es": "Parámetros"},
    "body": {"en": "Body", "zh-Hans": "请求内容", "es": "Cuerpo"},
    "required": {"en": "(required)", "zh-Hans": "（必填）", "es": "(obligatorio)"},
    "example": {"en": "Example", "zh-Hans": "示例", "es": "Ejemplo"},
    "answers": {"en": "Answers", "zh-Hans": "返回内容", "es": "Respuestas"},
}
