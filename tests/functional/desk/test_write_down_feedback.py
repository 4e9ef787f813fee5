"""What somebody thinks of us, by text message and written down at the counter: kept once, and opens no case."""

from __future__ import annotations

from datetime import timedelta

from onestop.storage.surveys.feedback import feedback_for
from tests.aws_in_memory import Aws
from tests.builders import NOW
from tests.functional.desk.desking import hidden_in, signed_in
from tests.functional.intake.sms.texting import replies, text


def test_a_message_that_begins_with_the_word_is_kept_for_who_reads_such_words_and_opens_nothing(aws: Aws) -> None:
    for words in ("Praise: the crew at 3 Elm Lane was kind", "Sugerencia: pongan más bancos", "意见：窗口排队太久"):
        assert text(words).what == "recorded"
    again = [text("Idea: more benches", id="a").what, text("Idea: more benches", id="a", after=9).what]
    assert again[0] == "recorded"
    found = feedback_for("contact-centre", NOW)
    assert sorted((each.kind, each.channel) for each in found) == [
        ("complaint", "sms"), ("idea", "sms"), ("idea", "sms"), ("praise", "sms")
    ]  # fmt: skip
    assert not [each for each in found if "Elm Lane" in each.words]
    assert "we read what you said" in replies(aws)[0]
    assert text("Complaint: there is a deep pothole", after=4000).what == "opened"  # without the word it is a need
    for number in range(9):
        text(f"Idea: number {number}", after=4100 + number)
    assert len(feedback_for("contact-centre", NOW + timedelta(hours=1))) <= 4 + 5


def test_staff_write_down_what_is_said_and_what_is_said_of_their_own_people_is_read_elsewhere(aws: Aws) -> None:
    clerk = signed_in(agency="contact-centre", role="reception")
    key = hidden_in(clerk.get("/desk/opinion")["body"])["key"]
    said = [
        ("kind", "staff"),
        ("agency", "contact-centre"),
        ("words", "They hung up."),
        ("channel", "phone"),
        ("key", key),
    ]
    for _ in range(2):
        answer = clerk.submit("/desk/opinion", said, seen="/desk/opinion")
        assert answer["statusCode"] == 200, answer["body"]
    assert feedback_for("contact-centre", NOW) == []
    agencies = ("streets", "water", "parks", "sanitation", "streetlights")
    assert sum(len(feedback_for(agency, NOW)) for agency in agencies) == 1
    wrong = clerk.submit("/desk/opinion", [("kind", "joke"), ("channel", "phone")], seen="/desk/opinion")
    assert wrong["statusCode"] == 400
