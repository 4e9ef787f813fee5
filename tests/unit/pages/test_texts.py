"""What we say is said in every language that we ship, and as people of that language write."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from notifications.words.letter import Message, with_danger
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.hazards.first_words import CALL, FIRST, KEPT, first_words
from onestop.domain.languages import (
    direction_of,
    formats,
    name_of_language,
    say_list,
    say_money,
    say_number,
    say_percent,
    say_size,
    say_weekday,
)
from onestop.domain.pseudo_languages import RIGHT_TO_LEFT
from onestop.domain.time.dates import say_date, say_moment, say_month
from onestop.domain.translation import N_, NC_, NP_, translate, translate_count
from onestop.runtime.pages.page_texts import SHIPPED
from onestop_cli.project import find_project
from onestop_cli.words.check import faults_of, find_faults
from onestop_cli.words.files import files_of
from onestop_cli.words.formats import FORMATS, formats_as_json
from onestop_cli.words.gather import as_po, gather, messages_of, read_words

PROJECT = find_project().root
WORDS = {locale: read_words(file, locale) for locale, file in files_of(PROJECT)}
SAID = N_("Follow the case {reference}")


def test_every_message_is_translated_to_every_language_that_we_ship() -> None:
    assert {locale.replace("_", "-") for locale in WORDS} | {"en"} == set(SHIPPED)
    assert list(find_faults(PROJECT)) == []


def test_chinese_uses_its_own_punctuation() -> None:
    said = [str(each.string) for each in WORDS["zh_Hans"] if each.id]
    assert [text for text in said if re.search("[一-鿿][,;:!?]", text)] == []


def test_spanish_takes_nobody_for_a_man() -> None:
    said = [
        text
        for each in WORDS["es"]
        if each.id
        for text in ([each.string] if isinstance(each.string, str) else each.string)
    ]
    masculine = re.compile(
        r"\b([Ee]l|[Uu]n|al|del|[Ll]os|[Ee]ste) residentes?\b|Bienvenido|está seguro|[Aa]dministrador\b"
    )
    assert [text for text in said if masculine.search(text)] == []


def test_what_is_missing_in_doubt_left_over_or_filled_in_otherwise_is_found() -> None:
    code, words = Catalog(), Catalog(locale="es")
    for message in ("Yes", "No", "Call {phone}", "Bye"):
        code.add(message)
    words.add("Yes", "Sí")
    words.add("No", "No", flags=["fuzzy"])
    words.add("Call {phone}", "Llame al {number}")
    words.add("Gone", "Ido")
    found = "\n".join(faults_of(code, words))
    assert "fuzzy, for somebody to look at: 'No'" in found
    assert "other {names} than in English: 'Call {phone}'" in found
    assert "not translated: 'Bye'" in found
    assert "no longer in the code: 'Gone'" in found
    assert "'Yes'" not in found


@pytest.mark.parametrize(
    ("language", "forms", "wrong"),
    [
        ("es", ("en {count} día", "en {count} días", "en {count} días"), ""),
        ("es", ("en {count} día", "en {count} horas", "en {count} días"), "whole millions"),  # as was shipped once
        ("es", ("en {count} día", "en {number} días", "en {count} días"), "other {names}"),
        ("es", ("mañana", "en {count} días", "en {count} días"), ""),  # for one only: no number is needed
        ("es", ("en {count} día", "en unos días", "en {count} días"), "other {names}"),
        ("es", ("en {count} día", "", "en {count} días"), "not translated"),
        ("zh_Hans", ("{count}天内",), ""),
        ("zh_Hans", ("几天内",), "other {names}"),
    ],
)
def test_each_plural_form_is_compared_with_the_english(language: str, forms: tuple[str, ...], wrong: str) -> None:
    code, words = Catalog(), Catalog(locale=language)
    words.add(("within {count} day", "within {count} days"), forms)
    code.add(("within {count} day", "within {count} days"))
    found = list(faults_of(code, words))
    assert wrong in "".join(found)
    assert bool(found) is bool(wrong)


def test_translators_files_are_as_the_command_writes_them(tmp_path: Path) -> None:
    for locale, file in files_of(PROJECT):
        copy = tmp_path / "layers" / "locales" / locale / "LC_MESSAGES" / "onestop.po"
        copy.parent.mkdir(parents=True)
        copy.write_bytes(file.read_bytes())
    for source in ("layers/common/python/onestop", "functions", "infra/onestop_cli"):
        (tmp_path / source).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / source).symlink_to(PROJECT / source)
    gather(tmp_path)
    for locale, file in files_of(tmp_path):
        assert file.read_text() == (PROJECT / file.relative_to(tmp_path)).read_text(), f"{locale}: run make words"


def test_the_formats_of_languages_are_those_of_cldr() -> None:
    assert (PROJECT / FORMATS).read_text(encoding="utf-8") == formats_as_json(), "run make words"


def test_a_message_of_one_place_may_differ_from_the_same_english_elsewhere() -> None:
    assert translate(NC_("survey", "Choose an answer."), "zh-Hans") == "请选择一个答案。"
    assert translate(NC_("own case", "Choose an answer."), "zh-Hans") == "请选择一项。"
    assert translate(NC_("survey", "Choose an answer."), "en") == "Choose an answer."


@pytest.mark.parametrize(
    ("count", "language", "said"),
    [(1, "en", "within 1 day"), (2, "en", "within 2 days"), (1, "es", "en 1 día"), (5, "es", "en 5 días")],
)
def test_one_and_several_are_told_apart(count: int, language: str, said: str) -> None:
    assert translate_count(NP_("within {count} day", "within {count} days"), count, language) == said


def test_a_jurisdiction_says_it_in_its_own_words(catalogue: Catalogue) -> None:
    own = Catalogue("v", {**catalogue.release, "words": {"es": {SAID: "Mire el caso {reference}"}}})
    assert own.say(SAID, "es") == "Mire el caso {reference}"
    assert own.say(SAID, "en") == SAID


SAYS_OURS = {
    "layers/common/python/onestop/domain/catalogue/catalogue.py",
    "layers/common/python/onestop/runtime/pages/frame.py",  # pages that are shown while the catalogue cannot be read
}


def test_no_function_says_our_words_past_those_of_the_jurisdiction() -> None:
    """`translate` knows nothing of a city's own `.po`; whoever runs for a city asks its catalogue."""
    files = {
        str(path.relative_to(PROJECT))
        for folder in ("functions", "layers/common/python/onestop")
        for path in (PROJECT / folder).rglob("*.py")
        if re.search(r"^from onestop\.domain\.translation import .*\btranslate(_count)?\b", path.read_text(), re.M)
    }
    assert files == SAYS_OURS


