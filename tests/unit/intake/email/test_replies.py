"""What is new in a reply is found; what somebody wrote is never taken for a quote or a signature."""

from __future__ import annotations

from collections import Counter

import pytest

from intake.email.hypertext import as_text
from intake.email.replies import new_words
from tests.unit.intake.email.mails import collection

SAID = "The lamp is on again.\n\nBut now it flickers."
QUOTED = "> We have mended\n> the lamp."
UNMARKED = "We have mended\nthe lamp."


@pytest.mark.parametrize(
    "introduction",
    [
        "On Mon, 2 Nov 2026 at 10:00, City of Port Ellery <onestop@port-ellery.example> wrote:",
        "On Mon, 2 Nov 2026 at 10:00, City of Port Ellery\n<onestop@port-ellery.example> wrote:",
        "On 2 Nov 2026,\nat 10:00,\nCity <onestop@port-ellery.example> wrote:",
        "\u200fבתאריך יום ב׳, 2 בנוב׳ 2026 ב-10:00 מאת City <\u200fonestop@port-ellery.example\u200f>:\u200f",
        '------------------&nbsp;原始邮件&nbsp;------------------\n发件人: "City" <onestop@port-ellery.example>;\n'
        '发送时间:&nbsp;2026年11月2日(星期一) 上午10:00\n收件人:&nbsp;"ana"<ana@resident.example>;',
        "El lun, 2 nov 2026 a las 10:00, City (<onestop@port-ellery.example>) escribió:",
        "Le lun. 2 nov. 2026 à 10:00, City <onestop@port-ellery.example> a écrit :",
        "Am 02.11.2026 um 10:00 schrieb City:",
        "City <onestop@port-ellery.example> 于2026年11月2日周一 10:00写道：",
        "在 2026年11月2日，10:00，City <onestop@port-ellery.example> 写道：",
        "-----Original Message-----",
        "________________________________\nFrom: City\nSent: Monday\nTo: Ana\nSubject: Lamp",
        "From: City <onestop@port-ellery.example>\nSent: Monday, 2 November 2026 10:00\nTo: Ana\nSubject: Lamp",
        "De: City <onestop@port-ellery.example>\nEnviado: lunes\nPara: Ana\nAsunto: Lamp",
        "发件人: City\n发送时间: 2026年11月2日\n收件人: Ana\n主题: Lamp",
    ],
)
@pytest.mark.parametrize("quote", [QUOTED, UNMARKED], ids=["marked", "unmarked"])
def test_what_is_quoted_below_is_cut(introduction: str, quote: str) -> None:
    assert new_words(f"{SAID}\n\n{introduction}\n\n{quote}\n") == SAID


def test_an_answer_below_or_between_the_lines_of_a_quote_is_kept() -> None:
    wrote = "On 2 Nov 2026, City <onestop@port-ellery.example> wrote:"
    assert new_words(f"{wrote}\n{QUOTED}\n\n{SAID}") == SAID
    assert new_words(f"Hello,\n{wrote}\n> Which side?\nLeft.\n> Which pole?\nThe third.") == "Hello,\nLeft.\nThe third."


@pytest.mark.parametrize(
    "ending",
    [
        "-- \nAna Ruiz\n3 Elm Lane",
        "Best regards,\nAna",
        "Saludos,\n\nAna Ruiz",
        "Med vänlig hälsning\nBo",
        "С уважением,\nБо Ли",
        "مع تحياتي\nبو",
        "よろしくお願いいたします。\n鈴木",
        "Many thanks in advance!\nBo",
        "Best regards,\nBo Li\nHead of Maintenance\nExample Ltd.",
        "谢谢！\n黄",
        "Sent from my iPhone",
        "Enviado desde mi iPhone",
        "发自我的iPhone",
        "Thanks!\n\n--\nAna\n\nGet Outlook for iOS",
    ],
)
def test_a_signature_is_cut(ending: str) -> None:
    assert new_words(f"{SAID}\n\n{ending}\n") == SAID


