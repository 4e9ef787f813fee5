"""A form lies beside the release, in every version that there was: a draft finds the one that it was begun with."""

from __future__ import annotations

from typing import Any

import pytest

from onestop.domain.errors import NotFound
from onestop.storage.catalogue import releases as stored
from onestop.storage.catalogue.forms import form_in_force, form_of_service, load_form
from tests.aws_in_memory import Aws

CODE = "street-event-permit"


def test_a_service_has_the_form_in_force_and_drafts_the_one_before(aws: Aws, release: dict[str, Any]) -> None:
    stored.forget()
    offer = stored.current()
    assert "forms" not in offer.release
    before = form_of_service(CODE, offer)
    assert before is not None
    assert form_of_service("pothole", offer) is None

    forms = {CODE: release["forms"][CODE] | {"rules": []}}
    aws.publish(release | {"forms": forms})
    stored.forget()
    after = form_in_force(CODE, stored.current())
    assert after.version != before.version
    assert after.rules == ()
    assert load_form(CODE, before.version) == before
    with pytest.raises(NotFound):
        load_form(CODE, "gone")
