"""A form on paper: what it says, and that what is filled in comes back as it would from a page."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, create_string_object

from onestop.contracts.forms.check_answers import judge_answers
from onestop.domain.forms.asked_fields import not_given
from onestop.domain.forms.condition_words import say_only_if
from onestop.domain.forms.form import Form, read_form
from onestop.domain.forms.paper import (
    PaperMark,
    find_mark,
    mark_of,
    number_questions,
    numbers_for,
    read_paper,
)
from onestop.domain.forms.read_scan import read_scan
from onestop.domain.translation import translate
from onestop.runtime.paper.form import make_paper
from onestop.runtime.paper.paper_sheet import wrap
from onestop.runtime.paper.read_paper import read_pdf
from onestop_cli.forms.files import read_form_file
from onestop_cli.forms.preview_form import say_in
from tests.fixtures import SAMPLE
from tests.unit.forms.building import event_form

FORMS = sorted((SAMPLE / "forms").glob("*.yaml"))
TODAY = "2026-11-28"


def say(said: Any) -> str:
    return translate(said, "en") if isinstance(said, str) else said["en"]


def on_paper(form: Form, language: str = "en", large: bool = False) -> bytes:
    return make_paper(form, language, partial(say_in, language), large)


def fill(pdf: bytes, values: dict[str, str]) -> bytes:
    """Fills in fields as a viewer does: boxes with text, circles and squares with what they stand for."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    for page in writer.pages:
        for annotation in page.get("/Annots", ()):
            field = annotation.get_object()
            parent = field["/Parent"].get_object() if "/Parent" in field and "/T" not in field else field
            if (name := parent.get("/T")) in values:
                value = values[name]
                parent[NameObject("/V")] = (
                    NameObject(f"/{value}") if parent.get("/FT") == "/Btn" else create_string_object(value)
                )
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_letters_that_nobody_sees_in_a_paper_are_read_as_a_page_reads_them() -> None:
    paper = read_pdf(fill(on_paper(event_form()), {"account": "Ana\x00 \x1b[2JRuiz\r\nElm Street"}))
    assert paper is not None
    assert paper.filled["account"] == "Ana   [2JRuiz\nElm Street"


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_field_of_a_paper_comes_back_as_the_same_page_would(path: Path) -> None:
    form = read_form(read_form_file(path))
    pdf = on_paper(form, "es")
    fields = PdfReader(io.BytesIO(pdf)).get_fields() or {}
    random, filled = Random(1), dict[str, str]()
    for name, field in fields.items():
        states = [state for state in field.get("/_States_", ()) if state != "/Off"]
        filled[name] = random.choice(states).lstrip("/") if states else "2026-12-24"
    paper = read_pdf(fill(pdf, filled))
    assert paper is not None
    assert paper.mark == PaperMark(form.code, form.version)
    assert paper.filled == {name: value.lower() for name, value in filled.items()}
    answers = read_paper(form, paper.filled)
    # a file is enclosed, and has no place on the paper
    asked = {path for path, each in form.fields.items() if each.compute is None and each.kind != "file"}
    assert {path for path in asked if not not_given(_at(answers, path))} == asked
    judge_answers(form, answers, TODAY)


