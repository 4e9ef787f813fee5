"""One description, two writers: XML and JSON say the same by the conversion rules of the specification."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.open311.writing import write_answer, write_json, write_xml


@pytest.mark.parametrize(
    ("value", "as_json", "as_xml"),
    [
        # value                          JSON             XML
        ({"code": "001"}, '{"code":"001"}', "<a><code>001</code></a>"),
        ({"lat": 37.76}, '{"lat":37.76}', "<a><lat>37.76</lat></a>"),
        ({"metadata": True}, '{"metadata":true}', "<a><metadata>true</metadata></a>"),
        ({"metadata": False}, '{"metadata":false}', "<a><metadata>false</metadata></a>"),
        ({"notice": None}, '{"notice":null}', "<a><notice /></a>"),
        ({"notice": ""}, '{"notice":null}', "<a><notice /></a>"),
        ({"values": []}, '{"values":[]}', "<a><values /></a>"),
        ({"formats": ["x"]}, '{"formats":["x"]}', "<a><formats><format>x</format></formats></a>"),
        ({"text": "a < b & c"}, '{"text":"a < b & c"}', "<a><text>a &lt; b &amp; c</text></a>"),
        ({"text": "道路"}, '{"text":"道路"}', "<a><text>道路</text></a>"),
    ],
)
def test_an_answer_is_written_by_the_conversion_rules(value: object, as_json: str, as_xml: str) -> None:
    assert write_answer("json", "a", value) == as_json
    assert write_answer("xml", "a", value) == f'<?xml version="1.0" encoding="UTF-8"?>\n{as_xml}'


def test_the_root_is_dropped_in_json_and_a_list_of_one_is_a_list() -> None:
    services = [{"service_code": "1"}]
    assert write_json(services) == '[{"service_code":"1"}]'
    assert write_xml("services", services).endswith(
        "<services><service><service_code>1</service_code></service></services>"
    )


@given(st.text(st.characters(), max_size=200))
def test_any_text_makes_well_formed_answers_in_utf8(text: str) -> None:
    xml = write_answer("xml", "request", {"description": text})
    found = ElementTree.fromstring(xml.encode()).findtext("description") or ""
    kept = [letter for letter in text.replace("\r\n", "\n").replace("\r", "\n") if letter in found]
    assert len(found) == len(kept)
    assert json.loads(write_answer("json", "request", {"description": text}).encode()).keys() == {"description"}


def test_what_is_no_character_of_xml_is_dropped() -> None:
    text = "a\x00b\x08c\x0bd\x1fe\ufffef\uffffg\ud800h\ti\nj\U0001f600"
    found = ElementTree.fromstring(write_answer("xml", "a", {"text": text}).encode()).findtext("text")
    assert found == "abcdefgh\ti\nj\U0001f600"