BY_HAND = re.compile(r":,[}.]|[0-9}] kB\b|\|join\(\", \"\)")  # numbers, sizes and lists in the English way


def test_numbers_sizes_and_lists_are_not_written_by_hand() -> None:
    """CLDR knows how each language writes them: see `domain/languages.py`."""
    files = [
        str(path.relative_to(PROJECT))
        for folder in ("functions", "layers/common/python/onestop")
        for path in sorted((PROJECT / folder).rglob("*"))
        if path.suffix in (".html", ".py") and BY_HAND.search(path.read_text(encoding="utf-8"))
    ]
    assert files == []


def test_a_city_warns_of_danger_in_its_own_words(catalogue: Catalogue) -> None:
    own = {FIRST: "¡Llame ya al {number}!", CALL: "¡Ya: {number}!", KEPT: "Lo tenemos: {reference}."}
    city = Catalogue("v", {**catalogue.release, "words": {"es": own}})
    letter = with_danger(Message("Su caso", "Hola."), "gas", "es", city)
    number = city.hazards.number_of("gas")
    assert (letter.subject, letter.body.partition("!")[0]) == (f"¡Ya: {number}! Su caso", f"¡Llame ya al {number}")
    assert first_words(number, "es", city.say, "N-1").endswith("Lo tenemos: N-1.")


def test_pseudo_languages_keep_what_is_filled_in() -> None:
    assert translate(SAID, "en-XA").startswith("[Fólló")
    assert "{reference}" in translate(SAID, "en-XA")
    assert len(translate(SAID, "en-XA")) > len(SAID) * 1.2
    assert translate(SAID, "ar-XB").startswith(RIGHT_TO_LEFT)
    assert "{reference}" in translate(SAID, "ar-XB")
    assert (direction_of("ar-XB"), direction_of("en-XA"), direction_of("he")) == ("rtl", "ltr", "rtl")


