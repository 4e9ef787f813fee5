"""What was chosen for an address holds for a new case; what the new case says itself counts first."""

from __future__ import annotations

from dataclasses import replace

from onestop.domain.letters.preferences import Preferences
from onestop.domain.people.chosen_preferences import (
    ChosenPreferences,
    addresses_in_order,
    is_shown,
    said_now,
    with_chosen,
    with_objections,
)
from onestop.domain.people.person import Person, identity_of
from tests.builders import NOW

KEY = b"0" * 32
ANA = Person(id="1", email="ana@resident.example", phone="+19025550123", organisation="123")
QUIET = Preferences(without=("survey",), quiet=("22:00", "07:00"), zone="Europe/Madrid", daily=True)
MAIL = ChosenPreferences(at=NOW, language="es", prefers="email", preferences=QUIET)
TEXTS = ChosenPreferences(at=NOW, language="zh-Hans", prefers="sms", preferences=Preferences(without=("news",)))


def test_the_address_that_letters_go_to_comes_first_and_a_business_has_none() -> None:
    mail, number = (identity_of(each or "", KEY) for each in (ANA.email, ANA.phone))
    assert addresses_in_order(ANA, KEY) == (mail, number)
    assert addresses_in_order(Person(id="1", email=ANA.email, phone=ANA.phone, prefers="sms"), KEY) == (number, mail)
    assert addresses_in_order(Person(id="1", organisation="123"), KEY) == ()


def test_the_first_address_decides_and_what_any_does_without_is_left_out() -> None:
    person = with_chosen(ANA, {"a": MAIL, "b": TEXTS}, "a", says_language=False)
    assert (person.language, person.prefers, person.chosen_for) == ("es", "email", ("a", "b"))
    assert person.preferences == Preferences(without=("news", "survey"), quiet=QUIET.quiet, zone=QUIET.zone, daily=True)
    assert with_chosen(ANA, {}, "a", says_language=False) is ANA


def test_what_the_new_request_says_counts_before_what_was_chosen() -> None:
    asked = Person(id="1", email=ANA.email, phone=ANA.phone, language="en", prefers="sms")
    person = with_chosen(asked, {"a": MAIL}, "a", says_language=True)
    assert (person.language, person.prefers, person.preferences) == ("en", "sms", QUIET)


def test_of_an_address_that_letters_do_not_go_to_only_objections_count() -> None:
    person = with_chosen(ANA, {"a": MAIL}, "b", says_language=False)
    assert person == replace(ANA, preferences=Preferences(without=("survey",)), chosen_for=("a",))


def test_what_was_chosen_for_another_address_is_not_shown() -> None:
    person = with_chosen(ANA, {"a": MAIL}, "a", says_language=False)
    assert (is_shown(ANA, ()), is_shown(person, ("a",)), is_shown(person, ("b",))) == (True, True, False)
    both = with_chosen(ANA, {"a": MAIL, "b": TEXTS}, "a", says_language=False)
    assert (is_shown(both, ("a",)), is_shown(both, ("a", "b"))) == (False, True)


def test_objections_are_added_and_nothing_else_changes() -> None:
    assert with_objections(QUIET, ()) is QUIET
    assert with_objections(QUIET, [MAIL]) is QUIET
    assert with_objections(Preferences(daily=True), [TEXTS, MAIL]) == Preferences(
        daily=True, without=("news", "survey")
    )


def test_a_channel_that_was_not_offered_stays() -> None:
    before = ("letter", Preferences(ways=(("legal", "letter"), ("news", "letter"))))
    said = ("sms", Preferences(ways=(("news", "sms"),)))
    assert said_now(before, said, ("email", "sms")) == (
        "letter",
        Preferences(ways=(("legal", "letter"), ("news", "sms"))),
    )
    assert said_now(before, said) == said
    assert said_now(before, (None, Preferences())) == ("letter", Preferences())
