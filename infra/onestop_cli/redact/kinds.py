"""What others call a kind of personal data or a language, and what we call it."""

from __future__ import annotations

import re

SYNONYMS = {
    "name": "name|person|per|persons?_?names?|people|full_?name|first_?name|given_?name|last_?name|surname|"
    "family_?name|"
    "nombre|apellidos?|persona|user|姓名|人名|名字",
    "phone": "phone|phones|phone_?(?:number|no)s?|tel|telephone(?:_?number)?|mobile(?:_?(?:number|phone))?|"
    "cell(?:phone)?|"
    "fax|telefono|us_phone_number|电话|电话号码|手机|手机号|手机号码",
    "email": "e?_?mail|e_?mails?(?:_?address)?|correo|correo_electronico|邮箱|电子邮件",
    "link": "link|url|urls|uri|website|web|handle|user_?name|social(?:_?(?:media|handle))?|account_?name|"
    "ip(?:_?address)?|"
    "enlace|网址|链接",
    "address": "address|addresses|street_?address|postal_?address|home_?address|location|loc|place|street|"
    "zip(?:_?code)?|"
    "postal_?code|post_?code|direccion|domicilio|地址|住址",
    "id": "id|ids|ids?_?(?:number|no|card|num)s?|identity(?:_?(?:number|card))?|national_?id(?:_?number)?|ssn|us_ssn|"
    "social_?security(?:_?number)?|passport(?:_?(?:number|no))?|driver_?s?_?licen[cs]e(?:_?number)?|tax_?id|dni|nie|"
    "curp|"
    "rfc|nif|cedula|sin|nhs|resident_?id|government_?id|documento|身份证|身份证号|证件号|护照|case_?id|medical_?id",
    "card": "card|cards|credit_?card(?:_?number)?|card_?number|payment_?card|debit_?card|tarjeta|银行卡|银行卡号",
    "account": "account|iban|iban_?code|bank(?:_?account)?(?:_?number)?|account_?number|clabe|cuenta|账号",
    "plate": "plate|plates|licen[cs]e_?plates?(?:_?number)?|number_?plate|plate_?number|"
    "vehicle(?:_?(?:plate|registration))?|"
    "registration|matricula|placa|vin|车牌|车牌号",
    "birth": "birth|births?_?dates?|birth_?day|dob|date_?of_?birth|date|date_?time|age|"
    "fecha_?de_?nacimiento|nacimiento|"
    "生日|出生日期",
}
KNOWN = tuple((kind, re.compile(f"(?:{words})")) for kind, words in SYNONYMS.items())
LANGUAGES = {
    "en": re.compile(r"en(?:[-_].*)?|eng|english|inglés|英语|英文"),
    "es": re.compile(r"es(?:[-_].*)?|spa|spanish|español|espanol|castellano|西班牙语"),
    "zh-Hans": re.compile(r"zh(?:[-_].*)?|zho|chi|cmn|cn|chinese|mandarin|中文|汉语|简体中文"),
}
SPANISH = re.compile(
    r"\b(?:el|la|los|las|que|por|una|un|del|está|hay|con|mi|para|soy|vivo|llamo|calle|desde|favor|y|en|es|su|se|no)\b",
    re.IGNORECASE,
)
ENGLISH = re.compile(
    r"\b(?:the|is|my|and|of|to|in|at|on|for|please|there|this|was|with|has|it|been|you|are|not|i|call)\b", re.IGNORECASE
)


def kind_of(called: str) -> str:
    """Our word for a kind; what we have no word for keeps its own, for the datum counts whatever it is called."""
    plain = re.sub(r"[\s\-./]+", "_", called.strip().casefold()).removeprefix("b_").removeprefix("i_")
    return next((kind for kind, words in KNOWN if words.fullmatch(plain)), plain)


def language_of(called: str | None, text: str) -> str:
    """Our code of a language; by the words of the text where none is said."""
    if called and called.strip():
        plain = called.strip().casefold()
        return next((code for code, words in LANGUAGES.items() if words.fullmatch(plain)), plain)
    if re.search(r"[\u4e00-\u9fff]", text):
        return "zh-Hans"
    return "es" if len(SPANISH.findall(text)) > len(ENGLISH.findall(text)) else "en"
