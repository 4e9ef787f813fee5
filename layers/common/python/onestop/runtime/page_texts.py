"""The words that every page shares, and those of the pages that say that something went wrong."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.catalogue.catalogue import Texts

DEFAULT = "en"
LANGUAGE_NAMES: Mapping[str, str] = {"en": "English", "zh-Hans": "简体中文", "es": "Español"}

FRAME: Mapping[str, Texts] = {
    "skip": {"en": "Skip to the main content", "zh-Hans": "跳到主要内容", "es": "Saltar al contenido principal"},
    "language": {"en": "Language", "zh-Hans": "语言", "es": "Idioma"},
    "links": {"en": "Services", "zh-Hans": "服务", "es": "Servicios"},
    "report": {"en": "Tell us what you need", "zh-Hans": "提交诉求", "es": "Díganos qué necesita"},
    "follow": {"en": "Follow a case", "zh-Hans": "查询进度", "es": "Seguir un caso"},
    "developers": {"en": "For developers", "zh-Hans": "开发者接口", "es": "Para programadores"},
    "phone": {
        "en": "Would you rather talk to a person? Call us: {phone}",
        "zh-Hans": "需要人工服务？请拨打：{phone}",
        "es": "¿Prefiere hablar con una persona? Llámenos: {phone}",
    },
    "error": {"en": "Error: ", "zh-Hans": "错误：", "es": "Error: "},
    "problem": {"en": "There is a problem", "zh-Hans": "请修改以下内容", "es": "Hay un problema"},
    "call_now": {"en": "Call {number} now", "zh-Hans": "请立即拨打{number}", "es": "Llame ahora al {number}"},
    "not_sent": {
        "en": "We have not got your message yet. When you have called, you can send it below.",
        "zh-Hans": "您的内容尚未提交。拨打电话后，您可以在下方提交。",
        "es": "Todavía no recibimos su mensaje. Cuando haya llamado, puede enviarlo abajo.",
    },
    "optional": {"en": "(optional)", "zh-Hans": "（选填）", "es": "(opcional)"},
    "home": {"en": "Go to the front page", "zh-Hans": "返回首页", "es": "Ir a la página principal"},
    "number": {
        "en": "If you call us about this, mention this number: {number}",
        "zh-Hans": "如需来电反映此问题，请提供编号：{number}",
        "es": "Si nos llama por esto, mencione este número: {number}",
    },
}

# name -> title and text of the page that says so
ERRORS: Mapping[str, Mapping[str, Texts]] = {
    "not_found": {
        "title": {"en": "We cannot find this", "zh-Hans": "找不到您要的内容", "es": "No encontramos lo que busca"},
        "text": {
            "en": "There is nothing at this address. If you used a link that we sent you, make sure it is whole. "
            "If you typed a reference and a secret code, check both.",
            "zh-Hans": "该地址下没有内容。如果您使用的是我们发送的链接，请确认链接完整；"
            "如果您输入的是受理编号和查询码，请核对两者是否正确。",
            "es": "No hay nada en esta dirección. Si usó un enlace que le enviamos, revise que esté completo. "
            "Si escribió un número de referencia y un código secreto, revise los dos.",
        },
    },
    "not_valid": {
        "title": {
            "en": "We could not read what was sent",
            "zh-Hans": "无法读取提交的内容",
            "es": "No pudimos leer lo que se envió",
        },
        "text": {
            "en": "Go back to the form and send it again.",
            "zh-Hans": "请返回表单重新提交。",
            "es": "Vuelva al formulario y envíelo otra vez.",
        },
    },
    "too_large": {
        "title": {
            "en": "That is more than we can take at once",
            "zh-Hans": "提交的内容过长",
            "es": "Es más de lo que podemos recibir de una vez",
        },
        "text": {
            "en": "Go back and shorten what you wrote. Nothing was kept.",
            "zh-Hans": "请返回并缩短内容。本次提交未保存。",
            "es": "Vuelva atrás y acorte lo que escribió. No se guardó nada.",
        },
    },
    "too_many": {
        "title": {
            "en": "Too many requests from here",
            "zh-Hans": "来自此处的提交过多",
            "es": "Demasiadas solicitudes desde aquí",
        },
        "text": {
            "en": "More requests came from you, or from your network, within an hour than people send. "
            "Please try again in an hour, or call us.",
            "zh-Hans": "一小时内从您或您所在的网络提交的诉求超出了正常数量。请一小时后再试，或致电我们。",
            "es": "En una hora llegaron de usted, o de su red, más solicitudes de las que envían las personas. "
            "Inténtelo de nuevo dentro de una hora o llámenos.",
        },
    },
    "unavailable": {
        "title": {
            "en": "We cannot do this right now",
            "zh-Hans": "暂时无法办理",
            "es": "No podemos hacerlo en este momento",
        },
        "text": {
            "en": "Please try again in a few minutes. If you sent a form, send it once more: nothing is done twice.",
            "zh-Hans": "请过几分钟再试。如果您刚才提交了表单，可以再次提交，不会重复受理。",
            "es": "Inténtelo de nuevo en unos minutos. Si envió un formulario, envíelo otra vez: nada se repite.",
        },
    },
    "broken": {
        "title": {
            "en": "Something went wrong on our side",
            "zh-Hans": "我们的系统出了问题",
            "es": "Algo salió mal de nuestro lado",
        },
        "text": {
            "en": "It is not your fault, and it has been noted. Please try again later.",
            "zh-Hans": "这不是您的问题，系统已记录。请稍后再试。",
            "es": "No es culpa suya y ya quedó registrado. Inténtelo más tarde.",
        },
    },
}


def in_language(texts: Mapping[str, Texts], language: str) -> dict[str, str]:
    """A table of texts in one language."""
    return {name: words_in(text, language) for name, text in texts.items()}


def words_in(text: Texts, language: str) -> str:
    """One text in a language, or in English where we do not have it in that language."""
    return text.get(language) or text[DEFAULT]
