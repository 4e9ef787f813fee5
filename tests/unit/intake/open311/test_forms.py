"""What clients post is read wherever they put it, and nothing that they send can break the reading."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote_from_bytes

import pytest
from chalice.app import Request
from hypothesis import given
from hypothesis import strategies as st

from intake.open311.forms import Open311Form, read_posted
from intake.open311.multipart import read_multipart
from intake.open311.refusing import RequestRefused

URLENCODED = "application/x-www-form-urlencoded"


def a_request(body: bytes, content_type: str | None, **query: list[str]) -> Request:
    event: dict[str, Any] = {
        "multiValueQueryStringParameters": query or None,
        "headers": {"content-type": content_type} if content_type else {},
        "pathParameters": None,
        "requestContext": {"httpMethod": "POST", "resourcePath": "/"},
        "body": body,
        "stageVariables": None,
    }
    return Request(event)


def read(body: bytes, content_type: str | None = URLENCODED, **query: list[str]) -> Open311Form:
    return read_posted(a_request(body, content_type, **query))


def test_fields_of_the_address_and_of_the_form_are_one_form() -> None:
    form = read(b"service_code=1&media_url=a&media_url=b&media_url[]=c&empty=&description=", api_key=["key"])
    assert (form.first("api_key"), form.first("service_code")) == ("key", "1")
    assert form.every("media_url") == ("a", "b", "c")
    assert (form.first("empty"), form.first("deviceid", "device_id")) == (None, None)


def test_attributes_are_gathered_by_their_code() -> None:
    form = read(b"attribute[A]=1&attribute%5BB%5D%5B%5D=2&attribute[B][]=3&attribute[]=x&attribute=y")
    assert form.attributes() == {"A": ("1",), "B": ("2", "3")}


@pytest.mark.parametrize(
    ("content_type", "sent"),
    [
        (f"{URLENCODED}; charset=utf-8", "Ñandú".encode()),
        (f"{URLENCODED}; charset=ISO-8859-1", "Ñandú".encode("latin-1")),
        (f"{URLENCODED}; charset=no-such", "Ñandú".encode()),
        (f"{URLENCODED}; charset=utf-7", "Ñandú".encode()),
        (None, "Ñandú".encode()),
    ],
)
def test_text_is_utf8_unless_the_client_says_that_it_is_latin(content_type: str | None, sent: bytes) -> None:
    assert read(b"description=" + sent, content_type).first("description") == "Ñandú"
    assert read(b"description=" + quote_from_bytes(sent).encode(), content_type).first("description") == "Ñandú"


@pytest.mark.parametrize(
    ("said", "codec", "charset"),
    [
        ("桥上的栏杆松了，请派人来看。", "gb18030", "; charset=GBK"),
        ("桥上的栏杆松了，请派人来看。", "gb18030", ""),
        ("橋の手すりが外れています。", "cp932", "; charset=Shift_JIS"),
        ("Перила на мосту сломаны", "cp1251", '; charset="windows-1251"'),
        ("Перила на мосту сломаны", "cp1251", ""),
        ("Poręcz na moście jest złamana", "iso8859-2", "; charset=ISO-8859-2"),
        ("pont – “garde-corps”", "cp1252", "; charset=ISO-8859-1"),
        ("garde-corps cassé", "utf-8", "; charset=ISO-8859-1"),
    ],
)
def test_a_charset_that_a_client_names_is_believed_if_its_bytes_agree(said: str, codec: str, charset: str) -> None:
    sent = b"description=" + quote_from_bytes(said.encode(codec)).encode()
    assert read(sent, URLENCODED + charset).first("description") == said
    part = b'Content-Disposition: form-data; name="description"\r\n\r\n' + said.encode(codec)
    body = multipart(part, boundary=b"xyz")
    assert read(body, f"multipart/form-data; boundary=xyz{charset}").first("description") == said


def test_control_characters_become_spaces_and_line_ends_one() -> None:
    assert read(b"description=a%00b%0D%0Ac%1B").first("description") == "a b\nc"


def multipart(*parts: bytes, boundary: bytes = b"x y'z") -> bytes:
    return b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + boundary + b"--\r\n"


def test_a_form_with_a_photo_keeps_every_byte_of_it() -> None:
    photo = bytes(range(256)) + b"\r\n--x\r\n\n\r" + bytes(range(256))
    body = multipart(
        b'Content-Disposition: form-data; name="description"\r\n\r\nA hole. \xe5\x9d\x91',
        b'Content-Disposition: form-data; name="media"; filename="C:\\\\fakepath\\\\a \\"b\\".jpg"\r\n'
        b"Content-Type: image/jpeg\r\nContent-Transfer-Encoding: binary\r\n\r\n" + photo,
        b'Content-Disposition: form-data; name="nothing"; filename=""\r\nContent-Type: image/jpeg\r\n\r\n',
        b"no headers at all",
    )
    form = read(body, 'multipart/form-data; boundary="x y\'z"')
    assert form.first("description") == "A hole. 坑"
    (file,) = form.files
    assert (file.name, file.media_type, file.data) == ('a "b".jpg', "image/jpeg", photo)


def test_a_part_with_an_endless_header_is_left_out_and_the_others_are_kept() -> None:
    named = b'Content-Disposition: form-data; name="%s"\r\n'
    body = multipart(named % b"a" + b"X: y\r\n" * 2000 + b"\r\n1", named % b"b" + b"\r\n2", boundary=b"x")
    assert read(body, "multipart/form-data; boundary=x").fields == {"b": ("2",)}


@pytest.mark.parametrize("content_type", ["multipart/form-data", "multipart/form-data; boundary=", "text/plain", "x"])
def test_what_is_no_form_is_refused(content_type: str) -> None:
    with pytest.raises(RequestRefused) as refused:
        read(b"something", content_type)
    assert refused.value.status == 400


@pytest.mark.parametrize("body", [b"a=1&" * 500, b"&".join(b"f%d=1" % number for number in range(500))])
def test_more_fields_than_anybody_needs_are_refused(body: bytes) -> None:
    with pytest.raises(RequestRefused):
        read(body)


@given(st.binary(max_size=400), st.sampled_from([URLENCODED, "multipart/form-data; boundary=x", "multipart/form-data"]))
def test_no_bytes_break_the_reading(body: bytes, content_type: str) -> None:
    try:
        form = read(body, content_type)
    except RequestRefused:
        return
    assert all(isinstance(value, str) and value for values in form.fields.values() for value in values)


@given(st.lists(st.binary(max_size=80), max_size=5))
def test_every_part_comes_back_as_it_was_sent(datas: list[bytes]) -> None:
    parts = (b'Content-Disposition: form-data; name="f"; filename="f"\r\n\r\n' + data for data in datas)
    found = read_multipart("multipart/form-data; boundary=0123456789", multipart(*parts, boundary=b"0123456789"))
    assert [part.data for part in found or ()] == datas


@pytest.mark.parametrize("form", [URLENCODED, None, f"{URLENCODED}; charset=utf-8"])
def test_latin_letters_that_nobody_announced_are_read(form: str | None) -> None:
    said = read(b"description=caf%E9+Pe%F1a&address=Stra\xdfe+%80+%E2%82%AC", form)
    assert said.first("description") == "café Peña"
    assert read(b"description=%E2%82%AC+caf%C3%A9", form).first("description") == "€ café"
    body = multipart(b'Content-Disposition: form-data; name="description"\r\n\r\ncaf\xe9')
    assert read(body, 'multipart/form-data; boundary="x y\'z"').first("description") == "café"


@given(st.text(min_size=1, max_size=60), st.sampled_from(["utf-8", "cp1252"]))
def test_no_letter_is_lost_in_a_form(text: str, codec: str) -> None:
    sent = text.encode(codec, "ignore")
    assert "\ufffd" in text or "\ufffd" not in (read(b"d=" + quote_from_bytes(sent).encode()).first("d") or "")
