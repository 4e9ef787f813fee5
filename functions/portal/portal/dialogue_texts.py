"""The words of a case's page for what goes between the resident and us: what we need, what was said, how it ended."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.catalogue.catalogue import Texts

DIALOGUE: Mapping[str, Texts] = {
    "needed": {
        "en": "We need something from you",
        "zh-Hans": "需要您提供信息或配合",
        "es": "Necesitamos algo de usted",
    },
    "needed_until": {
        "en": "We wait until {day}. If we hear nothing by then we close the case, and you may have it reopened.",
        "zh-Hans": "我们会等到{day}。届时如仍未收到您的答复，本件将先行关闭，之后您可以申请重新办理。",
        "es": "Esperamos hasta el {day}. Si no sabemos nada, cerramos el caso y puede pedir que se reabra.",
    },
    "due_after_answer": {
        "en": "We can say so once we have heard from you",
        "zh-Hans": "收到您的答复后确定",
        "es": "Lo sabremos cuando tengamos noticias suyas",
    },
    "no_words": {
        "en": "Please tell us more about your request.",
        "zh-Hans": "请补充说明您的诉求。",
        "es": "Cuéntenos algo más sobre su solicitud.",
    },
    "answer": {"en": "Answer", "zh-Hans": "答复", "es": "Responder"},
    "do_part": {"en": "Do this part", "zh-Hans": "完成此项", "es": "Hacer esta parte"},
    "talk": {"en": "Messages", "zh-Hans": "往来消息", "es": "Mensajes"},
    "we": {"en": "We wrote", "zh-Hans": "我们", "es": "Nosotros escribimos"},
    "you": {"en": "You wrote", "zh-Hans": "您", "es": "Usted escribió"},
    "acts": {"en": "Is there more to say?", "zh-Hans": "还有要告诉我们的吗？", "es": "¿Hay algo más que decir?"},
    "message": {
        "en": "Tell us something about this case",
        "zh-Hans": "补充说明或留言",
        "es": "Contarnos algo sobre este caso",
    },
    "withdraw": {"en": "Withdraw this request", "zh-Hans": "撤回此诉求", "es": "Retirar esta solicitud"},
    "reopen_lead": {
        "en": "Is it still not fixed? Tell us what is wrong, and we work on it again.",
        "zh-Hans": "问题还没有解决？请告诉我们，我们将重新办理。",
        "es": "¿Sigue sin arreglarse? Díganos qué falta y volvemos a trabajar en ello.",
    },
    "need_again_lead": {
        "en": "Do you still need us? Have it reopened, and we go on with it.",
        "zh-Hans": "仍然需要办理？您可以申请重新办理。",
        "es": "¿Todavía nos necesita? Pida que se reabra y seguimos con ello.",
    },
    "reopen_until": {
        "en": "You can do so until {day}.",
        "zh-Hans": "您可以在{day}前申请。",
        "es": "Puede hacerlo hasta el {day}.",
    },
    "reopen": {"en": "Have it reopened", "zh-Hans": "申请重新办理", "es": "Pedir que se reabra"},
    "joined": {
        "en": "Others have told us about the same thing, so we work on all of it in one case. "
        "You need not do anything: we tell you how it goes there.",
        "zh-Hans": "也有其他市民反映了同一问题，我们已合并办理。您无需做任何操作，办理结果我们会告诉您。",
        "es": "Otras personas nos contaron lo mismo, así que lo atendemos todo en un solo caso. "
        "No tiene que hacer nada: le contamos qué pasa allí.",
    },
    "joined_status": {
        "en": "Where the joint case stands",
        "zh-Hans": "合并办理的进度",
        "es": "Cómo va el caso conjunto",
    },
    "why_closed": {"en": "Why it is closed", "zh-Hans": "关闭原因", "es": "Por qué se cerró"},
    "closed_done": {"en": "The work is done.", "zh-Hans": "事项已办结。", "es": "El trabajo está hecho."},
    "closed_withdrawn": {
        "en": "The request was withdrawn.",
        "zh-Hans": "诉求已撤回。",
        "es": "La solicitud fue retirada.",
    },
    "closed_no_answer": {
        "en": "We asked you for something that we needed, and did not hear from you.",
        "zh-Hans": "办理所需的信息未能收到您的答复。",
        "es": "Le pedimos algo que necesitábamos y no supimos de usted.",
    },
    "closed_merged": {
        "en": "It was joined with another case about the same thing.",
        "zh-Hans": "已与反映同一问题的另一件合并。",
        "es": "Se unió a otro caso sobre lo mismo.",
    },
}

# what somebody is told who has just done something; the names are those of the acts in intake
DONE: Mapping[str, Texts] = {
    "messages": {
        "en": "Thank you. Everybody who works on your case can read what you wrote.",
        "zh-Hans": "谢谢您。所有办理人员都可以看到您填写的内容。",
        "es": "Gracias. Todas las personas que trabajan en su caso pueden leer lo que escribió.",
    },
    "completion": {
        "en": "Thank you. Your part is done.",
        "zh-Hans": "谢谢您。您负责的部分已完成。",
        "es": "Gracias. Su parte está hecha.",
    },
    "withdrawal": {
        "en": "Your request is withdrawn. You need not do anything more.",
        "zh-Hans": "您的诉求已撤回，无需再做任何操作。",
        "es": "Su solicitud está retirada. No tiene que hacer nada más.",
    },
    "reopening": {
        "en": "Thank you for telling us. Your case is reopened.",
        "zh-Hans": "感谢您告诉我们。本件已重新办理。",
        "es": "Gracias por decírnoslo. Su caso está reabierto.",
    },
}
