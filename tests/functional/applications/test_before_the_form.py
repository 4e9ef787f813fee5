"""Before the form: what one may get, asked without a name, and the form on paper."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
from pypdf import PdfReader

import applications
from onestop.domain.forms.paper import PaperMark, find_mark
from onestop.storage.catalogue.releases import current
from tests.aws_in_memory import Aws
from tests.functional.applications.applying import SERVICE, Browser, complaints, heading
from tests.functional.applications.test_filling_in import kept_rows

HOUSEHOLD = {
    "a-lives-here": "yes",
    "a-household": "7",
    "a-children": "0",
    "a-income": "900",
    "a-older": "no",
    "a-plans.1": "yes",
    "a-neighbours-agree": "no",
}

LEAVING = Path(applications.__file__).parent / "static" / "leaving.js"
# as much of a page as the script touches: a form with the fields that are named
A_PAGE = """
const elements = Object.fromEntries(JSON.parse(process.argv[1]).map((name) => [name, { value: "" }]));
const define = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true });
define("document", { querySelector: () => ({ elements }) });
define("navigator", {});
(0, eval)(require("fs").readFileSync(process.argv[2], "utf8"));
console.log(JSON.stringify(elements));
"""


def test_the_script_of_forms_runs_also_where_nothing_is_kept_and_there_is_no_field_to_say_so(aws: Aws) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed, so the script cannot be run")

    def filled(page: str) -> dict[str, dict[str, str]]:
        fields = json.dumps([name for name in ("scripted", "secret") if f'name="{name}"' in page])
        ran = subprocess.run(
            [node, "-e", A_PAGE, fields, str(LEAVING)], capture_output=True, text=True, check=True, timeout=60
        )
        found: dict[str, dict[str, str]] = json.loads(ran.stdout)
        return found

    assert filled(Browser().get("/apply/check")["body"]) == {}
    assert filled('<input name="scripted">') == {"scripted": {"value": "yes"}}


def test_a_few_answers_say_what_one_may_get_and_why_over_all_departments_and_are_kept_nowhere(aws: Aws) -> None:
    browser = Browser(language="es")
    page = browser.get("/apply/check")
    assert (page["statusCode"], heading(page)) == (200, "Qué puede recibir")
    assert 'name="a-name"' not in page["body"]
    answer = browser.send(page, HOUSEHOLD)
    assert answer["statusCode"] == 200
    found = re.findall(r'<li><a href="(.*?)">(.*?)</a><br>(.*?)</li>', answer["body"])
    said = {unescape(name): (unescape(there), unescape(why)) for there, name, why in found}
    assert said["Un segundo contenedor sin costo"] == (
        "/report?service=waste-cart&lang=es",
        "En su hogar son seis o más.",
    )
    assert said["Ayuda para la calefacción en invierno (Condado del Puerto)"][0] == "https://county.example/heating"
    assert [there for there, _ in said.values() if there.startswith("/apply/street-event-permit")]
    assert answer["body"].index("Puede recibir esto") < answer["body"].index("Con estas respuestas no")
    assert not kept_rows()
    assert browser.cookies == {}


def test_what_is_missing_is_said_and_nothing_is_promised(aws: Aws) -> None:
    browser = Browser()
    answer = browser.send(browser.get("/apply/check"), {"a-lives-here": "yes", "a-household": "many"})
    assert answer["statusCode"] == 400
    assert {"a-household", "a-children", "a-income", "a-older", "a-plans"} == complaints(answer).keys()
    assert "You may get this" not in answer["body"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "This can be read as 12000 or as 12. Write one of these two."),
        ("es", "Esto puede leerse como 12000 o como 12. Escriba uno de los dos."),
        ("zh-Hans", "这可以理解为 12000 或 12，请填写其中一个。"),
    ],
)
def test_an_income_that_can_be_read_in_two_ways_promises_nothing(aws: Aws, language: str, said: str) -> None:
    """Twelve thousand, as many write it, is not twelve: a benefit would be promised that is not owed."""
    browser = Browser(language=language)
    answer = browser.send(browser.get("/apply/check"), HOUSEHOLD | {"a-income": "12.000"})
    assert (answer["statusCode"], complaints(answer)) == (400, {"a-income": said})
    assert 'value="12.000"' in answer["body"]


@pytest.mark.parametrize("language", ["en", "es", "zh-Hans"])
def test_the_form_of_a_service_is_there_on_paper_in_every_language_as_plain_text(aws: Aws, language: str) -> None:
    browser = Browser(language=language)
    assert f"/apply/{SERVICE}/paper" in browser.get(f"/apply/{SERVICE}")["body"]
    answer = browser.get(f"/apply/{SERVICE}/paper?large=yes")
    assert (answer["statusCode"], answer["headers"]["Content-Type"]) == (200, "application/pdf")
    assert answer["body"].isascii()
    assert not answer.get("isBase64Encoded")
    reader = PdfReader(io.BytesIO(answer["body"].encode()))
    version = current().release["form_versions"][SERVICE]
    assert find_mark(str(reader.metadata.subject)) == PaperMark(SERVICE, version)  # type: ignore[union-attr]
    assert (reader.get_fields() or {})["organiser/email"]["/FT"] == "/Tx"


def test_a_service_without_a_form_has_none_on_paper(aws: Aws) -> None:
    assert Browser().get("/apply/pothole/paper")["statusCode"] == 404
