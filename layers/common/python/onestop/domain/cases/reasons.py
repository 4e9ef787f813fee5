"""Why an automatic decision was taken, in words a clerk can read to a resident."""

from __future__ import annotations

from onestop.domain.cases.events import Reason
from onestop.domain.catalogue.catalogue import Catalogue, Texts

RULE = "rule"
REASONS: dict[str, Texts] = {
    "chosen": {
        "en": "The resident chose this service.",
        "zh-Hans": "居民自行选择了该服务。",
        "es": "La persona eligió este servicio.",
    },
    "triaged": {
        "en": "A member of our staff chose this service.",
        "zh-Hans": "工作人员选择了该服务。",
        "es": "Una persona de nuestro equipo eligió este servicio.",
    },
    "keywords": {
        "en": "The description mentions: {words}.",
        "zh-Hans": "描述中提到：{words}。",
        "es": "La descripción menciona: {words}.",
    },
    "no_match": {
        "en": "No service matches the description, so a person decides.",
        "zh-Hans": "描述与现有服务均不匹配，由工作人员判断。",
        "es": "Ningún servicio coincide con la descripción; decide una persona.",
    },
    "ambiguous": {
        "en": "The description fits several services ({words}), so a person decides.",
        "zh-Hans": "描述同时符合多项服务（{words}），由工作人员判断。",
        "es": "La descripción encaja con varios servicios ({words}); decide una persona.",
    },
    "declined": {
        "en": "An agency declined its part ({words}), so a person decides.",
        "zh-Hans": "有部门无法承办（{words}），由工作人员判断。",
        "es": "Una dependencia no pudo encargarse ({words}); decide una persona.",
    },
    "failed": {
        "en": "A step of the workflow failed ({words}), so a person decides.",
        "zh-Hans": "办理流程中某一步骤失败（{words}），由工作人员判断。",
        "es": "Falló un paso del proceso ({words}); decide una persona.",
    },
    "handed": {
        "en": "A member of our staff asked for a new decision.",
        "zh-Hans": "工作人员要求重新判断。",
        "es": "Una persona de nuestro equipo pidió una nueva decisión.",
    },
    "reopened": {
        "en": "The work was not done, so the case is looked at again.",
        "zh-Hans": "问题尚未解决，因此重新办理。",
        "es": "El trabajo no quedó hecho, así que se revisa otra vez.",
    },
    "no_task": {
        "en": "No part of the plan fits this case, so a person decides.",
        "zh-Hans": "该服务的办理流程不适用于本件，由工作人员判断。",
        "es": "Ninguna parte del plan corresponde a este caso; decide una persona.",
    },
    "unreadable": {
        "en": "The scan is hard to read (confidence {words} %), so a person decides.",
        "zh-Hans": "扫描件识别不清（置信度 {words}%），由工作人员判断。",
        "es": "El documento escaneado se lee mal (confianza {words} %); decide una persona.",
    },
    "no_words": {
        "en": "The message has no words that could be read, so a person decides.",
        "zh-Hans": "来件没有可识别的文字，由工作人员判断。",
        "es": "El mensaje no tiene palabras que se puedan leer; decide una persona.",
    },
    "follows_closed": {
        "en": "The message follows a closed case ({words}), so a person decides.",
        "zh-Hans": "该来件涉及已关闭的案件（{words}），由工作人员判断。",
        "es": "El mensaje continúa un caso cerrado ({words}); decide una persona.",
    },
    "call_back": {
        "en": "The resident asked to be called back.",
        "zh-Hans": "居民要求回电。",
        "es": "La persona pidió que la llamen.",
    },
    "turned_place": {
        "en": "Latitude and longitude seem to be the other way round ({words}), so a person decides.",
        "zh-Hans": "经纬度似乎填反了（{words}），由工作人员判断。",
        "es": "Parece que la latitud y la longitud están invertidas ({words}); decide una persona.",
    },
    "far_place": {
        "en": "The place lies far outside our area: ask the resident where it is.",
        "zh-Hans": "该地点远在辖区之外：请向居民核实地点。",
        "es": "El lugar queda muy lejos de nuestra zona: pregunte a la persona dónde es.",
    },
    "withdrawn_service": {
        "en": "This service is no longer offered ({words}), so a person decides.",
        "zh-Hans": "该服务已停办（{words}），由工作人员判断。",
        "es": "Este servicio ya no se ofrece ({words}); decide una persona.",
    },
}


def explain(reason: Reason, catalogue: Catalogue, language: str) -> str:
    """The reason in words; those of a routing rule are in the catalogue beside the rule."""
    if reason.code == RULE:
        rule = next((rule for rule in catalogue.release["rules"] if rule["code"] == reason.words[0]), None)
        return catalogue.say(rule["because"], language) if rule else reason.words[0]
    separator = "、" if language.startswith("zh") else ", "
    return catalogue.say(REASONS[reason.code], language).format(words=separator.join(reason.words))
