"""One mailbox is one identity, however its address is written."""

from __future__ import annotations

import pytest

from onestop.domain.people.person import counting_identity, identity_of

KEY = b"of this test"


@pytest.mark.parametrize(
    ("one", "other", "found", "counted"),
    [
        ("ana@x.example", " ANA@X.example ", True, True),
        ("ana@x.example", "ana@\uff58.example", True, True),
        ("ana@x.example", "ana@x\u00ad.exa\u200bmple", True, True),
        ("ana@b\u00fccher.example", "ana@xn--bcher-kva.example", True, True),
        ("ana@x.example", "ana+1@x.example", False, True),
        ("ana@gmail.com", "a.n.a+1@gmail.com", False, True),
        ("ana@x.example", "a.na@x.example", False, False),
        ("ana@x.example", "ana@y.example", False, False),
        ("ana@" + "\u00fc" * 70 + ".example", "ana@" + "\u00fc" * 71 + ".example", False, False),
    ],
)
def test_what_mail_systems_take_for_one_is_one(one: str, other: str, found: bool, counted: bool) -> None:
    assert (identity_of(one, KEY) == identity_of(other, KEY)) is found
    assert (counting_identity(one, KEY) == counting_identity(other, KEY)) is counted
