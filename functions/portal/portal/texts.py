"""The words of the front door and of the pages of a case."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.catalogue.catalogue import Texts
from portal.attached_texts import ATTACHED
from portal.dialogue_texts import DIALOGUE

FRONT: Mapping[str, Texts] = {
    "title": {"en": "What do you need?", "zh-Hans": "您需要什么帮助？", "es": "¿Qué necesita?"},
    "lead": {
        "en": "One door to every department. Tell us what is wrong or what you need, follow what we do about it, "
        "and tell us how it went.",
        "zh-Hans": "一个入口，联通所有部门。告诉我们您遇到的问题或需求，随时查看办理进度，并对办理结果作出评价。",
        "es": "Una sola puerta para todas las oficinas. Díganos qué pasa o qué necesita, siga lo que hacemos "
        "y cuéntenos cómo le fue.",
    },
    "services": {"en": "What we can do for you", "zh-Hans": "我们提供的服务", "es": "Lo que podemos hacer por usted"},
    "services_lead": {
        "en": "Choose a service, or simply describe what you need: we find out who can help.",
        "zh-Hans": "请选择一项服务，或直接描述您的需求，我们会转交给负责的部门。",
        "es": "Elija un servicio o simplemente describa lo que necesita: averiguamos quién puede ayudarle.",
    },
}

FOLLOW: Mapping[str, Texts] = {
    "follow_title": {"en": "Follow a case", "zh-Hans": "查询办理进度", "es": "Seguir un caso"},
    "follow_lead": {
        "en": "You find the reference and the secret code on the page that you saw after sending your request, "
        "and the link in our messages leads straight there.",
        "zh-Hans": "提交诉求后的页面上有受理编号和查询码。您也可以直接打开我们发送给您的链接。",
        "es": "El número de referencia y el código secreto están en la página que vio al enviar su solicitud. "
        "El enlace de nuestros mensajes también le lleva directo a su caso.",
    },
    "reference": {"en": "Reference", "zh-Hans": "受理编号", "es": "Número de referencia"},
    "reference_hint": {
        "en": "Thirteen letters and digits, such as 7KQ2-M4TX-9BWD-D",
        "zh-Hans": "共 13 位字母和数字，例如 7KQ2-M4TX-9BWD-D",
        "es": "Trece letras y números, como 7KQ2-M4TX-9BWD-D",
    },
    "secret": {"en": "Secret code", "zh-Hans": "查询码", "es": "Código secreto"},
    "show": {"en": "Show the case", "zh-Hans": "查询", "es": "Ver el caso"},
    "wrong_reference": {
        "en": "Check the reference: it has thirteen letters and digits, and at least one of them is not right",
        "zh-Hans": "请核对受理编号：应为 13 位字母和数字，当前输入有误",
        "es": "Revise el número de referencia: tiene trece letras y números, y al menos uno no es correcto",
    },
    "wrong_secret": {
        "en": "There is no case with this reference and secret code: check both",
        "zh-Hans": "没有与该受理编号和查询码相符的事项，请核对两者",
        "es": "No hay ningún caso con este número de referencia y código secreto: revise los dos",
    },
    "retired_secret": {
        "en": "This secret code was replaced to keep your case safe. Each new message of ours has the new link; to get "
        "it at once, call us, or answer a message of ours and ask for it",
        "zh-Hans": "为保障您的事项安全，此查询码已更换。今后每条消息都会附上新链接；如需立即获取，"
        "请致电我们，或回复我们发送的任一消息索取",
        "es": "Este código secreto fue reemplazado para proteger su caso. Cada mensaje nuevo nuestro trae el enlace "
        "nuevo; para tenerlo ya, llámenos o responda a un mensaje nuestro y pídalo",
    },
}

CASE: Mapping[str, Texts] = {
    "your_request": {"en": "Your request", "zh-Hans": "您的诉求", "es": "Su solicitud"},
    "reference": FOLLOW["reference"],
    "status": {"en": "Where it stands", "zh-Hans": "当前状态", "es": "Cómo va"},
    "opened": {"en": "Received on", "zh-Hans": "受理时间", "es": "Recibida el"},
    "due": {"en": "We plan to be done by", "zh-Hans": "预计办结日期", "es": "Esperamos terminar a más tardar el"},
    "not_due": {
        "en": "We tell you as soon as we know",
        "zh-Hans": "确定后会尽快告知您",
        "es": "Le avisaremos en cuanto lo sepamos",
    },
    "reasons": {"en": "Why it went this way", "zh-Hans": "这样安排的原因", "es": "Por qué se decidió así"},
    "timeline": {"en": "What happened so far", "zh-Hans": "办理过程", "es": "Qué ha pasado hasta ahora"},
    "newest": {"en": "Newest first", "zh-Hans": "最新的在最前面", "es": "Lo más reciente primero"},
    "survey": {"en": "Tell us how it went", "zh-Hans": "评价本次服务", "es": "Cuéntenos cómo le fue"},
    "survey_lead": {
        "en": "The work is done. A few short questions help us to do better.",
        "zh-Hans": "事项已办结。请花一点时间评价，帮助我们改进。",
        "es": "El trabajo está hecho. Unas preguntas cortas nos ayudan a mejorar.",
    },
    "private": {
        "en": "The address of this page opens your case: keep it to yourself.",
        "zh-Hans": "任何人持有本页网址都可以查看您的事项，请勿转发。",
        "es": "Con la dirección de esta página se puede ver su caso: no la comparta.",
    },
    **DIALOGUE,
    **ATTACHED,
}
