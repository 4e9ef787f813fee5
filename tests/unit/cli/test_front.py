"""The front against a stand-in for the engine, both on loopback."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from io import BytesIO

from aiohttp import ClientResponse, ClientSession, web
from aiohttp.test_utils import TestClient, TestServer, unused_port
from yarl import URL

from onestop_cli.front.app import BODY_LIMIT, make_front
from onestop_cli.front.outbox import Outbox
from onestop_cli.front.outbox_routes import keep_collecting
from onestop_cli.front.upstream import Upstream

STAGE = "https://abc123.execute-api.us-east-1.amazonaws.com/live"
MAIL = {
    "MessageId": "m1",
    "To": ["ana@example.org"],
    "CC": [],
    "BCC": [],
    "Subject": "Your <case>",
    "BodyText": "Follow it: http://localhost:8080/track/A?secret=x&y=1. Thank you",
    "BodyHtml": None,
    "Timestamp": 1000.0,
}
SMS = {"MessageId": "s1", "Message": "<script>alert(1)</script>"}

Client = TestClient[web.Request, web.Application]


async def echo(request: web.Request) -> web.Response:
    seen = {
        "method": request.method,
        "path": request.raw_path,
        "headers": {key.lower(): value for key, value in request.headers.items()},
        "body": (await request.read()).decode(),
    }
    return web.json_response(seen, status=207, headers={"X-Kept": "yes", "Location": "/elsewhere"})


async def mail(_request: web.Request) -> web.Response:
    return web.json_response({"messages": {"000000000000": [MAIL]}})


async def sms(_request: web.Request) -> web.Response:
    return web.json_response({"sms_messages": {"+15550123": [SMS]}})


@asynccontextmanager
async def front() -> AsyncIterator[Client]:
    engine = web.Application(client_max_size=2 * BODY_LIMIT)
    engine.router.add_get("/_ministack/ses/messages", mail)
    engine.router.add_get("/_ministack/sns/sms-messages", sms)
    engine.router.add_route("*", "/{path:.*}", echo)
    async with TestServer(engine) as server:
        app = make_front(f"http://127.0.0.1:{server.port}", STAGE, Outbox(clock=lambda: 2000.0))
        async with TestClient(TestServer(app)) as client:
            yield client


def ask(question: Callable[[Client], Awaitable[ClientResponse]]) -> tuple[ClientResponse, str]:
    async def run() -> tuple[ClientResponse, str]:
        async with front() as client:
            answer = await question(client)
            return answer, await answer.text()

    return asyncio.run(run())


def test_a_request_reaches_the_stage_with_its_method_path_query_headers_and_body() -> None:
    path = "/api/cases/A%2FB?day=2026-01-01&day=2&q=%20x"
    answer, text = ask(
        lambda client: client.put(
            URL(path, encoded=True), data="body", headers={"Authorization": "Bearer t", "X-Api-Key": "k"}
        )
    )
    seen = json.loads(text)
    assert answer.status == 207
    assert seen["method"] == "PUT"
    assert seen["path"] == f"/_aws/execute-api/abc123/live{path}"
    assert seen["body"] == "body"
    assert (seen["headers"]["authorization"], seen["headers"]["x-api-key"]) == ("Bearer t", "k")
    assert seen["headers"]["x-forwarded-for"] == "127.0.0.1"


def test_an_answer_comes_back_as_it_was_and_is_not_followed_elsewhere() -> None:
    answer, _ = ask(lambda client: client.get("/", allow_redirects=False))
    assert (answer.status, answer.headers["X-Kept"], answer.headers["Location"]) == (207, "yes", "/elsewhere")


def test_headers_of_one_connection_are_not_passed_on() -> None:
    _, text = ask(lambda client: client.get("/", headers={"Connection": "X-Hop", "X-Hop": "1", "TE": "trailers"}))
    assert not {"x-hop", "te", "connection"} & (json.loads(text)["headers"].keys() - {"connection"})


def test_a_body_over_the_limit_is_refused_with_a_problem_document() -> None:
    answer, text = ask(lambda client: client.post("/api/cases", data=BytesIO(b"x" * (BODY_LIMIT + 1))))
    assert answer.status == 413
    assert answer.content_type == "application/problem+json"
    assert json.loads(text)["status"] == 413


def test_a_body_of_exactly_the_limit_is_passed_on() -> None:
    answer, _ = ask(lambda client: client.post("/api/cases", data=BytesIO(b"x" * BODY_LIMIT)))
    assert answer.status == 207


def test_an_engine_that_does_not_answer_is_a_503_that_says_when_to_try_again() -> None:
    async def run() -> tuple[ClientResponse, str]:
        app = make_front(f"http://127.0.0.1:{unused_port()}", STAGE, Outbox())
        async with TestClient(TestServer(app)) as client:
            answer = await client.get("/outbox")
            assert answer.status == 503
            answer = await client.get("/api/services")
            return answer, await answer.text()

    answer, text = asyncio.run(run())
    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
    assert json.loads(text)["title"] == "Not available"


def test_the_outbox_page_escapes_what_was_sent_and_makes_addresses_links() -> None:
    answer, text = ask(lambda client: client.get("/outbox"))
    assert answer.content_type == "text/html"
    assert 'href="http://localhost:8080/track/A?secret=x&amp;y=1"' in text
    assert "Your &lt;case&gt;" in text
    assert "<script>" not in text
    assert 'lang="en"' in text
    assert 'dir="auto"' in text
    assert text.index("alert(1)") < text.index("Your &lt;case&gt;"), "newest first"


def test_the_outbox_says_the_same_as_json() -> None:
    _, text = ask(lambda client: client.get("/outbox.json"))
    listed = json.loads(text)
    assert listed["total"] == 2
    assert [(entry["kind"], entry["to"], entry["sent_at"]) for entry in listed["messages"]] == [
        ("sms", "+15550123", 2000.0),
        ("email", "ana@example.org", 1000.0),
    ]


def test_a_long_answer_is_compressed_for_who_takes_it_and_nobody_else() -> None:
    async def story() -> None:
        async with front() as client:
            for takes, body, coding in (
                ("gzip, br", "x" * 3000, "gzip"),
                ("br", "x" * 3000, None),
                ("gzip", "x", None),
            ):
                answer = await client.post("/api/cases", data=body, headers={"Accept-Encoding": takes})
                assert answer.headers.get("Content-Encoding") == coding
                assert (await answer.json())["body"] == body

    asyncio.run(story())


def test_the_outbox_forgets_what_it_is_told_to_and_takes_nothing_but_json() -> None:
    async def forget(client: Client) -> ClientResponse:
        await client.get("/outbox.json")
        for wrong in ({"data": {"ids": "s1"}}, {"json": {"ids": "s1"}}, {"json": ["s1"]}):
            assert (await client.post("/outbox/forgotten", **wrong)).status == 400
        assert await (await client.post("/outbox/forgotten", json={"ids": ["s1"]})).json() == {"forgotten": 1}
        return await client.get("/outbox.json")

    _, text = ask(forget)
    assert [entry["id"] for entry in json.loads(text)["messages"]] == ["m1"]


def test_what_was_sent_is_kept_while_the_suite_runs_and_not_at_its_end_alone() -> None:
    async def run() -> int:
        engine, kept, outbox = web.Application(), asyncio.Event(), Outbox()
        engine.router.add_get("/_ministack/ses/messages", mail)
        engine.router.add_get("/_ministack/sns/sms-messages", sms)
        async with TestServer(engine) as server, ClientSession() as session:
            upstream = Upstream(f"http://127.0.0.1:{server.port}", "", outbox, session)
            collecting = asyncio.create_task(keep_collecting(upstream, kept.set, keep_every=0))
            await kept.wait()
            collecting.cancel()
        return len(outbox.messages)

    assert asyncio.run(run()) == 2
