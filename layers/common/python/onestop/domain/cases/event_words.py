"""The words for where a case is and what happened to it, in each language we ship."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop.domain.cases.lifecycle import Status
from onestop.domain.catalogue.catalogue import Catalogue, Texts

STATUS_WORDS: dict[Status, Texts] = {
    Status.OPEN: {"en": "Received", "zh-Hans": "已收到", "es": "Recibido"},
    Status.TRIAGE: {"en": "Being reviewed", "zh-Hans": "人工审核中", "es": "En revisión"},
    Status.IN_PROGRESS: {"en": "In progress", "zh-Hans": "办理中", "es": "En curso"},
    Status.RESOLVED: {"en": "Done", "zh-Hans": "已办结", "es": "Resuelto"},
    Status.CLOSED: {"en": "Closed", "zh-Hans": "已关闭", "es": "Cerrado"},
}

WAITING_WORDS: Texts = {
    "en": "Waiting for your answer",
    "zh-Hans": "等待您的答复",
    "es": "Esperamos su respuesta",
}

NEXT_WORDS: Texts = {
    "en": "We find out who can help, and tell you as soon as somebody is working on it.",
    "zh-Hans": "我们会确定由哪个部门办理，并在开始办理后第一时间告诉您。",
    "es": "Buscamos quién puede ayudarle y le avisamos en cuanto alguien empiece a trabajar en ello.",
}

# What is not listed is internal: residents are told what concerns them, not how our machinery turns.
EVENT_WORDS: dict[str, Texts] = {
    "case.opened": {
        "en": "We received your request.",
        "zh-Hans": "我们已收到您的诉求。",
        "es": "Recibimos su solicitud.",
    },
    "case.routed": {
        "en": "Your request was passed to: {agencies}.",
        "zh-Hans": "您的诉求已转交：{agencies}。",
        "es": "Su solicitud pasó a: {agencies}.",
    },
    "case.triaged": {
        "en": "A member of our staff is looking at your request.",
        "zh-Hans": "工作人员正在查看您的诉求。",
        "es": "Una persona de nuestro equipo está revisando su solicitud.",
    },
    "task.opened": {
        "en": "{agency} is working on it.",
        "zh-Hans": "{agency}正在办理。",
        "es": "{agency} está trabajando en ello.",
    },
    "task.completed": {
        "en": "{agency} has finished its part.",
        "zh-Hans": "{agency}已完成其负责的部分。",
        "es": "{agency} terminó su parte.",
    },
    "task.declined": {
        "en": "{agency} could not take this on; we are finding who can.",
        "zh-Hans": "{agency}无法承办，我们正在另行安排。",
        "es": "{agency} no pudo encargarse; estamos buscando quién puede.",
    },
    "case.resolved": {"en": "The work is done.", "zh-Hans": "事项已办结。", "es": "El trabajo está hecho."},
    "survey.invited": {
        "en": "We asked you how it went.",
        "zh-Hans": "我们邀请您评价本次服务。",
        "es": "Le preguntamos cómo le fue.",
    },
    "survey.answered": {
        "en": "You told us how it went. Thank you.",
        "zh-Hans": "您已完成评价，谢谢。",
        "es": "Usted nos contó cómo le fue. Gracias.",
    },
    "resident.asked": {
        "en": "We need something from you to go on.",
        "zh-Hans": "需要您补充信息后才能继续办理。",
        "es": "Necesitamos algo de usted para seguir.",
    },
    "resident.reminded": {
        "en": "We reminded you that we wait for your answer.",
        "zh-Hans": "我们再次提醒您：正在等待您的答复。",
        "es": "Le recordamos que esperamos su respuesta.",
    },
    "contact.received": {
        "en": "You told us something more.",
        "zh-Hans": "我们收到了您补充的信息。",
        "es": "Usted nos contó algo más.",
    },
    "contact.confirmed": {
        "en": "You confirmed that a message is from you.",
        "zh-Hans": "您已确认一条留言由您本人发送。",
        "es": "Usted confirmó que un mensaje es suyo.",
    },
    "contact.sent": {"en": "We wrote to you.", "zh-Hans": "我们给您发送了消息。", "es": "Le escribimos."},
    "attachment.added": {
        "en": "A photo or document was added.",
        "zh-Hans": "已添加照片或文件。",
        "es": "Se añadió una foto o un documento.",
    },
    "task.transferred": {
        "en": "Passed on to: {agency}.",
        "zh-Hans": "已转交：{agency}。",
        "es": "Pasó a: {agency}.",
    },
    "case.extended": {
        "en": "We need more time than we had promised.",
        "zh-Hans": "办理所需时间比承诺的更长。",
        "es": "Necesitamos más tiempo del que habíamos prometido.",
    },
    "case.merged": {
        "en": "Others have reported the same thing; we go on with all of it in one case.",
        "zh-Hans": "已有他人反映同一问题，我们将合并办理。",
        "es": "Otras personas informaron de lo mismo; lo atendemos todo en un solo caso.",
    },
    "case.reopened": {
        "en": "The case was reopened.",
        "zh-Hans": "本件已重新办理。",
        "es": "El caso se reabrió.",
    },
    "case.closed": {"en": "The case was closed.", "zh-Hans": "本件已关闭。", "es": "El caso se cerró."},
}


def event_words(event_type: str, data: Mapping[str, Any], catalogue: Catalogue, language: str) -> str | None:
    """What happened, in words for the resident; None for what is internal."""
    texts = EVENT_WORDS.get(event_type)
    if texts is None:
        return None
    agencies = [catalogue.name_of("agency", code, language) for code in data.get("agencies", ())]
    agency = catalogue.name_of("agency", data.get("agency"), language)
    separator = "、" if language.startswith("zh") else ", "
    return catalogue.say(texts, language).format(agency=agency, agencies=separator.join(agencies))
