"""A city changes a word of ours, or adds a language, by a translators' file in its folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.translation import N_, NP_, OF_CONTEXT
from onestop_cli.every_command import commands
from onestop_cli.project import find_project
from onestop_cli.release.read_folder import RefusedJurisdiction, read_release
from onestop_cli.words.gather import as_po, read_words

SAMPLE = find_project().sample_jurisdiction
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
DONE = N_("The work is done.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLE, tmp_path / "city")
    return tmp_path / "city"


def write_words(folder: Path, language: str, text: str, rule: str = "\n") -> None:
    (folder / "locales").mkdir(exist_ok=True)
    (folder / "locales" / f"{language}.po").write_text(HEAD + rule + text, encoding="utf-8")


def faults_of(folder: Path) -> str:
    with pytest.raises(RefusedJurisdiction) as refused:
        read_release(folder)
    return "\n".join(f"{fault.file}: {fault.wrong} -> {fault.right}" for fault in refused.value.faults)


def offer(folder: Path, language: str) -> None:
    """Offers a language; the texts of the city itself would need it too, which is not what these tests are about."""
    file = folder / "jurisdiction.yaml"
    file.write_text(
        file.read_text().replace("languages: [en, zh-Hans, es]", f"languages: [en, zh-Hans, es, {language}]")
    )


def test_a_city_says_a_sentence_in_its_own_words(folder: Path) -> None:
    write_words(folder, "es", f'msgid "{DONE}"\nmsgstr "Ya quedó."\n')
    release = read_release(folder)
    assert release["words"] == {"es": {DONE: "Ya quedó."}}
    assert Catalogue("v", release).say(DONE, "es") == "Ya quedó."
    assert Catalogue("v", release).say(DONE, "zh-Hans") == "事项已办结。"


def test_a_message_with_a_context_is_changed_where_it_is_meant(folder: Path) -> None:
    write_words(folder, "es", 'msgctxt "survey"\nmsgid "Choose an answer."\nmsgstr "Escoja una."\n')
    assert read_release(folder)["words"] == {"es": {f"survey{OF_CONTEXT}Choose an answer.": "Escoja una."}}


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("es", 'msgid "The wrok is done."\nmsgstr "Ya."\n', "we never say 'The wrok is done.'"),
        ("es", f'#, fuzzy\nmsgid "{DONE}"\nmsgstr "Ya."\n', "is marked fuzzy"),
        ("es", 'msgid "Your case: {reference}"\nmsgstr "Su caso {number}"\n', "fills in other things"),
        ("es", "msgid unquoted\n", "this is not a PO file"),
        ("de", f'msgid "{DONE}"\nmsgstr "Fertig."\n', "'de' is not offered"),
    ],
)
def test_what_is_wrong_with_a_citys_words_is_told_with_the_file(
    folder: Path, language: str, text: str, wrong: str
) -> None:
    write_words(folder, language, text)
    told = faults_of(folder)
    assert f"locales/{language}.po: " in told
    assert wrong in told


def test_a_language_that_we_do_not_ship_must_be_whole(folder: Path) -> None:
    offer(folder, "fr")
    assert "of our messages are not translated" in faults_of(folder)
    asked = CliRunner().invoke(commands, ["words", "fr", "--into", str(folder)])
    assert asked.exit_code == 0
    assert "to translate" in asked.output
    file = folder / "locales" / "fr.po"
    words = read_words(file, "fr")
    assert words.num_plurals == 3
    for message in words:
        if isinstance(message.id, str):
            message.string = message.id
    file.write_bytes(as_po(words))
    assert "of our messages are not translated, such as 'within {count} working hour'" in faults_of(folder)
    for message in words:
        if not isinstance(message.id, str):
            message.string = (message.id[0], message.id[1], message.id[1])
    file.write_bytes(as_po(words))
    assert "of our messages are not translated" not in faults_of(folder)  # what is left are the city's own texts


DAYS = NP_("It is {count} day late.", "It is {count} days late.")
RULE = '"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);\\n"\n\n'


def test_a_city_says_how_many_in_its_own_words_with_the_plural_forms_of_its_file(folder: Path) -> None:
    forms = 'msgstr[0] "Un día tarde."\nmsgstr[1] "{count} dias tarde."\nmsgstr[2] "Muy tarde: {count}."\n'
    write_words(folder, "es", f'msgid "{DAYS[0]}"\nmsgid_plural "{DAYS[1]}"\n{forms}', RULE)
    city = Catalogue("v", read_release(folder))
    assert [city.say_count(DAYS, count, "es") for count in (1, 4, 1200)] == [
        "Un día tarde.",
        "4 dias tarde.",
        "Muy tarde: 1.200.",
    ]
    assert city.say_count(DAYS, 4, "en") == "It is 4 days late."
    assert city.say(N_(DAYS[0]), "es") != ["Un día tarde."]


@pytest.mark.parametrize(
    ("forms", "rule", "wrong"),
    [
        ('msgstr[0] "Un día."\nmsgstr[1] "{number} dias."\nmsgstr[2] "{count} dias."\n', RULE, "fills in other things"),
        ('msgstr[0] "Un día."\nmsgstr[1] "{count} dias."\n', RULE, "has a plural form that is empty"),
        ('msgstr[0] "Un día."\nmsgstr[1] "{count} dias."\n', RULE.replace("n<5", "n<"), "are no rule"),
    ],
)
def test_a_plural_that_is_wrong_is_told_and_not_dropped(folder: Path, forms: str, rule: str, wrong: str) -> None:
    write_words(folder, "es", f'msgid "{DAYS[0]}"\nmsgid_plural "{DAYS[1]}"\n{forms}', rule)
    assert wrong in faults_of(folder)


@pytest.mark.parametrize("language", ["klingon-x", "", "e"])
def test_a_language_that_there_is_not_is_refused(folder: Path, language: str) -> None:
    asked = CliRunner().invoke(commands, ["words", language, "--into", str(folder)])
    assert asked.exit_code != 0
    assert not (folder / "locales").exists()
