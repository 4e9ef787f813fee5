"""What introduces a quote is known by its shape, in languages that nobody has listed; what residents write is kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.email.replies import new_words, without_marked_signature
from tests.unit.intake.email.mails import case_mail

OWN, CITY = "ana@resident.example", "Ciudad <desk@town.example>"
SAID = "It is the third one.\n\nThe gate is open."
LETTER = "Which lamp\nis it, at 9 Harbour Street?"

# who, when, to whom, about what; and a moment as it is written there
FIELDS = {
    "de": (("Von", "Gesendet", "An", "Betreff"), "Montag, 5. Oktober 2026 08:15"),
    "fr": (("De ", "Envoyé le ", "À ", "Objet "), "lundi 5 octobre 2026 08:15"),
    "pt": (("De", "Enviada em", "Para", "Assunto"), "segunda-feira, 5 de outubro de 2026 08:15"),
    "ru": (("От", "Отправлено", "Кому", "Тема"), "5 октября 2026 г. 08:15"),
    "uk": (("Від", "Надіслано", "Кому", "Тема"), "5 жовтня 2026 р. 08:15"),
    "zh-Hant": (("寄件者", "寄件日期", "收件者", "主旨"), "2026年10月5日 上午 08:15"),
    "vi": (("Từ", "Đã gửi", "Đến", "Chủ đề"), "Thứ Hai, 5 tháng 10, 2026 08:15"),
    "fi": (("Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe"), "maanantai 5. lokakuuta 2026 8.15"),
    "sv": (("Från", "Skickat", "Till", "Ämne"), "den 5 oktober 2026 08:15"),
    "tr": (("Kimden", "Gönderildi", "Kime", "Konu"), "5 Ekim 2026 Pazartesi 08:15"),
    "el": (("Από", "Στάλθηκε", "Προς", "Θέμα"), "Δευτέρα, 5 Οκτωβρίου 2026 8:15 πμ"),
    "ar": (("من", "تم الإرسال", "إلى", "الموضوع"), "الاثنين، 5 أكتوبر 2026 08:15"),
    "ja": (("差出人", "送信日時", "宛先", "件名"), "2026年10月5日 8:15"),
    "ko": (("보낸 사람", "보낸 날짜", "받는 사람", "제목"), "2026년 10월 5일 월요일 오전 8:15"),
    "xx": (("Zzq", "Qwe rty", "Uio", "Pas"), "5 Xyz 2026 08:15"),
}
LINES = (
    f"ma 5. lokakuuta 2026 klo 8.15 {CITY} kirjoitti:",
    f"пн, 5 окт. 2026 г. в 08:15, {CITY}:",
    f"{CITY}, 5 Eki 2026 Pzt, 08:15 tarihinde şunu yazdı:",
    f"{CITY} ezt írta (időpont: 2026. okt. 5., H, 8:15):",
    f"2026年10月5日(月) 8:15 {CITY}:",
    f"2026년 10월 5일 (월) 오전 8:15, {CITY}님이 작성:",
    f"joi, 5 oct. 2026 la 08:15, {CITY} a scris:",
    f"בתאריך יום ב׳, 5 באוק׳ 2026 ב-8:15 מאת {CITY}:",
    f"Vào Th 2, 5 thg 10, 2026 vào lúc 08:15 {CITY} đã viết:",
)
SENT_FROM = (
    *("Envoyé à partir de Outlook pour iOS<https://aka.ms/x>", "Obter o Outlook para Android<https://aka.ms/y>"),
    *("Sent from my Fairphone 5G", "Sent from my SM-X100", "Skickat från min iPhone", "Lähetetty iPhonesta"),
    *("Odesláno z iPhonu", "Отправлено с iPhone", "iPhoneから送信", "나의 iPhone에서 보냄", "Gửi từ iPhone của tôi"),
    *("Sent with ProtonMail Secure Email.", "Đã gửi từ iPhone của tôi"),
    *("Get BlueMail for Android", "发自网易邮箱大师", "来自我的iPhone", "נשלח מה-iPhone שלי", "ส่งจาก iPhone ของฉัน"),
    *("Verstuurd vanaf mijn iPhone", "Wysłano z telefonu Samsung", "從我的 iPhone 傳送"),
)


def quoted(mark: bool) -> str:
    return "\n".join(f"> {line}" for line in LETTER.split("\n")) if mark else LETTER


@settings(deadline=None)  # a machine may be busy
@given(
    st.sampled_from(list(FIELDS)),
    st.sampled_from(["| {} | {} |", "{}: {}", "{} : {}", "{}:{}", "*{}:* {}", "  {}: {}", "{}：{}"]),
    st.sampled_from(
        [CITY, "Ciudad<mailto:desk@town.example>", "Ciudad [mailto:desk@town.example]", "Ciudad \n<desk@town.example> "]
    ),
    st.sampled_from(["", "-------- Zyx wvut --------\n", "_" * 32 + "\n"]),
    st.booleans(),
)
def test_a_block_of_fields_is_the_head_of_a_quote_in_any_language(
    language: str, form: str, city: str, above: str, mark: bool
) -> None:
    names, moment = FIELDS[language]
    values = (city, moment, f"Ana <{OWN}>", "Lamp")
    head = "\n".join(form.format(name.strip(), value) for name, value in zip(names, values, strict=True))
    assert new_words(f"{SAID}\n\n{above}{head}\n\n{quoted(mark)}\n", OWN) == SAID


@settings(deadline=None)  # a machine may be busy
@given(st.sampled_from(LINES), st.booleans(), st.sampled_from(["whole", "before", "inside"]))
def test_a_line_with_an_address_that_ends_in_a_colon_introduces_a_quote(line: str, mark: bool, broken: str) -> None:
    line = line.replace(" <", "\n<") if broken == "before" else line
    line = line.replace(">:", "\n>:") if broken == "inside" else line
    assert new_words(f"{SAID}\n\n{line}\n{quoted(mark)}\n", OWN) == SAID


@pytest.mark.parametrize("line", SENT_FROM)
def test_what_a_telephone_adds_is_cut_in_any_language(line: str) -> None:
    assert new_words(f"{SAID}\n\n{line}") == without_marked_signature(f"{SAID}\n\n{line}") == SAID


@pytest.mark.parametrize(
    "head",
    [
        "-------- Oprindelig besked --------\n",
        f"Zzq: Ciudad<mailto:desk@town.example>\nUio: Ana<mailto:{OWN}>\nPas: Lamp\n",
        "De : Ciudad<mailto:desk@town.example>\nEnvoyé le :lundi\nÀ : Ana\nObjet : Lampe\n",
        "From: Ciudad \n<a-long-desk+123@town.example> \nSent: Monday\nTo: Ana\nSubject: Lamp\n",
    ],
)
def test_a_title_between_many_dashes_and_a_block_that_is_well_known_need_no_moment(head: str) -> None:
    assert new_words(f"{SAID}\n\n{head}\n{LETTER}\n", OWN) == SAID


@pytest.mark.parametrize("language", FIELDS)
def test_a_block_about_the_same_needs_no_address(language: str) -> None:
    names, moment = FIELDS[language]
    values = ("Ciudad", moment, "Ana Ruiz", "Your lamp (7KQ2-M4TX-9BWD-D)")
    head = "\n".join(f"{name.strip()}: {value}" for name, value in zip(names, values, strict=True))
    text = f"{SAID}\n\n{head}\n\n{LETTER}\n"
    assert new_words(text, OWN, "Re: Your lamp (7KQ2-M4TX-9BWD-D)") == SAID


FACTS = {
    "who and where": f"Name: Ana\nE-mail: {OWN}\nTelephone: 902 555 0123\nAddress: 9 Harbour Street",
    "who and when": f"E-mail: Ana <{OWN}>\nPhone: 902 555 0123\nAddress: 9 Elm Lane\nBest time: 10:00 to 12:00",
    "somebody else": "Owner: Bo Li <bo@house.example>\nPhone: 902 555 0124\nHouse: 9 Elm Lane\n\nPlease call him.",
    "a day": "Owner: Bo Li <bo@house.example>\nHere since: 1 October 2026\nRent: 900",
    "what somebody said": "Ask the owner, bo@house.example, who says:\n\nit leaks only in winter.",
    "two who know": "Owner: Bo Li <bo@house.example>\nTenant: Di Wu <di@house.example>\nKey: at the kiosk until 18:30\n"
    "Since: October 2026",
    "who has the key": "Name: Bo Li\nEmail: bo@house.example\nPhone: 902 555 0199\nHome: from 30 November 2026, 10:00",
    "an inspector who wrote": "On 12 October 2026 the inspector wrote about 9 Harbour Street:\n\n1. the rail is loose",
    "opening hours": "Monday: open\nTuesday: closed\nWednesday: 10:00-12:00\nThursday: 2026-11-26 10:00",
    "titles": "--- Where ---\n9 Harbour Street\n\n--- Since ---\nMonday",
    "an invitation": "Day: 26 November 2026\nTime: 10:00\nPlace: 9 Harbour Street\nDoor: at the back",
    "a postscript": "PS: Bo Li <bo@house.example> can let you in:\n\nring twice.",
    "a balcony": "Sent from my balcony I saw the water rise.",
}


@pytest.mark.parametrize("what", FACTS)
@pytest.mark.parametrize("before", ["", "Hello,\n\n", "The lamp is dark.\n"])
def test_facts_of_a_resident_are_no_quote(what: str, before: str) -> None:
    assert new_words(before + FACTS[what], OWN) == before + FACTS[what]


@pytest.mark.parametrize("name", ["pt_outlook_header", "ru_outlook_header"])
def test_the_cases_that_failed_are_cut(name: str) -> None:
    assert case_mail(name).text == "Only on Tuesday, please."
