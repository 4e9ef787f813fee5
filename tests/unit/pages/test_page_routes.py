"""What a page answers when something goes wrong behind it."""

from __future__ import annotations

import pytest
from chalice.app import Request, Response

from onestop.domain.errors import Conflict, NotPossible, OnestopError
from onestop.runtime.pages.frame import Visit
from onestop.runtime.pages.page_routes import answer_visit
from tests.builders import a_catalogue, a_reference, an_api_event


@pytest.mark.parametrize("error", [NotPossible("This application was sent."), Conflict(a_reference(1), 1, 2)])
def test_what_became_impossible_since_the_page_was_opened_is_no_fault_of_ours(
    error: OnestopError, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://smallville.example")

    def show_it(_visit: Visit) -> Response:
        raise error

    answer = answer_visit(Request(an_api_event("GET", "/it"), None), show_it, {}, a_catalogue)
    assert answer.status_code == 409
    assert "Go back and load it again to see how it stands." in str(answer.body)