@pytest.mark.parametrize(
    "text",
    [
        "Thanks,\nbut the lamp is dark again and nobody came. " * 4,
        "Hello,\n\n- the lamp is dark\n- the bench is broken\n- the bin is full",
        "Regards to all.\n" + "The hole is in front of number three, and a bicycle fell into it yesterday. " * 3,
        "On Thursday the men wrote down our numbers and left.",
        "Sent from my balcony I saw the water rise.",
        "De: donde vengo no hay luz.",
        "The gate is open.\nEnviado desde el balcón veo la farola rota",
        "The gate is open.\nSent by mail last week, no answer yet",
        "The gate is open.\nSent with my phone: it is the hole at no. 9",
        "The gate is open.\nMerci de fermer le portail",
        "> only a quote",
        "-- \nAna",
    ],
)
def test_what_somebody_wrote_is_kept(text: str) -> None:
    assert new_words(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "Good evening,\n\nThank you!\n\nThe bench in the park is still broken.",
        "Buenas,\n\nMuchas gracias.\n\nPero el banco del parque sigue roto.",
        "您好\n\n谢谢\n\n可是公园的长椅还没有修好",
        "Bonjour,\nMerci\nla benne est pleine depuis mardi",
        "The bench is mended.\n\nRegards,\nBo\n\nPS: The swing next to it has a loose chain.",
        "The bench is mended.\n—\nThe swing has a loose chain and squeaks.",
        f"To your first question: yes.\n{'_' * 30}\nTo the second: behind the school.",
    ],
)
def test_what_is_said_below_thanks_or_a_ruler_is_no_signature(text: str) -> None:
    wrote = "On Mon, 2 Nov 2026 at 10:00, City <onestop@port-ellery.example> wrote:"
    assert new_words(f"{text}\n\n{wrote}\n\n{QUOTED}\n") == text


@pytest.mark.parametrize(
    "said", ["Please see my answers below.", "Siehe unten in rot", "请看下面红字", "Respondo abajo"]
)
def test_answers_that_are_written_into_a_quote_without_marks_are_kept(said: str) -> None:
    head = "From: City <o@x.example>\nSent: Monday, 2 November 2026 10:00\nTo: Ana\nSubject: Lamp"
    text = f"{said}\n\n{head}\n\nWhich pole?\nTHE THIRD\nSince when?\nSUNDAY"
    assert new_words(text) == text
    wrote = "On 2 Nov 2026 at 10:00, City <o@x.example> wrote:"
    assert new_words(f"{said}\n\n{wrote}\n> Which pole?\nThe third.") == f"{said}\n\nThe third."


def test_answers_between_the_quotes_of_html_are_kept() -> None:
    html = (
        "<div>Here:</div><div class='gmail_quote gmail_quote_container'>"
        "<div class='gmail_attr'>On 2 Nov 2026, City &lt;o@x.example&gt; wrote:</div>"
        "<blockquote>Which side?</blockquote><div>Left.</div><blockquote>Which pole?</blockquote><div>The third.</div>"
        "</div>"
    )
    assert "".join(new_words(as_text(html)).split()) == "Here:Left.Thethird."


def test_quotes_in_html_are_marked_as_in_plain_text() -> None:
    html = (
        "<div>The lamp is on again.<br><br>But now it flickers.</div><div class='gmail_quote'>"
        "<div class='gmail_attr'>On 2 Nov 2026, City &lt;<a href='mailto:o@x.example'>o@x.example</a>&gt;"
        " wrote:<br></div>"
        "<blockquote>We have mended<br>the lamp.</blockquote></div>"
    )
    assert new_words(as_text(html)) == SAID


def test_the_replies_of_the_collection_lose_their_quotes_and_nothing_else() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in collection("crisp_reply")}
    marked = [name for name, text in texts.items() for line in new_words(text).splitlines() if line.startswith(">")]
    assert marked == []
    assert [name for name, text in texts.items() if not new_words(text)] == []
    # Many of them answer with the same paragraph, the first of the file. Which one that is, they say themselves.
    first = {name: text.strip().partition("\n\n")[0].partition("\n----")[0].strip() for name, text in texts.items()}
    [(shared, times)] = Counter(first.values()).most_common(1)
    assert times > 15
    replies = {name: new_words(text) for name, text in texts.items() if text.strip().startswith(shared)}
    assert {name: reply for name, reply in replies.items() if reply != shared} == {}
    assert len(replies) > 20