def _at(answers: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        answers = answers.get(step) if isinstance(answers, dict) else None
    return answers


def test_what_is_filled_in_is_read_as_on_a_page() -> None:
    form = read_form(read_form_file(SAMPLE / "forms" / "business-licence.yaml"))
    filled = {
        "does": "1", "trade-name": "Café Núñez", "opens": "2027/1/5", "registered": "no", "owners/0/name": "Ana",
        "owners/1/name": "Luis", "owners/1/abroad": "yes", "waste/0": "yes", "waste/2": "yes", "true-answers": "yes",
    }  # fmt: skip
    answers = read_paper(form, filled)
    assert answers["does"] == "restaurant"
    assert answers["opens"] == "2027-01-05"
    assert answers["registered"] is False
    assert answers["owners"] == [{"name": "Ana"}, {"name": "Luis", "abroad": True}]
    assert answers["waste"] == ["oil", "medical"]
    assert answers["true-answers"] is True
    assert "premises" not in answers


def test_a_file_of_others_is_no_form_of_ours() -> None:
    pdf = on_paper(event_form())
    assert read_pdf(pdf) is not None
    for content in (b"", b"%PDF-1.4", b"GIF89a", pdf[: len(pdf) // 2], pdf.replace(b"@", b"&"), b"%PDF-" + bytes(2000)):
        assert read_pdf(content) is None


def test_conditions_are_said_by_the_numbers_of_questions_and_the_words_beside_the_boxes() -> None:
    form = read_form(read_form_file(SAMPLE / "forms" / "business-licence.yaml"))
    owners = form.fields["owners",]
    agent = next(field for field in owners.fields if field.path == ("agent",))
    numbers = number_questions(form)
    assert say_only_if(form.fields["does-what",].when, numbers_for(form), say) == (
        "Only if your answer to 1.1 is one of these: “A workshop”, “Something else”."
    )
    assert say_only_if(agent.when, numbers_for(form, owners), say) == (
        f"Only if your answer to {numbers['owners', 'abroad']} is “Yes”."
    )
    assert say_only_if(
        {"some": [{"var": "waste"}, {"!==": [{"var": ""}, "usual"]}]}, numbers_for(form), say
    ).startswith("Only if one of your answers to")
    too_much = {">": [{"total": [{"var": "owners"}, "share"]}, 50]}
    assert say_only_if(too_much, numbers_for(form), say) == "Only if this applies to you."


def conditions_of(form: Form) -> list[tuple[Any, Any]]:
    found = [(page.when, None) for page in form.pages]
    for page in form.pages:
        for field in page.fields:
            found.append((field.when, None))
            found += [(inner.when, field) for inner in field.fields]
    return [(rule, around) for rule, around in found if rule is not None]


def test_no_condition_of_ours_is_too_much_for_a_sentence() -> None:
    for path in FORMS:
        form = read_form(read_form_file(path))
        for rule, around in conditions_of(form):
            assert "applies to you" not in say_only_if(rule, numbers_for(form, around), say), (path.name, rule)


def test_a_scan_is_known_by_its_mark_and_read_by_the_numbers_of_its_questions() -> None:
    form = read_form(read_form_file(SAMPLE / "forms" / "business-licence.yaml"))
    assert find_mark(f"Apply · {mark_of(form)} · Page 1\n{mark_of(form)}") == PaperMark(form.code, form.version)
    assert find_mark(f"{mark_of(form)} and other@3fd7a0b12c99") is None
    scan = f"""
    Apply for a business licence
    1 Your business
    1.1 What will it be?
    X A shop
    1.2 What exactly will you do there?
    Only if your answer to 1.1 is one of these: “A workshop”,
    “Something else”.
    I repair clocks,
    and sell them.
    1.3 Under which name?
    Café Núñez
    1.4 When do you want to open?
    2027/1/5
    Apply for a business licence · {mark_of(form)} · Page 1
    2 Who it belongs to
    2.1 Who carries on the business?
    """
    assert read_scan(form, scan, translate) == {
        "does": "shop",
        "does-what": "I repair clocks,\nand sell them.",
        "trade-name": "Café Núñez",
        "opens": "2027-01-05",
    }


def test_large_print_is_larger_and_chinese_lines_break_between_letters() -> None:
    form = event_form()
    usual, large = (len(PdfReader(io.BytesIO(on_paper(form, large=each))).pages) for each in (False, True))
    assert large > usual
    lines = wrap("这是一个没有空格的很长的句子" * 4, "Helvetica", 10, 100)
    assert len(lines) > 1
    assert "".join(lines) == "这是一个没有空格的很长的句子" * 4
    assert wrap("a bb ccc", "Helvetica", 10, 1000) == ["a bb ccc"]
