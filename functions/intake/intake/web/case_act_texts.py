"""The words of the pages on which a resident does something about their own case."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.catalogue.catalogue import Texts

OWN: Mapping[str, Texts] = {
    "reference": {"en": "Your case: {reference}", "zh-Hans": "您的事项：{reference}", "es": "Su caso: {reference}"},
    "back": {"en": "Back to your case", "zh-Hans": "返回事项页面", "es": "Volver a su caso"},
    "asked": {"en": "We asked you:", "zh-Hans": "我们想了解：", "es": "Le preguntamos:"},
    "yes": {"en": "Yes", "zh-Hans": "是", "es": "Sí"},
    "no": {"en": "No", "zh-Hans": "否", "es": "No"},
    "number_hint": {"en": "A number, such as 12.5", "zh-Hans": "请填写数字，例如 12.5", "es": "Un número, como 12,5"},
    "date_hint": {"en": "Such as 2026-11-23", "zh-Hans": "例如 2026-11-23", "es": "Como 2026-11-23"},
    "choices_hint": {
        "en": "Choose all that apply",
        "zh-Hans": "可选择多项",
        "es": "Marque todo lo que corresponda",
    },
}

# the forms that ask for words, by the first part of their address
WORDS: Mapping[str, Mapping[str, Texts]] = {
    "tell": {
        "title": {
            "en": "Tell us something about your case",
            "zh-Hans": "补充说明或留言",
            "es": "Cuéntenos algo sobre su caso",
        },
        "lead": {
            "en": "Everybody who works on your case can read it.",
            "zh-Hans": "所有办理人员都可以看到您填写的内容。",
            "es": "Todas las personas que trabajan en su caso podrán leerlo.",
        },
        "label": {"en": "Your message", "zh-Hans": "您的留言", "es": "Su mensaje"},
        "hint": {
            "en": "In any language. At most 4,000 characters.",
            "zh-Hans": "可使用任何语言，不超过 4000 个字。",
            "es": "En cualquier idioma y hasta 4000 caracteres.",
        },
        "send": {"en": "Send", "zh-Hans": "提交", "es": "Enviar"},
        "missing": {"en": "Write your message.", "zh-Hans": "请填写留言。", "es": "Escriba su mensaje."},
        "wrong": {
            "en": "Shorten your message to 4,000 characters or less.",
            "zh-Hans": "留言请不要超过 4000 个字。",
            "es": "Acorte su mensaje a 4000 caracteres o menos.",
        },
    },
    "withdraw": {
        "title": {
            "en": "Do you want to withdraw your request?",
            "zh-Hans": "确定要撤回诉求吗？",
            "es": "¿Quiere retirar su solicitud?",
        },
        "lead": {
            "en": "If you do, nobody works on it any more. You can have it reopened for some time afterwards.",
            "zh-Hans": "撤回后将停止办理。之后一段时间内您仍可申请重新办理。",
            "es": "Si lo hace, nadie seguirá trabajando en ella. Después podrá pedir que se reabra durante un tiempo.",
        },
        "label": {"en": "Why do you withdraw it?", "zh-Hans": "撤回的原因", "es": "¿Por qué la retira?"},
        "hint": {
            "en": "It helps us to do better. At most 2,000 characters.",
            "zh-Hans": "有助于我们改进工作，不超过 2000 个字。",
            "es": "Nos ayuda a mejorar. Hasta 2000 caracteres.",
        },
        "send": {"en": "Yes, withdraw it", "zh-Hans": "确定撤回", "es": "Sí, retirarla"},
        "keep": {"en": "No, keep it", "zh-Hans": "不撤回", "es": "No, mantenerla"},
        "missing": {"en": "Say why.", "zh-Hans": "请填写原因。", "es": "Diga por qué."},
        "wrong": {
            "en": "Shorten the reason to 2,000 characters or less.",
            "zh-Hans": "原因请不要超过 2000 个字。",
            "es": "Acorte el motivo a 2000 caracteres o menos.",
        },
    },
    "reopen": {
        "title": {
            "en": "Have your case reopened",
            "zh-Hans": "申请重新办理",
            "es": "Pedir que se reabra su caso",
        },
        "lead": {
            "en": "Tell us what is still wrong, or why you need us after all. We work on your case again.",
            "zh-Hans": "请告诉我们还有什么问题，或者为什么仍然需要办理。我们将重新办理。",
            "es": "Díganos qué sigue mal o por qué nos necesita todavía. Volvemos a trabajar en su caso.",
        },
        "label": {
            "en": "What is still wrong, or what do you need?",
            "zh-Hans": "还有什么问题或需求？",
            "es": "¿Qué sigue mal o qué necesita?",
        },
        "hint": {
            "en": "In any language. At most 2,000 characters.",
            "zh-Hans": "可使用任何语言，不超过 2000 个字。",
            "es": "En cualquier idioma y hasta 2000 caracteres.",
        },
        "send": {"en": "Reopen my case", "zh-Hans": "确定申请", "es": "Reabrir mi caso"},
        "missing": {
            "en": "Tell us what is still wrong, or what you need.",
            "zh-Hans": "请填写还有什么问题或需求。",
            "es": "Díganos qué sigue mal o qué necesita.",
        },
        "wrong": {
            "en": "Shorten what you wrote to 2,000 characters or less.",
            "zh-Hans": "内容请不要超过 2000 个字。",
            "es": "Acorte lo que escribió a 2000 caracteres o menos.",
        },
    },
}

# the page for a part of the plan that is the resident's
PART: Mapping[str, Texts] = {
    "lead": {
        "en": "This part of your case is yours. When you have done it, tell us here, and we go on.",
        "zh-Hans": "这一项需要您来完成。完成后请在此告诉我们，我们将继续办理。",
        "es": "Esta parte de su caso le toca a usted. Cuando la haya hecho, avísenos aquí y seguimos.",
    },
    "message": {
        "en": "Is there anything that we should know, or does something stand in your way?",
        "zh-Hans": "需要说明情况，或者遇到困难？",
        "es": "¿Hay algo que debamos saber, o algo se lo impide?",
    },
    "write": {"en": "Write to us", "zh-Hans": "给我们留言", "es": "Escríbanos"},
    "send": {"en": "I have done this", "zh-Hans": "我已完成", "es": "Ya lo hice"},
    "missing_text": {"en": "Write an answer.", "zh-Hans": "请填写此项。", "es": "Escriba una respuesta."},
    "wrong_text": {
        "en": "Shorten your answer to 2,000 characters or less.",
        "zh-Hans": "请不要超过 2000 个字。",
        "es": "Acorte su respuesta a 2000 caracteres o menos.",
    },
    "missing_number": {"en": "Write a number.", "zh-Hans": "请填写数字。", "es": "Escriba un número."},
    "wrong_number": {
        "en": "Write a number in digits, such as 12.5.",
        "zh-Hans": "请用数字填写，例如 12.5。",
        "es": "Escriba un número con cifras, como 12,5.",
    },
    "missing_date": {"en": "Give a day.", "zh-Hans": "请填写日期。", "es": "Indique un día."},
    "wrong_date": {
        "en": "Write the day as year, month, day, such as 2026-11-23.",
        "zh-Hans": "请按“年-月-日”填写，例如 2026-11-23。",
        "es": "Escriba el día como año, mes y día, por ejemplo 2026-11-23.",
    },
    "missing_choice": {"en": "Choose an answer.", "zh-Hans": "请选择一项。", "es": "Elija una respuesta."},
    "wrong_choice": {
        "en": "Choose one of the answers shown.",
        "zh-Hans": "请从所列选项中选择。",
        "es": "Elija una de las respuestas que se muestran.",
    },
    "missing_choices": {
        "en": "Choose at least one answer.",
        "zh-Hans": "请至少选择一项。",
        "es": "Elija al menos una respuesta.",
    },
}

SENT_BEFORE: Texts = {
    "en": "You have sent this form already, with other words. If you want to send this too, press the button again.",
    "zh-Hans": "此表单已提交过，内容有所不同。如需另行提交，请再次点击按钮。",
    "es": "Ya envió este formulario con otro contenido. Si quiere enviar también esto, pulse el botón otra vez.",
}

# why something cannot be done now: title and text
IMPOSSIBLE: Mapping[str, Mapping[str, Texts]] = {
    "closed": {
        "title": {"en": "This case is closed", "zh-Hans": "本件已关闭", "es": "Este caso está cerrado"},
        "text": {
            "en": "Nobody reads messages about it any more. If the need is still there, have it reopened "
            "or send us a new request.",
            "zh-Hans": "本件不再接收留言。如果问题仍然存在，请申请重新办理或提交新的诉求。",
            "es": "Ya nadie lee mensajes sobre él. Si la necesidad sigue, pida que se reabra "
            "o envíenos una solicitud nueva.",
        },
    },
    "ended": {
        "title": {
            "en": "There is nothing to withdraw",
            "zh-Hans": "没有可撤回的内容",
            "es": "No hay nada que retirar",
        },
        "text": {
            "en": "The work on your request has ended already.",
            "zh-Hans": "您的诉求已经结束办理。",
            "es": "El trabajo en su solicitud ya terminó.",
        },
    },
    "joined": {
        "title": {
            "en": "Your case goes on in another one",
            "zh-Hans": "您的事项已合并办理",
            "es": "Su caso sigue en otro",
        },
        "text": {
            "en": "Others told us about the same thing, and we work on all of it in one case. "
            "If something is different with you, send us a new request.",
            "zh-Hans": "其他市民也反映了同一问题，我们正在合并办理。如果您的情况不同，请提交新的诉求。",
            "es": "Otras personas nos contaron lo mismo y lo atendemos todo en un solo caso. "
            "Si lo suyo es distinto, envíenos una solicitud nueva.",
        },
    },
    "too_often": {
        "title": {
            "en": "You had this case reopened several times today",
            "zh-Hans": "您今天已多次申请重新办理本件",
            "es": "Hoy ya pidió varias veces que se reabriera este caso",
        },
        "text": {
            "en": "Please call us, so that we understand what is still wrong, or have it reopened tomorrow.",
            "zh-Hans": "请致电与我们沟通问题所在，或明天再申请重新办理。",
            "es": "Llámenos para que entendamos qué sigue mal, o pida mañana que se reabra.",
        },
    },
    "under_way": {
        "title": {
            "en": "We are still working on it",
            "zh-Hans": "正在办理中",
            "es": "Todavía estamos trabajando en ello",
        },
        "text": {
            "en": "Your case is not closed, so there is no need to reopen it. You can write to us from its page.",
            "zh-Hans": "您的事项尚未关闭，无需申请重新办理。您可以在事项页面给我们留言。",
            "es": "Su caso no está cerrado, así que no hace falta reabrirlo. Puede escribirnos desde su página.",
        },
    },
    "late": {
        "title": {
            "en": "It is too late to reopen this case",
            "zh-Hans": "已超过申请重新办理的期限",
            "es": "Es tarde para reabrir este caso",
        },
        "text": {
            "en": "It was closed some time ago. Please send us a new request: we find the old one by its reference.",
            "zh-Hans": "本件关闭已有一段时间。请提交新的诉求，并注明原受理编号，以便我们查找。",
            "es": "Se cerró hace tiempo. Envíenos una solicitud nueva: encontramos la anterior por su número.",
        },
    },
    "part_ended": {
        "title": {
            "en": "This part does not wait for you any more",
            "zh-Hans": "此项已无需您办理",
            "es": "Esta parte ya no espera por usted",
        },
        "text": {
            "en": "It is done, or it is not needed any more. You need not do anything.",
            "zh-Hans": "此项已完成或不再需要，您无需再做任何操作。",
            "es": "Está hecha o ya no hace falta. No tiene que hacer nada.",
        },
    },
}
