"""What we answer to a text message by ourselves, in each language we ship: short, for each part of an SMS costs."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.catalogue.catalogue import Texts

# Carriers ask for: who we are, that no more messages come, and how to have them again (CTIA Messaging Principles 5.1.2)
REPLIES: Mapping[str, Texts] = {
    "stopped": {
        "en": "{city}: you will get no more text messages from us. Reply START to get them again.",
        "zh-Hans": "【{city}】您将不再收到我们的短信。如需恢复，请回复“开始”。",
        "es": "{city}: no recibirá más mensajes nuestros. Responda INICIO para volver a recibirlos.",
    },
    "started": {
        "en": "{city}: you get our text messages again. Reply STOP to end them, HELP for help.",
        "zh-Hans": "【{city}】您将重新收到我们的短信。退订请回复“停止”，帮助请回复“帮助”。",
        "es": "{city}: vuelve a recibir nuestros mensajes. Responda ALTO para no recibirlos, AYUDA para ayuda.",
    },
    "help": {
        "en": "{city}: text us what you need and where. Text STATUS or your reference to hear how it stands. "
        "STOP ends our messages. Call us: {phone}. Message and data rates may apply.",
        "zh-Hans": "【{city}】请用短信告诉我们您的诉求和地点。回复“进度”或受理编号可查询办理情况，"
        "回复“停止”退订。电话：{phone}。可能产生短信费用。",
        "es": "{city}: escríbanos qué necesita y dónde. Envíe ESTADO o su referencia para saber cómo va. "
        "ALTO termina nuestros mensajes. Llámenos: {phone}. Pueden aplicarse tarifas de mensajes y datos.",
    },
    "standing": {
        "en": "{reference}, {service}: {status}.",
        "zh-Hans": "{reference}，{service}：{status}。",
        "es": "{reference}, {service}: {status}.",
    },
    "due": {
        "en": " We expect to be done by {due}.",
        "zh-Hans": "预计{due}前办结。",
        "es": " Esperamos terminar antes del {due}.",
    },
    "not_yours": {
        "en": "{city}: no case with this reference came from this number. Check it, use the link that we sent, "
        "or call us: {phone}",
        "zh-Hans": "【{city}】该号码没有此受理编号的记录。请核对编号，使用我们发送的链接，或致电：{phone}",
        "es": "{city}: ningún caso con esa referencia vino de este número. Revísela, use el enlace que enviamos "
        "o llámenos: {phone}",
    },
    "stranger": {
        "en": "{city}: thank you, our staff read your message. We tell about a case only at the number or address "
        "that it came from. For anything else, write without a reference or call us: {phone}",
        "zh-Hans": "【{city}】谢谢，工作人员会查看您的留言。案件情况只告知原登记的号码或邮箱。"
        "如有其他诉求，请不带编号另行发送，或致电：{phone}",
        "es": "{city}: gracias, nuestro personal lee su mensaje. Solo informamos de un caso en el número o correo "
        "del que vino. Para otra cosa, escriba sin referencia o llámenos: {phone}",
    },
    "none_of_theirs": {
        "en": "{city}: no case came from this number. Text us what you need and where.",
        "zh-Hans": "【{city}】该号码没有受理记录。请用短信告诉我们您的诉求和地点。",
        "es": "{city}: no hay ningún caso de este número. Escríbanos qué necesita y dónde.",
    },
    "pick": {
        "en": "Which one? Reply with its number. {choices}",
        "zh-Hans": "您要查询哪一件？请回复序号。{choices}",
        "es": "¿Cuál? Responda con su número. {choices}",
    },
    "answered": {
        "en": "{city}: thank you, your answer is with your case {reference}.",
        "zh-Hans": "【{city}】谢谢，您的答复已转给办理人员，编号{reference}。",
        "es": "{city}: gracias, su respuesta está en su caso {reference}.",
    },
    "task": {
        "en": "{city}: your message is with your case {reference}. To do your part, open: {link}",
        "zh-Hans": "【{city}】您的消息已附在{reference}中。请通过链接完成您负责的部分：{link}",
        "es": "{city}: su mensaje está en su caso {reference}. Para hacer su parte, abra: {link}",
    },
    "scored": {
        "en": "{city}: thank you. Your answer helps us to do better.",
        "zh-Hans": "【{city}】感谢您的评价，我们会努力做得更好。",
        "es": "{city}: gracias. Su respuesta nos ayuda a mejorar.",
    },
    "score_again": {
        "en": "Please reply with a number from 1 (bad) to 5 (good), or answer here: {link}",
        "zh-Hans": "请回复1（很差）到5（很好）之间的数字，或在此评价：{link}",
        "es": "Responda con un número del 1 (mal) al 5 (bien), o aquí: {link}",
    },
    "survey_closed": {
        "en": "{city}: this survey is closed, or you have answered it before. Thank you.",
        "zh-Hans": "【{city}】本次评价已结束，或您已评价过。谢谢。",
        "es": "{city}: esta encuesta está cerrada o ya la respondió. Gracias.",
    },
    "choose_again": {
        "en": "Please reply with one of the numbers from 1 to {most}.",
        "zh-Hans": "请回复1到{most}之间的序号。",
        "es": "Responda con un número del 1 al {most}.",
    },
    "spoken": {
        "en": "{city}: from now on we write to you in English.",
        "zh-Hans": "【{city}】以后我们将用中文与您联系。",
        "es": "{city}: desde ahora le escribimos en español.",
    },
    "unasked": {
        "en": "{city}: we had not asked you anything. Text us what you need and where, or HELP.",
        "zh-Hans": "【{city}】我们目前没有向您提问。请告诉我们您的诉求和地点，或回复“帮助”。",
        "es": "{city}: no le habíamos preguntado nada. Escríbanos qué necesita y dónde, o AYUDA.",
    },
}
# Said in every language at once, for we do not know which one they read
LANGUAGE_CHOICE: Mapping[str, str] = {
    "en": "{number} for English",
    "zh-Hans": "中文请回复{number}",
    "es": "{number} para español",
}
