"""All readers of raw input, each as a function of bytes that must not raise, whatever the bytes are.

A refusal with a reader's documented error (NotValid, RequestRefused) is an answer; anything else is a
crash. A target is made by a function, so that the fuzzer instruments its imports from the start.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from tests.fuzz.seeds import SEEDS

LEFT_OUT = object()
ODD: tuple[Any, ...] = (
    *(LEFT_OUT, None, "", True, False, 0, -1, 2**63, 1e308, float("nan"), [], {}, [None], {"": None}, [[]], "x" * 9000),
    *("\x00", "\ud800", "\u202e\U0001f6a7", "2026-11-23T00:00:00Z", "7KQ2-M4TX-9BWD-D", "+15550142777", "STOP", "5"),
)
Target = Callable[[bytes], object]
RELEASE = "FUZZED_RELEASE"  # a file with the sample jurisdiction, if it was read and checked before
SAMPLE = Path(__file__).parents[2] / "infra" / "jurisdictions" / "port-ellery"


@cache
def catalogue() -> Any:
    """The sample jurisdiction, as the functions see it."""
    from onestop.domain.catalogue.catalogue import Catalogue, version_of
    from onestop_cli.release.read_folder import read_release

    made = os.environ.get(RELEASE)
    release = json.loads(Path(made).read_bytes()) if made else read_release(SAMPLE)
    return Catalogue(version_of(release), release)


def parsed(data: bytes, name: str) -> Any:
    """Reads the bytes as JSON. If they are not JSON they say what to damage in a seed, because few mutations of JSON
    are valid JSON."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        seeds = SEEDS[name]
        return spoilt(json.loads(seeds[data[0] % len(seeds)]), data[1:]) if data else None


def spoilt(value: Any, data: bytes) -> Any:
    """A value in which some parts are what nobody expects there: two bytes say which, and what."""
    for which, what in zip(data[::2], data[1::2], strict=False):
        places = [*places_in(value)]
        if not places:
            break
        holder, key = places[which % len(places)]
        odd = ODD[what % len(ODD)]
        if odd is LEFT_OUT:
            del holder[key]
        else:
            holder[key] = deepcopy(odd)
    return value


def places_in(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a value that holds another one."""
    inner = [*value.items()] if isinstance(value, dict) else [*enumerate(value)] if isinstance(value, list) else []
    for key, each in inner:
        yield value, key
        yield from places_in(each)


def mail() -> Target:
    """E-mail as SES wrote it: read, told apart, and translated."""
    from intake.email.as_contact import receive_mail
    from intake.email.kinds import kind_of
    from intake.email.reading import read_mail

    offer = catalogue()
    return lambda data: (kind_of(read_mail(data)), receive_mail(data, "mail/key", offer))


def sms() -> Target:
    """Text messages as SNS brings them, and what their words mean."""
    from intake.sms.meaning import understand_message
    from intake.sms.reading import read_messages

    return lambda data: [understand_message(message.text) for message in read_messages(parsed(data, "sms")) or ()]


def calls() -> Target:
    """Events of Amazon Connect, and the keys that were pressed."""
    from intake.voice.keypad import chosen_case
    from intake.voice.menus import chosen_service
    from intake.voice.phone_call import read_call

    offer = catalogue()

    def read(data: bytes) -> None:
        pressed = read_call(parsed(data, "calls")).keyed("pressed")
        chosen_case(pressed, [], [])
        chosen_service(pressed, offer)

    return read


def textract() -> Target:
    """Answers of Textract about a scan."""
    from intake.scans.textract import read_pages

    return lambda data: (read_pages(data), read_pages(parsed(data, "textract")))


def forms() -> Target:
    """Forms, ours and those of Open311; the first line is their media type."""
    from chalice.app import Request

    from intake.open311.forms import read_posted
    from intake.open311.needs import read_need
    from intake.open311.refusing import RequestRefused
    from onestop.domain.errors import NotValid
    from onestop.runtime.pages.posted_forms import read_form

    offer = catalogue()

    def request(media_type: str, body: bytes) -> Any:
        named = {"content-type": media_type}
        context = {"httpMethod": "POST", "resourcePath": "/open311/v2/requests.json", "identity": {}}
        made = Request(
            {
                **{"headers": named, "multiValueQueryStringParameters": None, "pathParameters": {}},
                **{"requestContext": context, "body": "", "isBase64Encoded": False, "stageVariables": None},
            }
        )
        made._body = body
        return made

    def read(data: bytes) -> None:
        media_type, _, body = data.partition(b"\n")
        sent = request(media_type.decode("latin-1"), body)
        with suppress(NotValid):
            read_form(sent)
        with suppress(RequestRefused):
            read_need(read_posted(sent), offer)

    return read


def json_bodies() -> Target:
    """JSON bodies, read into every contract that is sent to us; a need is looked at by the door as well."""
    from msgspec import Struct

    from intake.checking import check_need
    from onestop.contracts import api, attachments, staff
    from onestop.contracts.read_contract import read_body
    from onestop.domain.errors import NotValid

    kinds: list[Any] = [
        kind
        for module in (api, attachments, staff)
        for name, kind in vars(module).items()
        if name.endswith("Body") and isinstance(kind, type) and issubclass(kind, Struct)
    ]
    offer = catalogue()

    def read(data: bytes) -> None:
        sent = json.dumps(parsed(data, "json")).encode()
        for kind, raw in product(kinds, (data, sent)):
            with suppress(NotValid):
                body = read_body(raw, kind)
                if isinstance(body, api.CaseBody):
                    check_need(body, offer)

    return read


def lists() -> Target:
    """What a list is asked for with, in the address."""
    from datetime import UTC, datetime
    from urllib.parse import parse_qsl

    from casework.views.task_lists import read_search
    from intake.open311.jurisdictions import bare
    from intake.open311.refusing import RequestRefused
    from intake.open311.wanted import read_wanted
    from onestop.domain.errors import NotValid
    from onestop.storage.paging import read_cursor

    at = datetime(2026, 11, 23, tzinfo=UTC)

    def read(data: bytes) -> None:
        given = dict(parse_qsl(data.decode("utf-8", "replace")))
        with suppress(RequestRefused):
            read_wanted(given.get, at)
        with suppress(NotValid):
            read_search(given.get("text"), given.get("near"), given.get("radius"))
        with suppress(NotValid):
            read_cursor(given.get("cursor") or data.decode("latin-1"), "moment", "reference", "task")
        bare(given.get("jurisdiction_id") or "")

    return read


TARGETS: Mapping[str, Callable[[], Target]] = {
    "mail": mail,
    "sms": sms,
    "calls": calls,
    "textract": textract,
    "forms": forms,
    "json": json_bodies,
    "lists": lists,
}