def test_every_message_of_the_code_can_be_written_and_read_again() -> None:
    written = messages_of(PROJECT)
    assert len(written) > 300
    assert b'msgid "Tell us what you need"' in as_po(written)


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("en", "23 November 2026", "23 November 2026, 12:05 am"),
        ("zh-Hans", "2026年11月23日", "2026年11月23日 00:05"),
        ("es", "23 de noviembre de 2026", "23 de noviembre de 2026, 0:05"),
        ("es-MX", "23 de noviembre de 2026", "23 de noviembre de 2026, 0:05"),
        ("fr", "23 novembre 2026", "23 novembre 2026, 00:05"),
    ],
)
def test_a_moment_is_said_in_the_time_of_the_jurisdiction(language: str, day: str, moment: str) -> None:
    at = datetime(2026, 11, 23, 4, 5, tzinfo=UTC)  # midnight and five in Halifax
    assert say_date(at, "America/Halifax", language) == day
    assert say_moment(at, "America/Halifax", language) == moment


@pytest.mark.parametrize(
    ("language", "this_year"),
    [("en", "23 November"), ("zh-Hans", "11月23日"), ("es", "23 de noviembre"), ("hu", "november 23.")],
)
def test_a_day_that_is_said_now_says_the_year_only_where_it_is_another(language: str, this_year: str) -> None:
    at, zone = datetime(2026, 11, 23, 4, 5, tzinfo=UTC), "America/Halifax"
    old_years_night = datetime(2027, 1, 1, 3, 0, tzinfo=UTC)  # in Halifax it is still 2026
    assert say_date(at, zone, language, now=old_years_night) == this_year
    assert "2026" in say_date(at, zone, language, now=old_years_night + timedelta(hours=2))


@pytest.mark.parametrize(
    ("language", "month"),
    [("en", "January 2026"), ("zh-Hans", "2026年1月"), ("es", "enero de 2026"), ("cs", "leden 2026")],
)
def test_a_month_is_said_as_it_stands_without_a_day(language: str, month: str) -> None:
    assert say_month(date(2026, 1, 31), language) == month


def test_every_language_has_a_day_without_a_year() -> None:
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    said = {language: say_date(at, "UTC", language, now=at) for language in formats()}
    assert said
    assert {one: day for one, day in said.items() if "23" not in day or "2026" in day or "{" in day} == {}


@pytest.mark.parametrize(
    ("things", "language", "said"),
    [
        ([], "en", ""),
        (["{1}"], "en", "{1}"),
        (["a", "b"], "es", "a y b"),
        (["{1}", "b", "c"], "en", "{1}, b and c"),
        (["路灯", "公园", "垃圾", "水"], "zh-Hans", "路灯、公园、垃圾和水"),
    ],
)
def test_several_things_are_listed_as_the_language_does(things: list[str], language: str, said: str) -> None:
    assert say_list(things, language) == said


@pytest.mark.parametrize(
    ("language", "number", "money", "percent", "small", "large", "monday"),
    [
        ("en", "1,234,567", "-1,234.50", "40%", "48 kB", "2.3 MB", "Monday"),
        ("es", "1.234.567", "-1.234,50", "40\u00a0%", "48 kB", "2,3 MB", "lunes"),
        ("zh-Hans", "1,234,567", "-1,234.50", "40%", "48 kB", "2.3 MB", "星期一"),
        ("fr", "1\u00a0234\u00a0567", "-1\u00a0234,50", "40\u00a0%", "48\u00a0ko", "2,3\u00a0Mo", "lundi"),
        ("hi", "12,34,567", "-1,234.50", "40%", "48 kB", "2.3 MB", "सोमवार"),
    ],
)
def test_numbers_amounts_and_sizes_are_written_as_the_language_does(
    language: str, number: str, money: str, percent: str, small: str, large: str, monday: str
) -> None:
    assert (say_number(1_234_567, language), say_number(-999, language)) == (number, "-999")
    assert (say_money(-1234.5, language), say_percent(40, language)) == (money, percent)
    assert (say_size(48_400, language), say_size(2_300_000, language), say_weekday(0, language)) == (
        small,
        large,
        monday,
    )


def test_a_number_in_a_sentence_is_grouped_too() -> None:
    assert translate_count(NP_("within {count} day", "within {count} days"), 12_000, "es") == "en 12.000 días"


def test_languages_call_themselves_by_their_own_name() -> None:
    assert [name_of_language(code) for code in ("en", "zh-Hans", "es", "xx")] == [
        "English",
        "简体中文",
        "Español",
        "xx",
    ]
