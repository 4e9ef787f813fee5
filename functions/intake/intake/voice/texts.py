"""What callers hear, in each language we ship: the contact flow speaks what we answer, and few words of its own."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.catalogue.catalogue import Texts

PROMPTS: Mapping[str, Texts] = {
    "choice": {
        "en": "For {name}, press {key}. ",
        "zh-Hans": "{name}，请按{key}。",
        "es": "Para {name}, oprima {key}. ",
    },
    "other_service": {
        "en": "For anything else, press 9.",
        "zh-Hans": "其他事项，请按9。",
        "es": "Para otra cosa, oprima 9.",
    },
    "welcome": {
        "en": "Welcome to {city}. ",
        "zh-Hans": "欢迎致电{city}。",
        "es": "Bienvenido a {city}. ",
    },
    "standing": {
        "en": "Your newest request, {service}, is: {status}. ",
        "zh-Hans": "您最近的诉求“{service}”，{status}。",
        "es": "Su solicitud más reciente, {service}, está: {status}. ",
    },
    "main_menu": {
        "en": "To bring a new request, press 1. To hear how a request stands, press 2. To be called back, press 3. "
        "To talk to a person, press 0.",
        "zh-Hans": "提交新诉求，请按1。查询办理情况，请按2。预约回电，请按3。人工服务，请按0。",
        "es": "Para una solicitud nueva, oprima 1. Para saber cómo va una solicitud, oprima 2. "
        "Para que le llamemos, oprima 3. Para hablar con una persona, oprima 0.",
    },
    "ask_reference": {
        "en": "Or key in your reference, each letter by the key that it is on, and press the pound key.",
        "zh-Hans": "或者输入受理编号，字母请按其所在的数字键，最后按井号键。",
        "es": "O marque su número de referencia, cada letra con la tecla en que está, y oprima numeral.",
    },
    "ask_time": {
        "en": "When shall we call? For the morning, press 1. For the afternoon, press 2. For the evening, press 3.",
        "zh-Hans": "希望我们何时回电？上午请按1，下午请按2，晚上请按3。",
        "es": "¿Cuándo le llamamos? Por la mañana, oprima 1. Por la tarde, oprima 2. Por la noche, oprima 3.",
    },
    "ask_number": {
        "en": "To be called at the number you call from, press pound. For another one, key it in and press pound.",
        "zh-Hans": "拨打本机号码，请按井号键。拨打其他号码，请输入号码后按井号键。",
        "es": "Para que le llamemos a este número, oprima numeral. Para otro, márquelo y oprima numeral.",
    },
    "opened": {
        "en": "We have opened your request: {service}. Its reference is {reference}. We send it to you by text "
        "message, with a link where you can add the place and a photo.",
        "zh-Hans": "您的诉求“{service}”已受理，编号是{reference}。我们会通过短信发送编号和链接，您可以补充地点和照片。",
        "es": "Abrimos su solicitud: {service}. Su referencia es {reference}. Se la enviamos por mensaje de texto, "
        "con un enlace para añadir el lugar y una foto.",
    },
    "told": {
        "en": "{service}, reference {reference}: {status}. ",
        "zh-Hans": "{service}，编号{reference}：{status}。",
        "es": "{service}, referencia {reference}: {status}. ",
    },
    "due": {
        "en": "We expect to be done by {due}.",
        "zh-Hans": "预计{due}前办结。",
        "es": "Esperamos terminar antes del {due}.",
    },
    "not_found": {
        "en": "We found no such request from your number.",
        "zh-Hans": "未找到您号码下的这项诉求。",
        "es": "No encontramos esa solicitud con su número.",
    },
    "called_back": {
        "en": "Thank you. Somebody will call you. Your reference is {reference}.",
        "zh-Hans": "谢谢，工作人员会给您回电。您的编号是{reference}。",
        "es": "Gracias. Alguien le llamará. Su referencia es {reference}.",
    },
    "transfer": {
        "en": "Please hold. A person will be with you.",
        "zh-Hans": "请稍候，正在为您转接人工服务。",
        "es": "Espere, por favor. Le atenderá una persona.",
    },
}
# What staff read of a call: in words, for a person calls back
KEYED: Texts = {
    "en": "By telephone keypad: {service}.",
    "zh-Hans": "电话按键选择：{service}。",
    "es": "Elegido por teléfono: {service}.",
}
CALL_BACK: Texts = {
    "en": "Please call back: {number}, {time}.",
    "zh-Hans": "请回电：{number}，{time}。",
    "es": "Llamar a: {number}, {time}.",
}
TIMES: Mapping[str, Texts] = {
    "1": {"en": "in the morning", "zh-Hans": "上午", "es": "por la mañana"},
    "2": {"en": "in the afternoon", "zh-Hans": "下午", "es": "por la tarde"},
    "3": {"en": "in the evening", "zh-Hans": "晚上", "es": "por la noche"},
}
ANY_TIME: Texts = {"en": "at any time", "zh-Hans": "任何时间", "es": "a cualquier hora"}
