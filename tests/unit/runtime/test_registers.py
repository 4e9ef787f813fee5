"""A register of somebody else's says something in time, or a person looks it up: whatever it sends."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from onestop.domain.catalogue.jurisdiction import Register
from onestop.runtime.outside.call_outside import Outside, ServerAnswer
from onestop.runtime.outside.registers import RegisterSilent, ask_register

REGISTER: Register = {"code": "business", "name": {"en": "Business Register"}, "url": "https://register.example/ask"}


@dataclass(frozen=True, slots=True)
class Says(Outside):
    """A register that says this."""

    body: bytes = b""

    def call(self, *_: object, **__: object) -> ServerAnswer:
        return ServerAnswer(200, self.body)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b'{"a":' * 50_000],
    ids=["none", "cut", "list", "bytes", "deep", "deeper"],
)
def test_what_is_no_answer_is_left_to_a_person(body: bytes) -> None:
    with pytest.raises(RegisterSilent):
        ask_register(REGISTER, {"number": "NS123456"}, Says(body=body))


def test_what_it_says_is_told() -> None:
    assert ask_register(REGISTER, {}, Says(body=b'{"standing": "active"}')) == {"standing": "active"}
