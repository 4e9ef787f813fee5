"""The front's inbound addresses: what residents would send from outside, filled in or sent raw."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web
from botocore.exceptions import BotoCoreError, ClientError
from jinja2 import Environment, FileSystemLoader

from onestop_cli.clients import engine_client
from onestop_cli.front.inbound import (
    NotSent,
    bring_email,
    bring_message,
    check_authenticated,
    present,
    write_email,
    write_message,
)
from onestop_cli.front.upstream import answer_problem, answer_unavailable

_pages = Environment(loader=FileSystemLoader(Path(__file__).with_name("pages")), autoescape=True)


@dataclass(frozen=True)
class Inbound:
    """Where the channels come in: the mail bucket, the topic of messages, and the address that residents write to."""

    engine: str
    bucket: str
    topic: str
    address: str


INBOUND = web.AppKey("inbound", Inbound)


def add_inbound(app: web.Application, inbound: Inbound) -> None:
    """Declare the inbound addresses."""
    app[INBOUND] = inbound
    app.router.add_get("/inbound", show_forms)
    app.router.add_post("/inbound/email", take_email)
    app.router.add_post("/inbound/sms", take_sms)


async def show_forms(request: web.Request) -> web.Response:
    """Show the forms in which one can play a resident who writes."""
    return page(request, {}, None, request.query.get("sent"))


async def take_email(request: web.Request) -> web.Response:
    """Take an e-mail: filled in, or whole as message/rfc822; `authenticated` says how SES is to find its sender."""
    inbound = request.app[INBOUND]
    if request.content_type == "message/rfc822":
        raw = await request.read()
        try:
            found = check_authenticated(request.query.get("authenticated"))
        except NotSent as error:
            return answer_problem(400, "Not to be played", str(error), {})
        return await answer_program(lambda: bring_email(client(inbound, "s3"), inbound.bucket, raw, found))
    fields = await filled_in(request)
    try:
        raw = write_email(fields, inbound.address, present())
        found = check_authenticated(fields.get("authenticated"))
    except NotSent as error:
        return page(request, fields | {"form": "email"}, str(error), None)
    return await sent(lambda: bring_email(client(inbound, "s3"), inbound.bucket, raw, found), "email")


async def take_sms(request: web.Request) -> web.Response:
    """Take a message: filled in, or whole as AWS End User Messaging would tell it in JSON."""
    inbound = request.app[INBOUND]
    if request.content_type == "application/json":
        try:
            said = await request.json()
        except ValueError:
            return answer_problem(400, "Not JSON", "Send what AWS End User Messaging would: a JSON object.", {})
        return await answer_program(lambda: bring_message(client(inbound, "sns"), inbound.topic, said))
    fields = await filled_in(request)
    try:
        message = write_message(fields)
    except NotSent as error:
        return page(request, fields | {"form": "sms"}, str(error), None)
    return await sent(lambda: bring_message(client(inbound, "sns"), inbound.topic, message), "sms")


def client(inbound: Inbound, service: str) -> Any:
    return engine_client(service, inbound.engine)


async def filled_in(request: web.Request) -> dict[str, str]:
    return {name: value for name, value in (await request.post()).items() if isinstance(value, str)}


async def answer_program(bring: Callable[[], str]) -> web.Response:
    """Answer a program."""
    try:
        return web.json_response({"id": await asyncio.to_thread(bring)}, status=202)
    except (BotoCoreError, ClientError):
        return answer_unavailable()


async def sent(bring: Callable[[], str], form: str) -> web.Response:
    """Send the browser back to the forms, so that loading again sends nothing again."""
    try:
        await asyncio.to_thread(bring)
    except (BotoCoreError, ClientError):
        return answer_unavailable()
    raise web.HTTPSeeOther(f"/inbound?sent={form}")


def page(request: web.Request, given: Mapping[str, str], fault: str | None, done: str | None) -> web.Response:
    text = _pages.get_template("inbound.html").render(
        given=given, fault=fault, done=done, address=request.app[INBOUND].address
    )
    headers = {"Cache-Control": "no-store"}
    return web.Response(text=text, content_type="text/html", status=400 if fault else 200, headers=headers)
