"""What we wrote is cut from an answer to us; what anybody else wrote is part of what its sender tells us."""

from __future__ import annotations

import pytest

from intake.email.reading import read_mail
from tests.unit.intake.email.mails import a_mail

OWN = ("onestop@port-ellery.example",)
JO = "Jo Bell <jo@council.example>"
FOLLOWS = {"In-Reply-To": "<1@x.example>", "References": "<1@x.example>"}
NEED = "Water stands in the cellar of 7 Quay Street."
OURS = "We have your report."


def head(author: str, names: str = "From Sent To Subject") -> str:
    """The fields of a quoted mail, as Outlook writes them in each language."""
    who, when, whom, what = names.split()
    return f"{who}: {author}\n{when}: Monday, 2 November 2026 10:00\n{whom}: Jo Bell\n{what}: Cellar"


@pytest.mark.parametrize(
    ("quoted", "subject", "fields"),
    [
        (head("Di <di@resident.example>"), "RE: Cellar", {"to": "Di <di@resident.example>", "Cc": OWN[0]}),
        ("On Mon, 2 Nov 2026 at 10:00, Di <di@resident.example> wrote:\n", "Re: Cellar", {"Cc": "di@resident.example"}),
        ("On 11/2/26 10:00, Di wrote:\n", "Re: [quay] Cellar", {"List-Post": "<mailto:quay@lists.example>"}),
        ("On 2 Nov 2026, at 10:00, Jo Bell <jo@council.example> wrote:\n", "Cellar", {}),
        (head("Di <di@resident.example>", "من تم-الإرسال إلى الموضوع"), "إعادة توجيه: قبو", {}),
        (head("Di <di@resident.example>", "Feladó Elküldve Címzett Tárgy"), "Továbbítás: Pince", {}),
        (head("Di <di@resident.example>", "מאת נשלח אל נושא"), "הועבר: מרתף", {}),
    ],
)
@pytest.mark.parametrize("mark", ["", "> "])
def test_what_somebody_else_wrote_is_kept(quoted: str, subject: str, fields: dict[str, str], mark: str) -> None:
    text = f"Please look at this.\n\n{quoted}\n{mark}{NEED}\n"
    mail = read_mail(a_mail(text, sender=JO, subject=subject, **FOLLOWS, **fields), OWN)
    assert "Please look at this." in mail.text
    assert NEED in mail.text


def test_a_town_at_a_provider_of_mail_is_not_all_who_have_an_address_there() -> None:
    own, fields = ("town@provider.example",), {"Cc": "di@provider.example", **FOLLOWS}
    for author, kept in (("Di <di@provider.example>", True), ("Town <town@provider.example>", False)):
        text = f"Please look at this.\n\n{head(author)}\n\n{NEED}\n"
        mail = read_mail(a_mail(text, sender="Jo <jo@provider.example>", subject="RE: Cellar", **fields), own)
        assert (NEED in mail.text) is kept


@pytest.mark.parametrize(
    ("author", "subject", "fields"),
    [
        ("City <onestop@port-ellery.example>", "RE: Cellar", {}),
        ("City <onestop+7kq2m4tx9bwdd.abc@port-ellery.example>", "RE: Cellar", {"Cc": "di@resident.example"}),
        ("Water desk <water@port-ellery.example>", "تلقائي: قبو", {}),
        ("City", "RE: Cellar", {}),
        ("City <desk@elsewhere.example>", "RE: Cellar", {}),
        ("City <onestop@port-ellery.example>", "Re: [quay] Cellar", {"List-Post": "<mailto:quay@lists.example>"}),
    ],
)
def test_what_we_wrote_is_cut(author: str, subject: str, fields: dict[str, str]) -> None:
    text = f"It is dry again.\n\n{head(author)}\n\n{OURS}\n"
    assert read_mail(a_mail(text, sender=JO, subject=subject, **FOLLOWS, **fields), OWN).text == "It is dry again."


@pytest.mark.parametrize(
    ("fields", "sender"),
    [
        ({"to": "quay@lists.example", "Reply-To": "onestop@port-ellery.example"}, "jo@council.example"),
        ({"Reply-To": "City <onestop+7kq2m4tx9bwdd.abc@port-ellery.example>"}, "jo@council.example"),
        ({"List-Post": "<mailto:quay@lists.example>", "Reply-To": "quay@lists.example"}, "jo@council.example"),
        ({"Reply-To": "Onestop <onestop@port-ellery.example>, Di <di@resident.example>"}, "di@resident.example"),
        ({"Reply-To": "no-responder@resident.example"}, "jo@council.example"),
        ({"Reply-To": "nicht-antworten@resident.example"}, "jo@council.example"),
    ],
)
def test_the_author_is_answered_and_neither_we_ourselves_nor_a_list_nor_a_box_that_takes_no_answer(
    fields: dict[str, str], sender: str
) -> None:
    assert read_mail(a_mail(sender=JO, **fields), OWN).sender == sender


@pytest.mark.parametrize(
    ("author", "sender"),
    [
        ({"X-Original-From": JO}, "jo@council.example"),
        ({"Reply-To": JO}, "jo@council.example"),
        ({"Reply-To": "quay@lists.example"}, ""),
    ],
)
def test_a_list_that_puts_itself_into_from_is_not_the_author(author: dict[str, str], sender: str) -> None:
    listed = {"List-Post": "<mailto:quay@lists.example>", "to": "quay@lists.example"}
    assert read_mail(a_mail(sender="Jo via Quay <quay@lists.example>", **listed, **author), OWN).sender == sender
