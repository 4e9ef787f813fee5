"""`onestop plan show`: the plan of a service in the terminal and as a picture, in each language."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.plan_pictures.drawn_plan import draw_plan
from onestop.domain.plan_pictures.svg import draw_svg
from onestop.domain.plan_pictures.wrap_words import measure_words, wrap_words
from onestop_cli.every_command import commands

SAMPLE = Path(__file__).parents[3] / "infra" / "jurisdictions" / "port-ellery"
SVG = "{http://www.w3.org/2000/svg}"


def show(*arguments: str, columns: int = 80) -> Result:
    return CliRunner().invoke(commands, ["plan", "show", *arguments], env={"COLUMNS": str(columns)})


def words_of(result: Result) -> str:
    """What was printed, without the lines of the boxes."""
    return " ".join(re.sub(r"[│┊─┌┐└┘├┤╭╮╰╯┄]", " ", result.output).split())


def test_a_plan_is_drawn_in_the_terminal_with_all_that_is_to_know() -> None:
    result = show("fallen-tree", columns=200)
    assert result.exit_code == 0
    drawn = words_of(result)
    for words in ("Fallen tree or branch", "within 48 working hours", "1 Clear the way", "Cut up and remove the tree",
                  "Parks and Trees", "within 16 working hours", "2 Repair", "The resident, for Parks and Trees",
                  "within 3 days", "optional", "all of these", "Result: Is the street damaged?"):  # fmt: skip
        assert words in drawn, words
    assert drawn.index("Clear the way") < drawn.index("Block the path") < drawn.index("Repair the sidewalk")


def test_tasks_of_a_stage_stand_side_by_side_and_every_line_fits() -> None:
    lines = show("dangerous-building").output.splitlines()
    assert any("Inspect the building" in line and "Close off the street" in line for line in lines)
    assert max(map(len, lines)) <= 80


def test_conditions_are_said_in_the_words_of_questions_and_choices(catalogue: Catalogue) -> None:
    assert "only if “May we first call whoever makes the noise?” is: yes" in in_svg(catalogue, "noise")
    assert "not if “Whose land is the tree on?” is: Private land" in in_svg(catalogue, "fallen-tree")
    assert "only if “Standing in the register” of “Look the company up” is: Struck off or Not found" in in_svg(
        catalogue, "new-business"
    )
    assert "only if district is: Harbourside" in in_svg(catalogue, "illegal-dumping")
    assert "only if priority is: high or urgent" in in_svg(catalogue, "sidewalk")


def in_svg(catalogue: Catalogue, code: str, language: str = "en") -> str:
    """The words for those who do not see the picture."""
    picture = ElementTree.fromstring(draw_svg(draw_plan(catalogue, catalogue.services[code], language)))
    return str(picture.findtext(f"{SVG}desc"))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("street-event-permit", "any 2 of these"),
        ("street-event-permit", "a reopened case starts here"),
        ("street-event-permit", "within 10 days"),
        ("noise", "any one of these"),
        ("rodents", "Linked case: Illegal dumping, for Environment and Health"),
        ("rodents", "optional · can be repeated"),
        ("new-business", "Business Register (machine) · within 1 working hour"),
        ("street-light", "Brightline Lighting (contractor)"),
    ],
)
def test_what_a_plan_can_do_is_named(catalogue: Catalogue, code: str, words: str) -> None:
    assert words in in_svg(catalogue, code)


@pytest.mark.parametrize(
    ("language", "words"), [("zh-Hans", "仅当“是否需要封闭道路？”为：是"), ("es", "Revisar la solicitud")]
)
def test_a_plan_is_drawn_in_every_language_of_the_jurisdiction(catalogue: Catalogue, language: str, words: str) -> None:
    assert words in in_svg(catalogue, "street-event-permit", language)
    assert show("street-event-permit", "--language", language).exit_code == 0


def test_every_plan_of_the_sample_makes_a_sound_picture_whose_words_lie_inside_it(catalogue: Catalogue) -> None:
    for code, service in catalogue.services.items():
        picture = ElementTree.fromstring(draw_svg(draw_plan(catalogue, service, "es")))
        width, height = float(picture.attrib["width"]), float(picture.attrib["height"])
        assert picture.attrib["role"] == "img"
        assert picture.findtext(f"{SVG}title")
        for text in picture.iter(f"{SVG}text"):
            assert 0 < float(text.attrib["x"]) < width, code
            assert 0 < float(text.attrib["y"]) < height, code


def test_words_with_signs_of_markup_stay_words(tmp_path: Path) -> None:
    city = shutil.copytree(SAMPLE, tmp_path / "city")
    service = city / "services" / "pothole.yaml"
    service.write_text(
        service.read_text(encoding="utf-8").replace("en: Pothole", 'en: "<b>&[red]</b>"'), encoding="utf-8"
    )
    picture = ElementTree.fromstring(show("pothole", "--jurisdiction", str(city), "--format", "svg").output)
    assert picture.findtext(f"{SVG}title") == "<b>&[red]</b>"
    assert "<b>&[red]</b>" in show("pothole", "--jurisdiction", str(city)).output


@pytest.mark.parametrize(("form", "start"), [("svg", "<svg"), ("text", "Pothole")])
def test_a_drawing_goes_to_a_file_if_asked(tmp_path: Path, form: str, start: str) -> None:
    file = tmp_path / "plan"
    result = show("pothole", "--format", form, "--output", str(file))
    assert (result.exit_code, result.output) == (0, "")
    assert file.read_text(encoding="utf-8").startswith(start)


@pytest.mark.parametrize(
    ("arguments", "likely"),
    [(["pothol"], "did you mean 'pothole'?"), (["pothole", "--language", "zh-Hant"], "did you mean 'zh-Hans'?")],
)
def test_an_unknown_service_or_language_brings_suggestions_and_exit_code_2(arguments: list[str], likely: str) -> None:
    result = show(*arguments)
    assert result.exit_code == 2
    assert likely in words_of(result)


@given(st.text(st.sampled_from("ab WM.,，。中文é "), max_size=60), st.integers(60, 300))
def test_lines_keep_all_words_and_no_chinese_sign_of_punctuation_begins_one(words: str, width: int) -> None:
    lines = wrap_words(words, width, 15)
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert not any(line[0] in "，。" for line in lines[1:])
    several = [line for line in lines if " " in line and not set("，。") & set(line)]
    assert all(measure_words(line, 15) <= width for line in several)
