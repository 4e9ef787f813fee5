"""The words of the form on which a resident brings a need, and of the page that follows it."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.catalogue.catalogue import Texts

FORM: Mapping[str, Texts] = {
    "title": {"en": "Tell us what you need", "zh-Hans": "提交诉求", "es": "Díganos qué necesita"},
    "lead": {
        "en": "You do not need to know which department is responsible. We find out, and tell you how it goes.",
        "zh-Hans": "您无需知道该找哪个部门。我们会转交给负责的部门，并告诉您办理情况。",
        "es": "No necesita saber qué oficina se encarga: lo averiguamos y le contamos cómo avanza.",
    },
    "danger": {
        "en": "If somebody is in danger right now, first call",
        "zh-Hans": "如果有人正处于危险之中，请先拨打紧急电话",
        "es": "Si alguien está en peligro ahora mismo, llame primero al",
    },
    "need": {"en": "Your need", "zh-Hans": "诉求内容", "es": "Lo que necesita"},
    "service": {"en": "What is it about?", "zh-Hans": "属于哪类事项？", "es": "¿De qué se trata?"},
    "unsure": {
        "en": "I am not sure: I describe it below",
        "zh-Hans": "不确定，我在下面说明",
        "es": "No sé cuál elegir: lo describo abajo",
    },
    "description": {
        "en": "Describe it in your own words",
        "zh-Hans": "请描述具体情况",
        "es": "Descríbalo con sus palabras",
    },
    "description_hint": {
        "en": "In any language. At most 4,000 characters. Leave out what is private and not needed for the work.",
        "zh-Hans": "可使用任何语言，不超过 4000 个字。请勿填写与办理无关的个人隐私。",
        "es": "En cualquier idioma y hasta 4000 caracteres. Deje fuera lo privado que no haga falta para el trabajo.",
    },
    "address": {"en": "Where is it?", "zh-Hans": "地点在哪里？", "es": "¿Dónde es?"},
    "address_hint": {
        "en": "A street and number, a crossing, or words that help us to find the place",
        "zh-Hans": "街道和门牌号、路口，或便于我们找到该地点的说明",
        "es": "Calle y número, un cruce, o palabras que nos ayuden a encontrar el lugar",
    },
    "contact": {"en": "How to reach you", "zh-Hans": "联系方式", "es": "Cómo comunicarnos con usted"},
    "contact_lead": {
        "en": "You may leave all of this empty. Without an email address or a phone number we cannot write to you, "
        "but you can follow your case with its reference and secret code.",
        "zh-Hans": "以下内容均可不填。如果不留邮箱或电话，我们无法主动联系您，但您可以凭受理编号和查询码查询进度。",
        "es": "Puede dejar todo esto en blanco. Sin correo ni teléfono no podemos escribirle, "
        "pero puede seguir su caso con su número de referencia y su código secreto.",
    },
    "name": {"en": "Your name", "zh-Hans": "您的姓名", "es": "Su nombre"},
    "email": {"en": "Email address", "zh-Hans": "电子邮箱", "es": "Correo electrónico"},
    "phone_label": {"en": "Phone number", "zh-Hans": "电话号码", "es": "Número de teléfono"},
    "phone_hint": {
        "en": "We send text messages to it if you give no email address",
        "zh-Hans": "如果您没有填写邮箱，我们会发送短信",
        "es": "Si no indica un correo, le enviamos mensajes de texto",
    },
    "messages": {
        "en": "Language of our messages to you",
        "zh-Hans": "我们用哪种语言与您联系",
        "es": "Idioma de nuestros mensajes",
    },
    "send": {"en": "Send", "zh-Hans": "提交", "es": "Enviar"},
}

# what is wrong with a field: "missing" when it is empty, "wrong" when it is not
FAULTS: Mapping[str, Texts] = {
    "missing_description": {
        "en": "Describe what you need, or choose what it is about",
        "zh-Hans": "请描述您的诉求，或选择事项类别",
        "es": "Describa lo que necesita o elija de qué se trata",
    },
    "wrong_description": {
        "en": "Shorten the description to 4,000 characters or less",
        "zh-Hans": "描述请不要超过 4000 个字",
        "es": "Acorte la descripción a 4000 caracteres o menos",
    },
    "wrong_service": {
        "en": "Choose what it is about from the list",
        "zh-Hans": "请从列表中选择事项类别",
        "es": "Elija en la lista de qué se trata",
    },
    "missing_address": {
        "en": "Say where it is: for this service we need a place",
        "zh-Hans": "请填写地点：办理该事项需要知道地点",
        "es": "Diga dónde es: para este servicio necesitamos un lugar",
    },
    "wrong_address": {
        "en": "Shorten the place to 200 characters or less",
        "zh-Hans": "地点请不要超过 200 个字",
        "es": "Acorte el lugar a 200 caracteres o menos",
    },
    "wrong_name": {
        "en": "Shorten the name to 200 characters or less",
        "zh-Hans": "姓名请不要超过 200 个字",
        "es": "Acorte el nombre a 200 caracteres o menos",
    },
    "wrong_email": {
        "en": "Enter an email address in the form name@example.com",
        "zh-Hans": "请填写正确的电子邮箱，例如 name@example.com",
        "es": "Escriba un correo como nombre@example.com",
    },
    "wrong_phone": {
        "en": "Enter a phone number in the form +1 555 0100",
        "zh-Hans": "请填写正确的电话号码，例如 +1 555 0100",
        "es": "Escriba un número de teléfono como +1 555 0100",
    },
    "wrong_language": {
        "en": "Choose the language of our messages from the list",
        "zh-Hans": "请从列表中选择联系语言",
        "es": "Elija en la lista el idioma de nuestros mensajes",
    },
    "sent_before": {
        "en": "You sent this form before, with other words, and we have that request. "
        "To send this as another request, press Send again",
        "zh-Hans": "您之前已提交过此表单（内容不同），我们已经受理。如需作为新的诉求提交，请再次点击“提交”",
        "es": "Ya envió este formulario con otras palabras y tenemos esa solicitud. "
        "Para enviar esta como una solicitud nueva, pulse Enviar otra vez",
    },
}

RECEIPT: Mapping[str, Texts] = {
    "title": {"en": "We have your request", "zh-Hans": "您的诉求已受理", "es": "Recibimos su solicitud"},
    "about": {"en": "What it is about", "zh-Hans": "事项", "es": "De qué se trata"},
    "reference": {"en": "Reference", "zh-Hans": "受理编号", "es": "Número de referencia"},
    "secret": {"en": "Secret code", "zh-Hans": "查询码", "es": "Código secreto"},
    "keep": {
        "en": "Write both down or print this page. Whoever has both can see your case.",
        "zh-Hans": "请记下这两项或打印本页。持有这两项的人可以查看您的事项。",
        "es": "Anote los dos o imprima esta página. Quien tenga los dos puede ver su caso.",
    },
    "next": {"en": "What happens next", "zh-Hans": "接下来", "es": "Qué sigue"},
    "see": {"en": "Follow your case", "zh-Hans": "查询办理进度", "es": "Seguir su caso"},
    "link": {"en": "Or keep this link:", "zh-Hans": "您也可以保存此链接：", "es": "O guarde este enlace:"},
}

# what happens next while the case cannot be read, or waits to be opened
WAITING: Texts = {
    "en": "We have your request and keep it. Part of our system does not work right now; as soon as it does, your case "
    "goes on under this reference. You do not need to send anything again. Until then your case cannot be looked at.",
    "zh-Hans": "您的诉求已收到并保存。我们的系统暂有故障，恢复后会以此编号继续办理，您无需再次提交。"
    "在此之前暂时无法查询进度。",
    "es": "Tenemos su solicitud y la guardamos. Una parte de nuestro sistema no funciona en este momento; en cuanto "
    "funcione, su caso sigue con este número. No necesita enviar nada otra vez. Hasta entonces no podrá ver su caso.",
}
