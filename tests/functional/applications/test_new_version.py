"""The form becomes another one while somebody fills it in: their answers go on in it, and what changed is shown."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from onestop.storage.applications.application_rows import load_application
from tests.aws_in_memory import Aws
from tests.functional.applications.applying import SERVICE, Browser, heading, reference_of

TITLES = {"en": "Name of the event", "es": "Nombre del evento", "zh-Hans": "活动名称"}


@pytest.fixture
def renew(aws: Aws, release: dict[str, Any]) -> Any:
    """Publishes a form in which the name stands elsewhere, neighbours no longer meet, and something more is asked."""

    def publish() -> None:
        form = copy.deepcopy(release["forms"][SERVICE])
        properties = form["schema"]["properties"]
        properties["title"] = properties.pop("name")
        form["schema"]["required"] = [name for name in form["schema"]["required"] if name != "name"]
        properties["kind"]["enum"].remove("block-party")
        properties["website"] = {"type": "string"}
        kind, name = form["pages"][0]["fields"]
        kind["choices"] = [each for each in kind["choices"] if each["value"] != "block-party"]
        website = {"at": "website", "kind": "text", "label": {"en": "Website", "es": "Sitio web", "zh-Hans": "网站"}}
        form["pages"][0]["fields"] = [kind, name | {"at": "title", "required": True, "label": TITLES}, website]
        form["moved"] = {"name": "title"}
        form.pop("tests", None)
        aws.publish(release | {"forms": release["forms"] | {SERVICE: form}})

    return publish


def test_a_draft_goes_on_in_the_new_form_with_what_changed_and_what_no_longer_fits(aws: Aws, renew: Any) -> None:
    browser = Browser()
    reference = reference_of(browser.begin())
    renew()
    page = browser.get(f"/apply/draft/{reference}")
    assert heading(page) == "The event"
    for words in ("The form has changed", "Website", "A party of neighbours", "can no longer be chosen"):
        assert words in page["body"], words
    assert 'value="Fiesta de la calle Olmo"' in page["body"]
    browser.send(page, {"a-kind": "0"})
    kept = load_application(reference)
    assert kept.answers == {"kind": "market", "title": "Fiesta de la calle Olmo"}
    assert [(each.path, each.value) for each in kept.set_aside] == [("kind", "block-party")]
    assert kept.renewed is None  # it was read
    assert "A party of neighbours" in browser.get(f"/apply/check/{reference}")["body"]


def test_a_page_that_was_open_meanwhile_is_kept_too(aws: Aws, renew: Any) -> None:
    browser = Browser()
    reference = reference_of(browser.begin())
    page = browser.get(f"/apply/draft/{reference}/event")
    renew()
    browser.send(page, {"a-name": "Otra fiesta"})
    assert load_application(reference).answers["title"] == "Otra fiesta"
