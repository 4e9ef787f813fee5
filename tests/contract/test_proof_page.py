"""The page of proof is the table in the code, and the table knows every channel."""

from __future__ import annotations

from intake.channels import CHANNELS
from onestop.contracts.api import NeedChannel
from onestop.domain.people.proof import VOUCHING, WISHES
from tests.contract.write_proof import PAGE, page_text


def test_the_page_is_what_the_code_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page_text(), "run: python -m tests.contract.write_proof"


def test_every_channel_is_in_the_table() -> None:
    assert set(WISHES) == set(VOUCHING) == set(CHANNELS) == set(NeedChannel.__args__)
